import { importMeasures } from '#application';
import { OPERATOR } from '#domain';
import { FormOnPage } from './form-on-page.js';
import { messageIn, messageToLookAt } from './messages.js';
import { dateIn } from './step-rows.js';
import { ANY, type FormRow } from './row.js';
import { ADA, ANN, CORA, LEE, MAX, TESS, type By, type World } from './world.js';

const WHY = 'Because of "this" & that <or the other>.';

/** Somebody else changes the register of people. */
const registerMoved = (world: World): Promise<unknown> =>
  world.does(ADA, 'RegisterTeam', { name: `Team ${world.council.now} ${Math.random()}`, service: 'Assessment' });

const absent = async (world: World, name: string): Promise<string> => {
  await world.does(CORA, 'RecordAbsence', { from: world.today(1) }, world.idOf(name));
  const directory = await world.council.first.references.directory();
  return [...directory.absencesOf(world.idOf(name))].at(-1)?.absenceId ?? '';
};

/** Somebody who has left, by the reference of this form. */
const leaver = (world: World, name: string): Promise<string> =>
  world.does(CORA, 'RegisterPerson', {
    ref: `leaver-${name}`,
    name: `Leaver ${name}`,
    roles: [],
    from: world.today(-400),
    to: world.today(-1),
  });

const erasureAsked = async (world: World, name: string): Promise<string> => {
  const id = await leaver(world, name);
  return world.does(CORA, 'AskErasure', { of: 'person', id, basis: 'request', reason: WHY });
};

const dataRequest = async (world: World, kind: 'access' | 'rectification', name: string): Promise<string> => {
  const id = await leaver(world, name);
  const said = { of: 'person', id, about: 'record', asked: WHY, receivedOn: world.today() };
  return world.does(CORA, 'RecordDataRequest', { ...said, kind, called: null });
};

/** The address at which somebody revokes the first token of a list. */
const revocation = async (world: World, by: By, list: string): Promise<string> => {
  const { text } = await (await world.signIn(by)).get(list);
  return /href="([^"]+\/revoke)"/.exec(text)?.[1] ?? '';
};

/** One of each form that is about no step of an audit, where nothing else than a form is sent. */
export const PAGE_ROWS: readonly FormRow[] = [
  {
    form: 'POST /you/messages',
    by: ANN,
    at: async () => '/you/messages',
    typed: () => ({ email: 'digest' }),
  },
  {
    form: 'POST /people/:id/training',
    by: CORA,
    at: async (world) => `/people/${world.idOf('Max')}/training`,
    typed: (world) => ({ ...dateIn('on', world.today()), ...dateIn('expiresOn', world.today(500)) }),
  },
  {
    form: 'POST /you/absence',
    by: ANN,
    at: async () => '/you/absence',
    typed: (world) => ({ ...dateIn('from', world.today(100)), ...dateIn('to', world.today(104)), deputyId: ANY }),
  },
  {
    form: 'POST /you/absences/:absenceId/end',
    by: MAX,
    at: async (world) => `/you/absences/${await absent(world, 'Max')}/end`,
    typed: (world) => dateIn('on', world.today(3)),
  },
  {
    form: 'POST /you/tokens/new',
    by: ANN,
    at: async () => '/you/tokens/new',
    typed: (world) => ({ roles: 'auditor', ...dateIn('expiresOn', world.today(30)) }),
    answers200: true,
  },
  {
    form: 'POST /you/tokens/:tokenId/revoke',
    by: ANN,
    at: (world) => revocation(world, ANN, '/you/tokens'),
    mayBeEmpty: true,
  },
  {
    form: 'POST /reports/committee',
    by: CORA,
    at: async () => '/reports/committee',
    typed: () => ({
      title: 'Quality of "practice" & <more>',
      committee: 'Scrutiny',
      meetingDate: '10 December 2026',
      reportOf: 'Director',
      contact: 'Head of quality',
      purpose: 'To tell.',
      recommendations: 'Note it.\nAsk again.',
    }),
    answers200: true,
    recordsNothing: true,
  },
  {
    form: 'POST /people/new',
    by: CORA,
    at: async () => '/people/new',
    typed: () => ({
      ref: `R${Math.random()}`.slice(0, 10),
      name: 'Zoë "Z" <Newcomer>',
      aliases: 'Zed',
      email: 'zoe@westmere.example',
      roles: 'auditor',
      teamId: ANY,
    }),
  },
  {
    form: 'POST /people/:id/change',
    by: CORA,
    at: async (world) => `/people/${world.idOf('Sue')}/change`,
    typed: () => ({ name: `Sue ${Math.random()}`, email: 'sue@westmere.example' }),
    meanwhile: registerMoved,
  },
  {
    form: 'POST /people/:id/absence',
    by: CORA,
    at: async (world) => `/people/${world.idOf('Pat')}/absence`,
    typed: (world) => ({ ...dateIn('from', world.today(50)), ...dateIn('to', world.today(54)), deputyId: ANY }),
  },
  {
    form: 'POST /people/:id/absences/:absenceId/end',
    by: CORA,
    at: async (world) => `/people/${world.idOf('Abe')}/absences/${await absent(world, 'Abe')}/end`,
    typed: (world) => dateIn('on', world.today(3)),
  },
  {
    form: 'POST /people/:id/tokens/:tokenId/revoke',
    by: CORA,
    at: (world) => revocation(world, CORA, `/people/${world.idOf('Tom')}`),
    mayBeEmpty: true,
  },
  {
    form: 'POST /people/:id/invite',
    by: CORA,
    at: async (world) => `/people/${world.idOf('Max')}/invite`,
    typed: (world) => ({ secondId: world.idOf('Ada') }),
  },
  {
    form: 'POST /people/:id/half',
    by: CORA,
    at: async (world) => {
      await world.does(CORA, 'InvitePerson', { secondId: world.idOf('Ada') }, world.idOf('Mo'));
      return `/people/${world.idOf('Mo')}/half`;
    },
    mayBeEmpty: true,
    answers200: true,
  },
  {
    form: 'POST /people/changes',
    by: ADA,
    at: async (world) => {
      await world.does(CORA, 'ChangePerson', { name: 'Sue', roles: ['practitioner', 'auditor'] }, world.idOf('Sue'));
      return '/people/changes';
    },
    button: { answer: 'confirm' },
    mayBeEmpty: true,
  },
  {
    form: 'POST /teams/new',
    by: CORA,
    at: async () => '/teams/new',
    typed: () => ({ name: `Team "A" <${Math.random()}>`, service: 'Assessment' }),
  },
  {
    form: 'POST /teams/:id/change',
    by: CORA,
    at: async (world) => `/teams/${world.idOf('South')}/change`,
    typed: () => ({ name: `South ${Math.random()}`, service: 'Assessment' }),
    meanwhile: registerMoved,
  },
  {
    form: 'POST /inspections/grant',
    by: CORA,
    at: async () => '/inspections/grant',
    typed: (world) => ({
      inspectorId: world.idOf('Ivy'),
      auditIds: world.reference,
      ...dateIn('from', world.today()),
      ...dateIn('until', world.today(5)),
      reason: WHY,
    }),
  },
  {
    form: 'POST /inspections/grant/:reference',
    by: CORA,
    at: async (world) => `/inspections/grant/${world.reference}`,
    typed: (world) => ({
      inspectorId: world.idOf('Ivy'),
      auditIds: world.reference,
      ...dateIn('from', world.today()),
      ...dateIn('until', world.today(5)),
      reason: WHY,
    }),
  },
  {
    form: 'POST /inspections/:inspector/:grant/end',
    by: CORA,
    at: async (world) => {
      const days = { from: world.today(), until: world.today(5) };
      const body = { inspectorId: world.idOf('Ivy'), auditIds: [world.audit], ...days, reason: WHY };
      return `/inspections/${world.idOf('Ivy')}/${await world.does(CORA, 'GrantInspection', body)}/end`;
    },
    typed: () => ({ reason: WHY }),
  },
  {
    form: 'POST /data-requests/record',
    by: CORA,
    at: async (world) => {
      await leaver(world, 'asking');
      return '/data-requests/record';
    },
    typed: (world) => ({
      kind: 'access',
      id: 'leaver-asking',
      about: 'record',
      asked: WHY,
      ...dateIn('receivedOn', world.today()),
    }),
  },
  {
    form: 'POST /data-requests/:request/extend',
    by: CORA,
    at: async (world) => `/data-requests/${await dataRequest(world, 'rectification', 'extended')}/extend`,
    typed: (world) => ({ ...dateIn('to', world.today(60)), reason: WHY }),
  },
  {
    form: 'POST /data-requests/:request/end',
    by: CORA,
    at: async (world) => `/data-requests/${await dataRequest(world, 'rectification', 'ended')}/end`,
    typed: () => ({ outcome: 'answered', reason: WHY }),
  },
  {
    form: 'POST /data-requests/:request/texts/:number',
    by: CORA,
    at: async (world) => `${await world.gathered()}/texts/1`,
    typed: () => ({ decision: 'withheld', because: 'serious-harm', reason: WHY }),
  },
  {
    form: 'POST /data-requests/:request/as-shown/:number',
    by: CORA,
    at: async (world) => `${await world.gathered()}/as-shown/1`,
    mayBeEmpty: true,
  },
  {
    form: 'POST /erasures/ask',
    by: CORA,
    at: async (world) => {
      await leaver(world, 'asked');
      return '/erasures/ask';
    },
    typed: () => ({ id: 'leaver-asked', basis: 'request', reason: WHY }),
  },
  {
    form: 'POST /erasures/ask/:named',
    by: CORA,
    at: async (world) => `/erasures/ask/${await leaver(world, 'due')}`,
    typed: () => ({ id: 'leaver-due', basis: 'retention', reason: WHY }),
  },
  {
    form: 'POST /erasures/:erasure/approve',
    by: ADA,
    at: async (world) => `/erasures/${await erasureAsked(world, 'approved')}/approve`,
    mayBeEmpty: true,
  },
  {
    form: 'POST /erasures/:erasure/decline',
    by: CORA,
    at: async (world) => `/erasures/${await erasureAsked(world, 'declined')}/decline`,
    typed: () => ({ reason: WHY }),
  },
  {
    form: 'POST /erasures/holds/place',
    by: CORA,
    at: async () => '/erasures/holds/place',
    typed: (world) => ({ of: 'record', id: world.reference, reason: WHY }),
  },
  {
    form: 'POST /erasures/holds/:hold/end',
    by: CORA,
    at: async (world) => {
      const body = { of: 'class', id: 'supervision-audits', reason: WHY };
      return `/erasures/holds/${await world.does(CORA, 'PlaceHold', body)}/end`;
    },
    typed: () => ({ reason: WHY }),
  },
  {
    form: 'POST /settings/closures/add',
    by: CORA,
    at: async () => '/settings/closures/add',
    typed: (world) => ({ ...dateIn('date', world.today(200)), reason: WHY }),
  },
  {
    form: 'POST /settings/closures/:day/remove',
    by: CORA,
    at: async (world) => {
      const date = world.today(210);
      await world.does(CORA, 'AddClosure', { date, reason: 'Closed.' }, 'calendar');
      return `/settings/closures/${date}/remove`;
    },
    typed: () => ({ reason: WHY }),
  },
  {
    form: 'POST /settings/programmes/:programme',
    by: CORA,
    at: async () => '/settings/programmes/sefton-2024',
    mayBeEmpty: true,
    meanwhile: ({ council }) =>
      council.settings((settings) => ({ ...settings, auditorCapacity: (settings.auditorCapacity ?? 0) + 1 })),
  },
  {
    form: 'POST /settings/:section',
    by: ADA,
    at: async () => '/settings/council',
    typed: () => ({ council: 'The Council of "Westmere" <& Friends>' }),
    orNothing: ['caseLink', 'leadersSeeAll'],
    mayBeEmpty: true,
    recordsNothing: true,
    answers200: true,
  },
  {
    form: 'POST /settings/:section/publish',
    by: ADA,
    at: async () => '/settings/council',
    to: (address) => `${address}/publish`,
    opens: async (visitor, address) => {
      const { text } = await visitor.get(address);
      const council = 'Westmere & “Eastmere”';
      return visitor.post(address, FormOnPage.in(text, address)?.filled({ council }) ?? {});
    },
    typed: () => ({ note: WHY }),
    meanwhile: ({ council }) =>
      council.settings((settings) => ({ ...settings, auditorCapacity: (settings.auditorCapacity ?? 0) + 1 })),
  },
  {
    form: 'POST /samples/draw',
    by: CORA,
    at: async (world) => {
      await world.withCaseload();
      return '/samples/draw';
    },
    typed: () => ({ howMany: 'count', size: '3', reservesPerSelected: '1', cooldownMonths: '6', seed: 'of the table' }),
    orNothing: ['activity', 'howMany'],
  },
  {
    form: 'POST /expected-audits/:id/people/:personId/excuse',
    by: CORA,
    at: async (world) => `${await world.expectedOfSomebody()}/excuse`,
    typed: () => ({ reason: WHY }),
    meanwhile: async (world) => world.expectedOfSomebody(),
  },
  {
    form: 'POST /expected-audits/:id/people/:personId/lift-excuse',
    by: CORA,
    at: async (world) => `${await world.excusedFromAudits()}/lift-excuse`,
    typed: () => ({ reason: WHY }),
    meanwhile: async (world) => world.expectedOfSomebody(),
  },
  {
    form: 'POST /rounds/:round/:period/draw',
    by: CORA,
    at: async (world) => `${await world.owedDraw()}/draw`,
    typed: () => ({ seed: 'of a round' }),
    mayBeEmpty: true,
  },
  {
    form: 'POST /rounds/:round/:period/excuse',
    by: CORA,
    at: async (world) => `${await world.owedDraw()}/excuse`,
    typed: () => ({ reason: WHY }),
    meanwhile: async (world) => world.owedDraw(),
  },
  {
    form: 'POST /rounds/:round/:period/lift-excuse',
    by: CORA,
    at: async (world) => `${await world.excusedDraw()}/lift-excuse`,
    typed: () => ({ reason: WHY }),
    meanwhile: async (world) => world.owedDraw(),
  },
  {
    form: 'POST /reports/committee/kept/:id/sign-off',
    by: LEE,
    at: async (world) => `${await world.keptReport()}/sign-off`,
    typed: () => ({ as: 'L. "Lee" & <Director>' }),
  },
  {
    form: 'POST /learning/issue',
    by: CORA,
    at: async () => '/learning/issue',
    typed: (world) => ({
      theme: 'Chronologies "again" & <more>',
      found: WHY,
      toDo: WHY,
      sources: 'feedback',
      basis: WHY,
      services: 'Assessment',
      ...dateIn('confirmBy', world.today(14)),
      ...dateIn('lookAgainOn', world.today(90)),
    }),
  },
  {
    form: 'POST /learning/discussions/:id',
    by: TESS,
    at: async (world) => `/learning/discussions/${(await messageIn(world)).discussion}`,
    typed: (world) => ({ ...dateIn('discussedOn', world.today()), words: WHY }),
  },
  {
    form: 'POST /learning/:id/look-again',
    by: CORA,
    at: async (world) => `/learning/${await messageToLookAt(world)}/look-again`,
    typed: (world) => ({ sampleTheme: ANY, words: WHY, ...dateIn('next', world.today(90)) }),
  },
  {
    form: 'POST /learning/:id/withdraw',
    by: CORA,
    at: async (world) => `/learning/${(await messageIn(world)).id}/withdraw`,
    typed: () => ({ reason: WHY }),
  },
  {
    form: 'POST /reviews/:register/:id/record',
    by: CORA,
    at: async (world) => `${await world.reviewable()}/record`,
    typed: (world) => ({
      words: 'Advertised "again" & waiting <3 weeks>.',
      standing: 'Ongoing',
      ...dateIn('next', world.today(40)),
    }),
    meanwhile: async (world) => world.reviewable(),
  },
  {
    form: 'POST /samples/:activity/:period/:number/issue',
    by: CORA,
    at: (world) => world.drawnSample(),
    mayBeEmpty: true,
  },
  {
    form: 'POST /enter/:list',
    by: CORA,
    at: async () => '/enter/learning',
    typed: (world) => ({
      ...dateIn('date', world.today()),
      kind: 'training',
      theme: 'Chronologies "again" & <more>',
      audience: 'All <new> starters',
      team: 'North',
      invited: '20',
      attended: '12',
      sources: 'audits; feedback',
    }),
  },
  {
    form: 'POST /enter/:list',
    by: CORA,
    at: async () => '/enter/published',
    typed: () => ({
      source: 'Scrutiny, "January"',
      period: '2023-11',
      series: 'Moderated <all>',
      key: 'Yes',
      percent: '46.7',
      numerator: '21',
      denominator: '45',
    }),
  },
  {
    form: 'POST /enter/:list',
    by: CORA,
    at: async () => '/enter/measures',
    typed: () => ({
      measure: 'Seen within 10 days',
      meaning: 'Seen alone, "where" they are old enough',
      unit: '%',
      direction: 'higher',
      requires_improvement: '65-75',
      good: '75-84',
      outstanding: '85+',
      source: 'Plan',
      acceptFindings: 'yes',
    }),
  },
  {
    form: 'POST /enter/:list',
    by: CORA,
    at: async (world) => {
      const file = Buffer.from('measure,unit,direction\nAlerts,alerts,increase');
      await importMeasures(world.council.first, {
        file,
        actor: OPERATOR,
        now: world.council.now,
        acceptRejects: false,
        acceptFindings: false,
      });
      return '/enter/readings';
    },
    typed: () => ({ measure: 'Alerts', period: '2026-05', value: '31' }),
    orNothing: ['value'],
  },
  {
    form: 'POST /enter/:list',
    by: CORA,
    at: async () => '/enter/feedback',
    typed: (world) => ({
      ...dateIn('date', world.today()),
      respondent: 'child',
      rating: 'Good',
      quote: 'He "listens" & <waits>.',
      consent: 'yes',
      activity_ref: 'F-1',
    }),
  },
  {
    form: 'POST /enter/:list',
    by: CORA,
    at: async () => '/enter/dip-sample',
    typed: (world) => ({
      theme: 'Supervision "in" <time>',
      ...dateIn('date', world.today()),
      unit: 'child',
      subject_ref: '100042',
      answers: 'Was it held? : yes\nWas it "good" & written down? : no',
    }),
  },
  {
    form: 'POST /enter/:list',
    by: CORA,
    at: async () => '/enter/plan',
    typed: () => ({
      section: 'Leadership <1>',
      ref: '1.1.1',
      action: 'Appoint "a" lead',
      lead: 'Director',
      review_date: 'Ongoing',
      status: 'Ongoing',
      commentary: 'Advertised & waiting.',
    }),
  },
  {
    form: 'POST /enter/:list',
    by: CORA,
    at: async () => '/enter/risks',
    typed: () => ({ risk: 'Turnover', description: 'Posts', mitigation: 'A career path', rating: 'B2' }),
  },
  {
    form: 'POST /search',
    by: CORA,
    at: async () => '/search',
    typed: () => ({ text: 'Pat & "Sue" <3' }),
    recordsNothing: true,
    answers200: true,
  },
];
