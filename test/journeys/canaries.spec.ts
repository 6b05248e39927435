import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { expectedId, roundDrawId } from '#domain';
import { Sessions, formToken, openSessions } from '#sessions';
import { ATTRIBUTES, MEASURES, toldAs } from '#telemetry';
import { Canaries } from '../support/canaries.js';
import { Collector } from '../support/collector.js';
import type { ToldSpan } from '../support/collector.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { AuditByApi, RunningService, Town, today } from '../support/index.js';
import { freePort } from '../support/free-port.js';
import { MailServer } from '../support/mail-server.js';
import { RedisServer } from '../support/redis.js';
import { commandTexts, withWords } from './command-texts.js';
import type { CommandTexts } from './command-texts.js';

jest.setTimeout(300_000);

/** Members of bodies that hold a name of the council's, a key of its settings or a code, and no words about anybody. */
const NAMES_AND_KEYS = new Set([
  'activity',
  'agency',
  'answer',
  'because',
  'code',
  'domain',
  'obligation',
  'from',
  'grade',
  'messageId',
  'period',
  'question',
  'rating',
  'reasonCode',
  'role',
  'round',
  'secret',
  'seed',
  'service',
  'standard',
  'sampleTheme',
  'services[]',
  'statement',
  'team',
  'theme',
  'to',
  'value',
]);
/** The name of a team is the council's; that of a person is theirs. */
const OF_A_TEAM = new Set(['RegisterTeam.name', 'ChangeTeamDetails.name']);

/** Settings are the council's words, published to everybody who works there. */
const OF_THE_COUNCIL = /^settings\./;

const isOfSomebody = (command: string, text: string): boolean =>
  !OF_THE_COUNCIL.test(text) &&
  !NAMES_AND_KEYS.has(text.slice(text.lastIndexOf('.') + 1)) &&
  !OF_A_TEAM.has(`${command}.${text}`);

/** Questions that are posted, so that no address holds what is looked for: they keep nothing. */
const QUESTIONS: ReadonlySet<string> = new Set(['SearchAudits']);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UUIDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
/** A word of a list in the code, a class or the pattern of a route. */
const WORD = /^[A-Za-z0-9.:/_*-]{1,100}$/;
const NOTHING = /(?!)/;
const CASES = 6;
const FRAME = Array.from({ length: CASES * 5 }, (_, position) => position);
const LIMIT = {
  key: 'planning',
  label: 'Planning leads',
  scale: 'ofsted',
  noBetterThan: 'requires_improvement',
  atLeast: 1,
  ofDomains: ['planning'],
  gradedAtBest: 'inadequate',
  exception: 'with-reason',
};

const QUESTION = { key: 'plan-shared', text: 'Was the plan shared?' };
const CALLED_FOR = {
  grade: 'good',
  moderatedBy: [],
  planDueInWorkingDays: 3,
  signedOffBy: 'coordinator',
  reviewAfterWorkingDays: 20,
  copiesTo: { roles: [], people: [] },
};
const ROUND = {
  key: 'monthly',
  label: 'Monthly audits',
  activity: 'deep-dive',
  every: 'month',
  size: { kind: 'fixed', count: 2 },
};
const EXPECTED = { key: 'auditors', label: 'Auditors', audits: 1, every: 'month', role: 'auditor' };
const STATEMENT = { key: 'difference', text: 'What difference?', scale: 'yes-partly-no' };
const PLANNING = 'planning';

/** The tools as they are, but for one that asks a question and for a statement. */
const askingIn = ({ tools }: Town['settings']): readonly object[] =>
  tools.map(({ key, version, domains }) =>
    key === 'deep-dive'
      ? {
          key,
          version: version + 1,
          domains: domains.map((domain) => ({
            key: domain.key,
            ...(domain.key === PLANNING && { questions: [QUESTION] }),
          })),
          statements: [STATEMENT],
        }
      : { key, version },
  );

const later = (days: number): string => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);

interface HeldPlace {
  readonly text: number;
}

interface Timeline {
  readonly timeline: readonly {
    readonly eventId: string;
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
}

/** Whatever people write, by every command that takes words: sent once with marked words, and looked for wherever it could stand. */
describe('what people write', () => {
  const canaries = new Canaries();
  /** What was sent and taken, as `Command.text`. */
  const taken = new Set<string>();
  let commands: ReadonlyMap<string, CommandTexts>;
  let server: EventStoreDbStandIn;
  let redis: RedisServer;
  let mail: MailServer;
  let collector: Collector;
  /** As Prometheus is shown them. */
  let figures: string;
  let town: Town;
  let service: RunningService;
  let worker: RunningService;
  const toldRedis: string[] = [];
  /** Addresses of forms in which something was kept. */
  const drafts = new Set<string>();
  let stopListening: () => void;

  /** Text by text: an address must be one, and a reference is no sentence. */
  const wordFor = (what: string): string => {
    if (what.endsWith('.email')) return `${canaries.plain(what)}@example.org`;
    return what.endsWith('.ref') ? canaries.plain(what) : canaries.of(what);
  };

  const inWords = (name: string, body: object): { readonly body: object; readonly texts: readonly string[] } => {
    const texts: string[] = [];
    const ofSomebody = (commands.get(name)?.texts ?? []).filter((text) => isOfSomebody(name, text));
    const said = withWords(body, ofSomebody, (text) => {
      texts.push(`${name}.${text}`);
      return wordFor(`${name}.${text}`);
    });
    return { body: Object(said), texts };
  };

  const pathOf = (name: string, id: string): string => {
    const { path } = commands.get(name) ?? { path: '' };
    return path.replace('{id}', id).replace('/api/v1/', '');
  };

  /** Gives a command that must be accepted, with marked words for whatever text it holds. */
  const give = async (who: string, name: string, body: object = {}, id = ''): Promise<string> => {
    const said = inWords(name, body);
    const done = await town.as(who).does(pathOf(name, id), said.body, { key: town.nextKey() });
    for (const text of said.texts) taken.add(text);
    return done.id;
  };

  const upload = async (path: string, lines: readonly (readonly string[])[]): Promise<void> => {
    const csv = lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
    const { status, text } = await town.as('Cora').upload(`/api/v1/imports/${path}`, csv);
    if (status >= 300) throw new Error(`The import of ${path} answered ${text}`);
  };

  const reads = <Read>(path: string): Promise<Read> => town.as('Cora').reads<Read>(path);

  const confirmChanges = async (): Promise<void> => {
    const { changes } = await reads<{ changes: readonly { changeId: string }[] }>('person-changes');
    const changeIds = changes.map(({ changeId }) => changeId);
    if (changeIds.length > 0) await town.as('Ada').does('person-changes/confirm', { changeIds });
  };

  beforeAll(async () => {
    [server, redis, mail, collector] = await Promise.all([
      EventStoreDbStandIn.start(),
      RedisServer.start(),
      MailServer.start(),
      Collector.start(),
    ]);
    stopListening = await redis.listen((line) => toldRedis.push(line));
    const environment = {
      REDIS_URL: redis.url,
      SMTP_URL: mail.url,
      MAIL_FROM: 'audits@newtown.example',
      PUBLIC_URL: 'https://audits.newtown.example',
      LOG_LEVEL: 'trace',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    };
    const metricsPort = await freePort();
    town = await Town.open({
      eventStore: { url: server.url, deployment: 'newtown' },
      environment: { ...environment, METRICS_PORT: String(metricsPort) },
      more: { Al: { team: 'Quality', roles: ['auditor'] } },
    });
    const place = { ...town.place, dataDir: join(dirname(town.place.dataDir), 'worker') };
    worker = await RunningService.startWorker(place, {
      ...environment,
      EXPORT_DIR: join(town.place.dataDir, 'exports'),
    });
    commands = await commandTexts(town.nobody());
    await ofPeopleAndSettings();
    const audits = await drawn();
    await fromAllocationToClosure(audits[0] ?? '');
    await returnedAndUpheld(audits[1] ?? '');
    await ended(audits.slice(2));
    await inspected(audits[0] ?? '');
    await heldAndDeclined(audits[2] ?? '');
    await broughtInFiles();
    await typedAndNotSent(audits[1] ?? '');
    await refused();
    // An invitation, and what comes on any day of the week.
    await town.until('messages have been sent', async () =>
      [/safety concern/i, /your way in/i].every((what) => mail.mails.some(({ subject }) => what.test(subject)))
        ? true
        : null,
    );
    figures = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    service = town.service;
    // What they still hold back is written, and logged, as they end.
    await Promise.all([town.stop(), worker.stop()]);
  });
  afterAll(async () => {
    stopListening?.();
    await worker?.kill();
    await town?.close();
    await Promise.all([server.kill(), redis.close(), mail.stop(), collector.stop()]);
  });

  async function ofPeopleAndSettings(): Promise<void> {
    const somebody = {
      ref: '',
      name: '',
      aliases: [''],
      email: '',
      roles: ['practitioner'],
      teamId: town.idOf('South'),
    };
    await give('Cora', 'RegisterPerson', somebody);
    await give('Cora', 'ChangePerson', { name: '', aliases: [''], email: '' }, town.idOf('Pat'));
    for (const name of ['Tess', 'Tom'])
      await town
        .as('Cora')
        .does(`people/${town.idOf(name)}/change`, { email: `${name.toLowerCase()}@newtown.example` });
    await confirmChanges();
    await give('Cora', 'InvitePerson', {}, town.idOf('Pat'));
    await give('Cora', 'PublishSettings', {
      settings: {
        moderation: { all: true, blind: true },
        overallGradeLimits: [LIMIT],
        auditorCapacity: null,
        tools: askingIn(town.settings),
        responseByGrade: [CALLED_FOR],
        actionDetails: { urgency: true, finding: false, scope: false },
        fileWithinWorkingDays: 5,
        extensions: {
          offered: true,
          managerUpToWorkingDays: 0,
          decidedBy: ['coordinator'],
          decideWithinWorkingDays: 2,
        },
      },
      note: '',
    });
    await town.as('Cora').does('settings', { settings: { rounds: [ROUND], expectations: [EXPECTED] }, note: 'Rounds' });
    const draw = roundDrawId(ROUND.key, later(40).slice(0, 7));
    await give('Cora', 'ExcuseDraw', { reason: '' }, draw);
    await give('Cora', 'LiftExcuse', { reason: '' }, draw);
    const expected = expectedId(EXPECTED.key, later(0).slice(0, 7));
    await town.until('audits are expected', async () =>
      (await reads<{ expected: readonly unknown[] }>('expected-audits')).expected.length > 0 ? true : null,
    );
    await give('Cora', 'ExcuseFromAudits', { personId: town.idOf('Al'), reason: '' }, expected);
    await give('Cora', 'LiftAuditsExcuse', { personId: town.idOf('Al'), reason: '' }, expected);
    await upload('plan', [
      ['section', 'ref', 'action', 'lead', 'review_date'],
      ['Leadership', '1.1', canaries.of('an action of the plan'), canaries.of('its lead'), later(1)],
    ]);
    await upload('risks', [
      ['risk', 'description', 'mitigation', 'rating', 'lead', 'review_date'],
      [canaries.of('a risk'), canaries.of('its description'), '', 'B2', canaries.of('who leads it'), later(1)],
    ]);
    const { reviews } = await reads<{ reviews: readonly { register: string; id: string }[] }>('reviews/owed');
    for (const [register, command] of [
      ['plan', 'ReviewPlanAction'],
      ['risk', 'ReviewRisk'],
    ] as const) {
      const owed = reviews.find((review) => review.register === register);
      await give('Cora', command, { words: '', standing: '', next: later(2) }, owed?.id);
    }
    const message = await give('Cora', 'IssueLearningMessage', {
      theme: canaries.of('the theme of a message'),
      found: '',
      toDo: '',
      basis: '',
      sources: ['audits'],
      teams: [town.idOf('North')],
      services: [],
      confirmBy: later(3),
      lookAgainOn: later(5),
    });
    const { messages } = await town
      .as('Tess')
      .reads<{ messages: readonly { toConfirm: readonly string[] }[] }>('learning');
    await give('Tess', 'ConfirmDiscussion', { discussedOn: today(), words: '' }, messages[0]?.toConfirm[0]);
    await upload('dip-sample', [
      ['theme', 'date', 'unit', 'subject_ref', 'Seen?'],
      ['Chronologies', today(), 'child', canaries.plain('a child of a dip sample'), 'yes'],
    ]);
    await upload('learning', [
      ['date', 'kind', 'theme', 'audience'],
      [today(), 'training', canaries.of('the theme of a training'), canaries.of('its audience')],
    ]);
    await give(
      'Cora',
      'LookAgain',
      { sampleTheme: 'Chronologies', sampleDate: today(), words: '', next: later(5) },
      message,
    );
    await give('Cora', 'WithdrawLearningMessage', { reason: '' }, message);
    const cover = {
      title: canaries.of('the title of a report'),
      committee: 'Scrutiny',
      meetingDate: '10 December',
      reportOf: 'Director',
      contact: 'Quality',
      purpose: canaries.of('the purpose of a report'),
      recommendations: [canaries.of('a recommendation')],
    };
    const year = { from: `${Number(later(0).slice(0, 4)) - 1}-04-01`, to: `${later(0).slice(0, 4)}-03-31` };
    const { status, text, body } = await town.as('Cora').post('/api/v1/committee-reports', { cover, ...year });
    if (status !== 201) throw new Error(`A report to a committee was answered ${status} ${text}`);
    const { reportId } = body as { reportId: string };
    await give('Lee', 'SignOffCommitteeReport', { version: 1, as: '' }, reportId);
    await give('Cora', 'AddClosure', { date: later(40), reason: '' });
    await give('Cora', 'RemoveClosure', { date: later(40), reason: '' });
  }

  /** Cases of Pat's, whose name and number are marked, drawn and issued: the audits' ids. */
  async function drawn(): Promise<readonly string[]> {
    const id = (number: number): string => canaries.plain(`case number ${number}`);
    const holder = canaries.of('ChangePerson.name');
    await upload(
      `caseload?${new URLSearchParams({ asAt: today(), source: 'csv', fileName: 'list.csv', acceptRejects: 'true' })}`,
      [
        ['ID', 'Status', 'Team', 'Worker', 'Service', canaries.of('a header')],
        ...FRAME.map((number) => [
          id(number),
          'Child in need',
          'North',
          number === FRAME.length - 1 ? canaries.of('a worker nobody knows') : holder,
          'Assessment',
          canaries.of('a cell'),
        ]),
        ['', canaries.of('a bad row'), '', '', '', ''],
      ],
    );
    const draw = { period: today().slice(0, 7), size: CASES, activity: 'deep-dive', seed: 'of the test' };
    const { id: sampleId, position: at } = await town.as('Cora').does('samples', draw, { key: town.nextKey() });
    const { cases } = await reads<{ cases: readonly { position: number }[] }>(`samples/${sampleId}?after=${at}`);
    const position = FRAME.find((each) => !cases.some((one) => one.position === each));
    await give('Cora', 'DirectCase', { position, reason: '' }, sampleId);
    await give('Cora', 'IssueSample', {}, sampleId);
    return town.until('the sample is issued', async () => {
      const { rows } = await reads<{ rows: readonly { auditId: string; practitionerId: string | null }[] }>(
        `audits?sample=${sampleId}&limit=500`,
      );
      const ofPat = rows.filter(({ practitionerId }) => practitionerId === town.idOf('Pat'));
      return rows.length === CASES + 1 ? ofPat.map(({ auditId }) => auditId) : null;
    });
  }

  const allocation = (auditor: string): object => ({ auditorId: town.idOf(auditor), independenceNote: '' });

  async function drafted(audit: string, auditor: string, grades: Readonly<Record<string, string>>): Promise<void> {
    const tool = town.settings.tools.find(({ key }) => key === 'deep-dive');
    for (const { key } of tool?.domains ?? [])
      await give(
        auditor,
        'GradeDomain',
        {
          domain: key,
          grade: grades[key] ?? 'good',
          rationale: '',
          ...(key === PLANNING && { answers: [{ question: 'plan-shared', answer: 'no', reason: '' }] }),
        },
        audit,
      );
    const answers = [{ question: 'plan-shared', answer: 'partly', reason: '' }];
    await give(auditor, 'AnswerQuestions', { domain: 'planning', answers }, audit);
    await give(auditor, 'WriteStatement', { statement: 'difference', text: '', value: 'partly' }, audit);
    for (const { key } of tool?.standards ?? [])
      await give(auditor, 'AssessStandard', { standard: key, answer: 'met', note: '' }, audit);
    await give(auditor, 'RecordFinding', { kind: 'strength', theme: tool?.themes[0], text: '' }, audit);
  }

  async function fromAllocationToClosure(audit: string): Promise<void> {
    const step = (who: string, name: string, body: object = {}): Promise<string> => give(who, name, body, audit);
    const byApi = new AuditByApi(town, audit);
    const told = async (type: string): Promise<string | undefined> =>
      (await reads<Timeline>(`audits/${audit}/timeline`)).timeline.find((event) => event.type === type)?.eventId;
    const participants = [{ as: 'practitioner', personId: town.idOf('Pat') }];
    const contact = { with: 'child', outcome: 'spoken', rating: 'good', words: '' };
    await step('Cora', 'AllocateAuditor', allocation('Ann'));
    await step('Ann', 'AcceptAudit');
    await step('Ann', 'ScheduleConversation', { on: today(), participants });
    await step('Ann', 'RecordConversation', { on: today(), participants, summary: '' });
    await step('Ann', 'AskForExtension', { obligation: 'grade', to: later(90), reason: '' });
    const request = (await reads<Timeline>(`audits/${audit}/timeline`)).timeline.find(
      ({ type }) => type === 'extension-asked',
    );
    await step('Cora', 'DecideExtension', { extensionId: request?.data['extensionId'], outcome: 'declined', note: '' });
    await step('Ann', 'RecordFamilyContact', contact);
    await step('Ann', 'RecordOtherGrade', { of: 'partner_agency', agency: 'health', grade: 'good', reason: '' });
    await drafted(audit, 'Ann', { planning: 'inadequate' });
    const graded = { grade: 'good', rationale: '', exceptionReason: '' };
    await step('Ann', 'SubmitFirstGrade', { ...graded, auditedOn: today(), atRisk: true, riskReason: '' });
    const concernId = (await byApi.now()).concerns[0]?.concernId;
    await step('Tess', 'AcknowledgeSafetyConcern', { concernId, note: '' });
    await step('Tess', 'ResolveSafetyConcern', { concernId, outcome: '' });
    await step('Mo', 'ClaimModeration');
    await step('Mo', 'ReleaseModeration', { reason: '' });
    await step('Mo', 'ClaimModeration');
    const domains = [{ domain: 'planning', grade: 'inadequate' }];
    await step('Mo', 'RecordModeratorGrade', { ...graded, domains });
    await step('Mo', 'ChangeStatementValue', { statement: 'difference', value: 'yes', reason: '' });
    const changed = [{ domain: 'recording', from: 'good', to: 'outstanding' }];
    await step('Mo', 'ChangeGrade', { ...graded, grade: 'outstanding', domains: changed });
    await step('Ann', 'ShareOutcome');
    await step('Tess', 'AcknowledgeOutcome', { comment: '' });
    await step('Pat', 'DisputeOutcome', { grounds: '' });
    await step('Lee', 'ResolveDispute', { ...graded, outcome: 'grade_changed', domains: [] });
    await byApi.comesTo('action-tracking');
    await step('Tess', 'RecordResponse', { plan: '' });
    await step('Cora', 'SendBackResponse', { reason: '' });
    await step('Tess', 'RecordResponse', { plan: '' });
    await step('Cora', 'SignOffResponse', { note: '' });
    await step('Cora', 'ReviewResponse', { on: today(), found: '', outcome: 'done' });
    const agreed = { text: '', ownerId: town.idOf('Pat') };
    await step('Ann', 'AgreeAction', agreed);
    await step('Ann', 'AgreeAction', { ...agreed, urgency: 'today', managerId: town.idOf('Tess') });
    const [actionId, second] = (await byApi.now()).actions.map((action) => action.actionId);
    await step('Tess', 'AcknowledgeAction', { actionId: second, note: '' });
    await step('Pat', 'UpdateProgress', { actionId, note: '' });
    const done = { actionId, evidence: '', evidenceReference: '' };
    await step('Pat', 'CompleteAction', done);
    await step('Ann', 'ReopenAction', { actionId, reason: '', due: later(20) });
    await step('Cora', 'ChangeDueDate', { actionId, due: later(30), reason: '' });
    await step('Pat', 'CompleteAction', done);
    await step('Ann', 'VerifyAction', { actionId, note: '' });
    await step('Cora', 'CancelAction', { actionId: second, reason: '' });
    const { rationale: _, ...corrected } = graded;
    await step('Cora', 'CorrectRecord', {
      corrects: await told('audit-finalised'),
      change: { field: 'finalGrade', from: 'good', to: 'outstanding' },
      reason: '',
      exceptionReason: corrected.exceptionReason,
    });
    const finding = { kind: 'strength', theme: town.settings.tools[0]?.themes[0], text: '' };
    const corrections: readonly (readonly [string, object])[] = [
      ['finding-recorded', { field: 'finding', finding }],
      ['family-contact-recorded', { field: 'familyContact', familyContact: { ...contact, with: 'parent_or_carer' } }],
    ];
    for (const [type, change] of corrections)
      await step('Cora', 'CorrectRecord', { corrects: await told(type), change, reason: '' });
    await step('Max', 'RecordRetrospectiveGrade', { grade: 'good', rationale: '' });
    await step('Ann', 'FileOnRecord', { on: today(), reference: '' });
    await step('Cora', 'CloseAudit');
    await step('Cora', 'ReopenAudit', { reason: '' });
  }

  async function returnedAndUpheld(audit: string): Promise<void> {
    const step = (who: string, name: string, body: object = {}): Promise<string> => give(who, name, body, audit);
    await step('Cora', 'AllocateAuditor', allocation('Ann'));
    await step('Ann', 'DeclareConflict', { reason: '' });
    await step('Cora', 'AllocateAuditor', allocation('Abe'));
    await step('Cora', 'ReallocateAuditor', { ...allocation('Al'), reason: '' });
    await step('Al', 'AcceptAudit');
    await step('Al', 'RecordConversationNotHeld', { reasonCode: 'worker-left', reason: '' });
    await drafted(audit, 'Al', {});
    const submitted = { grade: 'good', rationale: '', auditedOn: today(), atRisk: false };
    await step('Al', 'SubmitFirstGrade', submitted);
    await step('Mo', 'ClaimModeration');
    await step('Mo', 'RecordModeratorGrade', { grade: 'good', rationale: '' });
    await step('Mo', 'ReturnToAuditor', { reason: '' });
    await step('Al', 'SubmitFirstGrade', submitted);
    await step('Mo', 'UpholdGrade', { rationale: '' });
  }

  async function ended([
    exempt = '',
    withdrawn = '',
    substituted = '',
    passedOn = '',
  ]: readonly string[]): Promise<void> {
    const ending = { reasonCode: 'moved', reason: '', approvedBy: town.idOf('Lee') };
    await give('Cora', 'ExemptAudit', ending, exempt);
    await give('Cora', 'WithdrawAudit', ending, withdrawn);
    await give('Cora', 'SubstituteSubject', ending, substituted);
    await give('Cora', 'RaiseSafetyConcern', { reason: '' }, passedOn);
    await give('Cora', 'ReassignPractitioner', { to: town.idOf('Sue'), reason: '' }, passedOn);
    await give('Cora', 'ChangeTeam', { teamId: town.idOf('South'), reason: '' }, passedOn);
  }

  async function inspected(audit: string): Promise<void> {
    const grant = { inspectorId: town.idOf('Ivy'), auditIds: [audit], from: today(), until: later(5) };
    const grantId = await give('Cora', 'GrantInspection', { ...grant, reason: '' });
    const purpose = new URLSearchParams({ purpose: canaries.of('the purpose of a reading') });
    await town.as('Ivy').reads(`audits/${audit}?${purpose}`);
    await give('Cora', 'EndInspection', { inspectorId: town.idOf('Ivy'), reason: '' }, grantId);
  }

  async function heldAndDeclined(audit: string): Promise<void> {
    const holdId = await give('Cora', 'PlaceHold', { of: 'audit', id: audit, reason: '' });
    await give('Cora', 'EndHold', { reason: '' }, holdId);
    const { subjectId } = await town.as('Cora').reads<{ subjectId: string }>(`audits/${audit}`);
    await askedWhatIsHeld(subjectId);
    const erasureId = await give('Cora', 'AskErasure', { of: 'case', id: subjectId, basis: 'request', reason: '' });
    await give('Cora', 'DeclineErasure', { reason: '' }, erasureId);
  }

  async function askedWhatIsHeld(subjectId: string): Promise<void> {
    const asked = { of: 'case', id: subjectId, about: 'record', called: '', asked: '', receivedOn: today() };
    const requestId = await give('Cora', 'RecordDataRequest', { ...asked, kind: 'rectification' });
    await give('Cora', 'ExtendDataRequest', { to: later(60), reason: '' }, requestId);
    await give('Cora', 'EndDataRequest', { outcome: 'answered', reason: '' }, requestId);
    const accessId = await give('Cora', 'RecordDataRequest', { ...asked, kind: 'access' });
    const [text] = await town.until('what is held is gathered', async () => {
      const { texts } = await town.as('Cora').reads<{ texts: readonly HeldPlace[] }>(`data-requests/${accessId}/texts`);
      return texts.length > 0 ? texts : null;
    });
    const changed = { text: text?.text, decision: 'changed', blackOut: '', letThrough: '', reason: '' };
    await give('Cora', 'ReviewAccessTexts', { texts: [changed] }, accessId);
    await give('Cora', 'EndDataRequest', { outcome: 'withdrawn', reason: '' }, accessId);
  }

  async function broughtInFiles(): Promise<void> {
    await upload('people?acceptRejects=true', [
      ['ref', 'name', 'aliases', 'email', 'team', 'manager', 'roles', 'from', 'to'],
      [
        canaries.plain('ref in a file'),
        canaries.of('name in a file'),
        canaries.of('alias in a file'),
        '',
        '',
        '',
        'auditor',
        '',
        '',
      ],
      ['', canaries.of('name in a bad row'), '', '', '', '', 'auditor', '', ''],
    ]);
    const header =
      'ref,activity,service,team,subject_type,subject_ref,worker_ref,auditor_ref,auditor_role,audited_on,scale,first_grade,moderated,final_grade,at_risk';
    const audit = (ref: string, on: string): string[] => [
      ...[ref, 'deep-dive', 'Assessment', 'North', 'child', canaries.plain('subject in a file')],
      ...[canaries.of('worker in a file'), canaries.of('auditor in a file'), 'Auditor', on],
      ...['ofsted', 'good', 'no', 'good', 'no'],
    ];
    await upload('audits?acceptRejects=true', [
      header.split(','),
      audit(canaries.plain('audit in a file'), '2024-05-01'),
      audit(canaries.plain('audit in a bad row'), canaries.of('a date that is none')),
    ]);
    const order = { report: 'judgements', from: '2024-04-01', to: '2024-04-30', format: 'csv' };
    const { id } = await town.as('Cora').does('exports', order);
    await town.until('the export is made', async () =>
      (await town.as('Cora').get(`/api/v1/exports/${id}/file`)).status === 200 ? true : null,
    );
  }

  /** Words typed into forms of the pages, about a child, about people and about neither, and kept there as drafts. */
  async function typedAndNotSent(audit: string): Promise<void> {
    const store = await openSessions({ dataDir: town.place.dataDir, redisUrl: redis.url });
    const sessions = new Sessions({ store, clock: () => new Date().toISOString() });
    const who = { roles: ['coordinator'], way: 'password', endings: 0, provider: null } as const;
    const { secret } = await sessions.begin({ personId: town.idOf('Cora'), ...who });
    await store.close();
    const ask = (address: string, body?: URLSearchParams) =>
      fetch(`${town.service.url}${address}`, {
        ...(body !== undefined && { method: 'POST', body }),
        headers: { cookie: `plumbline=${secret}`, accept: body === undefined ? 'text/html' : 'application/json' },
      });
    const { reference } = await reads<{ reference: string }>(`audits/${audit}`);
    const forms: Readonly<Record<string, readonly string[]>> = {
      [`/audits/${reference}/safety-concerns`]: ['reason'],
      '/people/new': ['ref', 'name', 'aliases', 'email'],
      [`/people/${town.idOf('Sue')}/change`]: ['name', 'aliases', 'email'],
      '/teams/new': ['name'],
      '/settings/council': ['council', 'note'],
      '/settings/closures/add': ['reason'],
      '/inspections/grant': ['auditIds', 'reason'],
      '/samples/draw': ['seed'],
    };
    for (const [address, names] of Object.entries(forms)) {
      const body = new URLSearchParams({ formToken: formToken(secret), commandKey: randomUUID(), keep: 'by-itself' });
      for (const name of names) body.set(name, canaries.plain(`draft of ${name} at ${address}`));
      const kept = await ask(address, body);
      expect([address, kept.ok, Object.keys(Object(await kept.json()))]).toEqual([
        address,
        true,
        ['savedAt', 'isSignedIn'],
      ]);
      drafts.add(address);
      const page = await (await ask(address)).text();
      const lost = names.filter((name) => !page.includes(canaries.plain(`draft of ${name} at ${address}`)));
      expect([address, lost]).toEqual([address, []]);
    }
  }

  /** The same words in requests that are refused, and in places where none are asked for. */
  async function refused(): Promise<void> {
    const nothing = '00000000-0000-4000-8000-000000000000';
    for (const { name, texts } of commands.values()) {
      const words = Object.fromEntries(
        texts.map((text) => [text.split(/[.[]/)[0], canaries.of(`refused ${name}.${text}`)]),
      );
      const path = `/api/v1/${pathOf(name, nothing)}`;
      await town.as('Ann').post(path, { ...words, [canaries.plain(`a key of ${name}`)]: 'x' });
      await town.nobody().post(path, words, { key: canaries.plain(`a key of idempotency of ${name}`) });
    }
    for (const who of ['Cora', 'Ann'])
      await town.as(who).post('/api/v1/search', { text: canaries.of(`searched for by ${who}`) });
    await town.as('Ann').get(`/api/v1/audits/${canaries.plain('an address')}?q=${canaries.plain('a query')}`);
    await town.as('Ann').get(`/${canaries.plain('no address')}`);
  }

  it('was sent by every command that takes words', () => {
    const all = [...commands.values()].flatMap(({ name, texts }) =>
      texts.filter((text) => !QUESTIONS.has(name) && isOfSomebody(name, text)).map((text) => `${name}.${text}`),
    );
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((text) => !taken.has(text))).toEqual([]);
  });

  it('is kept, and opens', async () => {
    const history = await town.history();
    const opened = await town.withEngine((engine) =>
      engine.ledger.openAll(history.map(({ data }): unknown => JSON.parse(data))),
    );
    const found = new Set(canaries.in(Buffer.from(JSON.stringify(opened))));
    expect([...taken].filter((text) => !found.has(text))).toEqual([]);
  });

  it('stands in clear in nothing that is kept, queued, logged or sent', () => {
    const folder = dirname(town.place.dataDir);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry): [string, Buffer] => [entry.name, readFileSync(join(entry.parentPath, entry.name))]);
    expect(files.length).toBeGreaterThan(10);
    expect(drafts.size).toBeGreaterThan(7);
    expect(toldRedis.length).toBeGreaterThan(50);
    expect(collector.figuresSent()).toBeGreaterThan(1);
    expect(service.log).toContain('"command":"SubmitFirstGrade","outcome":"accepted"');
    expect(service.log).toContain('"route":"/api/v1/reminders/:id/bounces","status":401');
    const places: readonly (readonly [string, Buffer])[] = [
      ...files,
      ['the event server', Buffer.concat(server.kept())],
      ['Redis', Buffer.from(toldRedis.join('\n'))],
      ['traces and figures', collector.kept()],
      ['the figures as shown', Buffer.from(figures)],
      ['the log of the service', Buffer.from(service.log)],
      ['the log of the worker', Buffer.from(worker.log)],
    ];
    expect(places.flatMap(([place, bytes]) => canaries.in(bytes).map((field) => `${field} in ${place}`))).toEqual([]);
    // But for the address that it goes to.
    const sent = mail.mails.flatMap(({ source }) => canaries.in(Buffer.from(wholeLines(source))));
    expect(new Set(sent)).toEqual(new Set(['ChangePerson.email']));
  });

  it('is told of in traces by ids, kinds and numbers of a closed list alone', () => {
    const kinds = new Map(Object.entries(ATTRIBUTES).map(([name, kind]) => [toldAs(name), kind]));
    const said = collector.spans().flatMap(({ attributes }) => Object.entries(attributes));
    const isOfItsKind = (name: string, value: unknown): boolean => {
      const kind = kinds.get(name);
      if (kind === 'number') return typeof value === 'number';
      return (kind === 'id' ? UUID : kind === 'word' ? WORD : NOTHING).test(String(value));
    };
    expect(said.filter(([name, value]) => !isOfItsKind(name, value))).toEqual([]);
    const names = new Set(collector.spans().map(({ name }) => name));
    expect([...names].filter((name) => !WORD.test(name.replaceAll(' ', '')))).toEqual([]);
  });

  it('is traced from the request to the message', () => {
    const spans = collector.spans();
    const raised = spans.find(
      ({ name, attributes }) => name === 'command RaiseSafetyConcern' && attributes['plumbline.outcome'] === 'accepted',
    );
    const trace = spans.filter(({ traceId }) => traceId === raised?.traceId);
    keepForReaders(trace, figures);
    const one = (name: string, process: string): ToldSpan | undefined =>
      trace.find((span) => span.name === name && span.process === process);
    const request = one('POST /api/v1/audits/:id/safety-concerns', 'plumbline-server');
    const correlationId = String(raised?.attributes['plumbline.correlation.id']);
    expect(request).toMatchObject({
      traceId: correlationId.replaceAll('-', ''),
      spanId: correlationId.replaceAll('-', '').slice(0, 16),
      attributes: { 'http.response.status_code': 200 },
    });
    expect(request?.parentSpanId).toBeUndefined();
    expect(raised?.parentSpanId).toBe(request?.spanId);
    const belong = [
      [one('append audit', 'plumbline-server'), raised],
      [one('project', 'plumbline-server'), request],
      [one('queue reminders', 'plumbline-worker'), request],
      [one('remind', 'plumbline-worker'), request],
      [one('command ClaimReminder', 'plumbline-worker'), one('remind', 'plumbline-worker')],
      [one('send by smtp', 'plumbline-worker'), one('remind', 'plumbline-worker')],
    ] as const;
    for (const [span, parent] of belong) expect(span?.parentSpanId).toBe(parent?.spanId ?? 'no parent');
  });

  it('is counted by kinds, of which there are few', () => {
    const series = figures.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const labels = new Set(series.flatMap((line) => [...line.matchAll(/[{,](\w+)="/g)].map(([, name]) => name)));
    const known = Object.values(MEASURES).flatMap(({ by }) => by.map((name) => name.replace(/\W/g, '_')));
    const ofTheExporter = ['le', 'service_name'];
    expect([...labels].filter((name) => ![...known, ...ofTheExporter].includes(name ?? ''))).toEqual([]);
    const figure = (name: string, ...of: readonly string[]): number =>
      series
        .filter((line) => line.startsWith(`${name}{`) && of.every((label) => line.includes(label)))
        .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    expect(figure('plumbline_commands_total', 'command="SubmitFirstGrade"', 'outcome="accepted"')).toBe(3);
    expect(figure('plumbline_commands_total', 'outcome="not-allowed"')).toBeGreaterThan(0);
    expect(figure('plumbline_commands_total', 'outcome="invalid"')).toBeGreaterThan(10);
    expect(figure('plumbline_append_duration_count', 'outcome="written"')).toBeGreaterThan(100);
    expect(series).toContain('plumbline_store_up 1');
    expect(series.filter((line) => line.startsWith('plumbline_view_behind{')).length).toBeGreaterThan(10);
    expect(figure('http_server_request_duration_count', 'status_code="401"')).toBeGreaterThan(10);
    expect(series.filter((line) => UUIDS.test(line))).toEqual([]);
  });
});

/** Where `OBSERVED` names a folder, the trace and the figures are written there: what docs/observability.md shows. */
function keepForReaders(trace: readonly ToldSpan[], figures: string): void {
  const folder = process.env['OBSERVED'];
  if (folder === undefined) return;
  const known = new Set(trace.map(({ spanId }) => spanId));
  const begun = trace.reduce((least, { from }) => (from < least ? from : least), trace[0]?.from ?? 0n);
  const ms = (nanoseconds: bigint): string => (Number(nanoseconds) / 1e6).toFixed(1);
  const shown = (span: ToldSpan, depth: number): readonly string[] => [
    `${`${'  '.repeat(depth)}${span.name}`.padEnd(50)} ${span.process.padEnd(17)} ${ms(span.from - begun).padStart(9)} ${ms(span.to - span.from).padStart(8)}  ${Object.entries(
      span.attributes,
    )
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(' ')}`,
    ...trace
      .filter(({ parentSpanId }) => parentSpanId === span.spanId)
      .sort((left, right) => Number(left.from - right.from))
      .flatMap((child) => shown(child, depth + 1)),
  ];
  const roots = trace.filter(({ parentSpanId }) => parentSpanId === undefined || !known.has(parentSpanId));
  writeFileSync(join(folder, 'trace.txt'), roots.flatMap((root) => shown(root, 0)).join('\n'));
  writeFileSync(join(folder, 'metrics.txt'), figures);
}

/** A message, and beside it what its lines say when they are put together and decoded. */
function wholeLines(source: string): string {
  const blocks = source.split(/\r?\n\r?\n/).map((block) => block.replace(/\r?\n/g, ''));
  const decoded = blocks
    .filter((block) => /^[A-Za-z0-9+/=]+$/.test(block))
    .map((block) => Buffer.from(block, 'base64'));
  return [source, ...blocks, ...decoded.map((bytes) => bytes.toString('utf8'))].join('\n');
}
