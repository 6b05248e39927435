import fc from 'fast-check';
import { DEFAULT_RESPONSIBILITIES, foldDirectory, obligationsShown, readerOf, withholdsFirstGrade } from '#domain';
import type { PeopleDirectory, PeopleEvent, Role, Standing } from '#domain';
import { asAuditEvent } from '../domain-events.js';
import { auditBoard } from '../views/audit-board/projection.js';
import { auditBoardPage } from '../views/audit-board/queries.js';
import { GivenLog, projected } from '../views/given.fixture.js';
import { moderationQueue } from '../views/moderation-queue/projection.js';
import { listModerationsFor } from '../views/moderation-queue/queries.js';
import { FOLLOW_UP } from '../views/follow-up/items.js';
import { followUp } from '../views/follow-up/projection.js';
import { followUpPage } from '../views/follow-up/queries.js';
import { tasksView } from '../views/tasks/projection.js';
import { tasksPage } from '../views/tasks/queries.js';
import { auditAsAt, historyOf } from './audit-as-at.js';
import { AuditStory } from './audit-story.fixture.js';

/**
 * Who sees what, held against an oracle that is written from the words of docs/practice.md and uses none of
 * the code's tables: it knows a person's roles, what they are to the case, and what has happened to the audit.
 */

const TODAY = '2026-05-20';
const NOW = `${TODAY}T12:00:00.000Z`;
const ROLES = [
  'coordinator',
  'auditor',
  'moderator',
  'practitioner',
  'team_manager',
  'leader',
  'inspector',
  'administrator',
] as const satisfies readonly Role[];
const PAIRS = [
  ['coordinator', 'moderator'],
  ['leader', 'moderator'],
  ['auditor', 'moderator'],
  ['practitioner', 'auditor'],
  ['team_manager', 'auditor'],
  ['leader', 'auditor'],
  ['administrator', 'moderator'],
] as const satisfies readonly (readonly Role[])[];

/** What somebody is to the case: each is one person of the council. */
const RELATIONS = {
  holder: { id: 'pat', team: 'north' },
  manager: { id: 'mel', team: 'north' },
  colleague: { id: 'nat', team: 'north' },
  auditor: { id: 'ann', team: 'quality' },
  moderator: { id: 'mo', team: 'quality' },
  'owner of an action': { id: 'olu', team: 'south' },
  'deputy of the auditor': { id: 'dan', team: 'quality' },
  'deputy of the manager': { id: 'dee', team: 'south' },
  outsider: { id: 'out', team: 'south' },
} as const;
type Relation = keyof typeof RELATIONS;

interface Token {
  readonly relation: Relation;
  readonly roles: readonly Role[];
}

const tokens: readonly Token[] = (Object.keys(RELATIONS) as Relation[]).flatMap((relation) =>
  [...ROLES.map((role) => [role]), ...PAIRS].map((roles) => ({ relation, roles })),
);

const USUAL: Readonly<Record<string, readonly Role[]>> = {
  pat: ['practitioner'],
  mel: ['team_manager'],
  nat: ['practitioner'],
  ann: ['auditor'],
  mo: ['moderator'],
  olu: ['practitioner'],
  dan: ['auditor'],
  dee: ['team_manager'],
  out: [],
};

/** Always there, so that nothing falls to anybody in another's place: what then may be read is `ownership`'s to try. */
const OTHERS = [
  ['kim', 'quality', 'coordinator'],
  ['una', 'north', 'team_manager'],
  ['max', 'quality', 'moderator'],
  ['bos', 'board', 'team_manager'],
] as const satisfies readonly (readonly [string, string, Role])[];

/** The council as it is when somebody has these roles and the others their usual ones. */
function councilWith({ relation, roles }: Token): PeopleDirectory {
  const person = (personId: string, teamId: string, always?: Role): PeopleEvent => ({
    type: 'person-registered',
    data: {
      personId,
      ref: personId,
      name: personId,
      aliases: [],
      email: '',
      teamId,
      managerId: always === undefined && personId !== 'pat' ? 'bos' : null,
      roles:
        always !== undefined
          ? [always]
          : personId === RELATIONS[relation].id
            ? [...roles]
            : [...(USUAL[personId] ?? [])],
      from: null,
      to: null,
    },
  });
  const away = (personId: string, deputyId: string): PeopleEvent => ({
    type: 'absence-recorded',
    data: { absenceId: `away-${personId}`, personId, from: '2026-05-01', to: null, deputyId },
  });
  return foldDirectory([
    ...['north', 'south', 'quality'].map((teamId): PeopleEvent => ({
      type: 'team-registered',
      data: { teamId, name: teamId, service: null },
    })),
    ...Object.values(RELATIONS).map(({ id, team }) => person(id, team)),
    ...OTHERS.map(([id, team, role]) => person(id, team, role)),
    ...(relation === 'deputy of the auditor' ? [away('ann', 'dan')] : []),
    ...(relation === 'deputy of the manager' ? [away('mel', 'dee')] : []),
  ]);
}

const standingOf = (token: Token): Standing => ({
  actor: { id: RELATIONS[token.relation].id, roles: token.roles },
  directory: councilWith(token),
  today: TODAY,
  responsibilities: DEFAULT_RESPONSIBILITIES,
  hasReadFirstGrade: false,
});

/** What has happened to an audit, for the oracle. */
interface Facts {
  readonly allocated?: true;
  readonly invited?: true;
  readonly waitsForModerator?: true;
  readonly blind?: true;
  readonly claimed?: true;
  /** A moderator has decided. */
  readonly decided?: true;
  /** The practitioner and the manager know the outcome. */
  readonly shared?: true;
  readonly disputed?: true;
  /** Final as it stands: for retrospective moderation, and for leaders. */
  readonly final?: true;
  readonly live?: true;
  readonly over?: true;
  readonly concern?: true;
  readonly action?: true;
  readonly imported?: true;
}

type Tell = (story: AuditStory) => AuditStory;
const AUDITS: Readonly<Record<string, readonly [Facts, Tell]>> = {
  selected: [{ live: true }, (story) => story.selected()],
  'selected, a concern': [{ live: true, concern: true }, (story) => story.selected().concern('c')],
  allocated: [{ live: true, allocated: true }, (story) => story.selected().allocated()],
  invited: [
    { live: true, allocated: true, invited: true },
    (story) => story.selected().allocated().accepted().invited('2026-05-25'),
  ],
  grading: [{ live: true, allocated: true }, (story) => story.upToGrading()],
  'to be moderated': [
    { live: true, allocated: true, waitsForModerator: true },
    (story) => story.upToGrading().submitted().toModeration(),
  ],
  'to be moderated blind': [
    { live: true, allocated: true, waitsForModerator: true, blind: true },
    (story) => story.upToGrading().submitted().toModeration(true),
  ],
  'to be moderated blind, at risk': [
    { live: true, allocated: true, waitsForModerator: true, blind: true, concern: true },
    (story) => story.upToGrading().submitted('good', { atRisk: true }).concern('c', true).toModeration(true),
  ],
  'claimed blind, at risk': [
    { live: true, allocated: true, waitsForModerator: true, blind: true, concern: true, claimed: true },
    (story) => story.upToGrading().submitted('good', { atRisk: true }).concern('c', true).toModeration(true).claimed(),
  ],
  decided: [
    { live: true, allocated: true, decided: true },
    (story) => story.upToGrading().submitted().toModeration().claimed().upheld(),
  ],
  shared: [
    { live: true, allocated: true, decided: true, shared: true },
    (story) => story.upToGrading().submitted().toModeration().claimed().upheld().shared(),
  ],
  'shared, an action agreed': [
    { live: true, allocated: true, shared: true, action: true },
    (story) => story.upToGrading().submitted().withoutModeration().shared().action('x', '2026-06-30', 'olu'),
  ],
  disputed: [
    { live: true, allocated: true, decided: true, shared: true, disputed: true },
    (story) => story.upToGrading().submitted().toModeration().claimed().upheld().shared().disputed(),
  ],
  'in action tracking': [
    { live: true, allocated: true, shared: true, final: true, action: true },
    (story) =>
      story.upToGrading().submitted().withoutModeration().shared().finalised().action('x', '2026-06-30', 'olu'),
  ],
  closed: [
    { allocated: true, shared: true, final: true },
    (story) => story.upToGrading().submitted().withoutModeration().shared().finalised().closed(),
  ],
  withdrawn: [{ over: true, allocated: true }, (story) => story.upToGrading().ended('audit-withdrawn')],
  'withdrawn, a concern': [
    { over: true, allocated: true, concern: true },
    (story) => story.upToGrading().concern('c').ended('audit-withdrawn'),
  ],
  imported: [{ imported: true, final: true }, (story) => story.imported()],
};

type Sees =
  'nothing' | 'the invitation' | 'a request for more time' | 'their own actions' | 'the concern' | 'everything';
const SEES = {
  none: 'nothing',
  invitation: 'the invitation',
  extensions: 'a request for more time',
  'own-actions': 'their own actions',
  safety: 'the concern',
  content: 'everything',
} as const satisfies Record<string, Sees>;

/** Roles in which somebody works on audits; an inspector reads by grants, an administrator opens no case. */
const WORKING: readonly Role[] = ['coordinator', 'auditor', 'moderator', 'practitioner', 'team_manager', 'leader'];

/** Whether they may not moderate: they audit it, hold the case, are of its team or manage it. */
function conflicted({ relation, roles }: Token, facts: Facts): boolean {
  if (facts.imported) return false;
  if (relation === 'auditor') return facts.allocated === true;
  return ['holder', 'manager', 'colleague'].includes(relation) && roles.length > 0;
}

function isManager({ relation, roles }: Token): boolean {
  if (relation === 'deputy of the manager') return roles.some((role) => WORKING.includes(role));
  return ['holder', 'manager', 'colleague'].includes(relation) && roles.includes('team_manager');
}

/** Told of a concern: the team's managers, coordinators and leaders. */
const isTold = (token: Token, facts: Facts): boolean =>
  facts.concern === true && (token.roles.includes('coordinator') || token.roles.includes('leader') || isManager(token));

function oracle(token: Token, facts: Facts): Sees {
  const { relation, roles } = token;
  const is = (role: Role): boolean => roles.includes(role);
  const works = roles.some((role) => WORKING.includes(role));
  if (is('coordinator')) return 'everything';
  if (facts.imported) return is('leader') || is('moderator') ? 'everything' : 'nothing';
  if (facts.allocated && ['auditor', 'deputy of the auditor'].includes(relation) && is('auditor')) return 'everything';
  const mayModerate = is('moderator') && !conflicted(token, facts);
  const holdsClaim = relation === 'moderator' && facts.claimed === true;
  if (facts.waitsForModerator && mayModerate && (holdsClaim || !(facts.blind && isTold(token, facts))))
    return 'everything';
  if (facts.decided && relation === 'moderator' && is('moderator')) return 'everything';
  if (facts.final && (mayModerate || is('leader'))) return 'everything';
  if (facts.shared && ((relation === 'holder' && is('practitioner')) || isManager(token))) return 'everything';
  if (facts.disputed && is('leader') && !onTheDispute(token)) return 'everything';
  if (facts.concern && (facts.live || facts.over) && (is('leader') || isManager(token))) return 'the concern';
  if (facts.action && relation === 'owner of an action' && works) return 'their own actions';
  return facts.invited && relation === 'holder' ? 'the invitation' : 'nothing';
}

/** Nobody judges a dispute who audited or moderated it, holds the case or manages the team. */
const onTheDispute = (token: Token): boolean =>
  ['auditor', 'moderator', 'holder'].includes(token.relation) ||
  (isManager(token) && token.relation !== 'deputy of the manager');

const log = new GivenLog();
for (const [name, [, tell]] of Object.entries(AUDITS)) tell(new AuditStory(log, name));
const followUpRows = projected(followUp, log.events);
const [boardRows, taskRows, queueRows] = [auditBoard, tasksView, moderationQueue].map((view) =>
  projected(view, log.events),
);
const eventsOf = (auditId: string) =>
  log.events.filter(({ stream }) => stream === `audit-${auditId}`).map(asAuditEvent);

describe('who sees what', () => {
  it(`is as the words say, for ${tokens.length} sign-ins and every audit`, () => {
    expect(tokens.length).toBeGreaterThanOrEqual(100);
    const wrong: string[] = [];
    let cells = 0;
    for (const [name, [facts]] of Object.entries(AUDITS)) {
      const { state } = historyOf(name, eventsOf(name));
      for (const token of tokens) {
        cells += 1;
        const sees = SEES[readerOf(state, standingOf(token)).level];
        const should = oracle(token, facts);
        if (sees !== should)
          wrong.push(`${token.relation} (${token.roles.join(', ')}), ${name}: ${sees}, not ${should}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(cells).toBe(tokens.length * Object.keys(AUDITS).length);
  });

  it('is the same on the board, in tasks and in the queue as on the audit’s own page', () => {
    if (boardRows === undefined || taskRows === undefined || queueRows === undefined) throw new Error('No rows');
    for (const token of tokens) {
      const standing = standingOf(token);
      const pages = new Map(
        Object.keys(AUDITS).flatMap((auditId) => {
          const history = historyOf(auditId, eventsOf(auditId));
          const reader = readerOf(history.state, standing);
          const { document } = auditAsAt(history, reader, NOW);
          return document === undefined ? [] : [[auditId, { document, reader, state: history.state }] as const];
        }),
      );
      const board = auditBoardPage(boardRows, standing, {}, { limit: 500 });
      expect(board.rows.map(({ auditId }) => auditId).sort()).toEqual([...pages.keys()].sort());
      expect(board.total).toBe(pages.size);
      for (const row of board.rows) {
        const { document } = pages.get(row.auditId) ?? {};
        const { openActions, openConcerns, deadlines, invitedFor, sampleId, ...same } = row;
        expect([token, document]).toMatchObject([token, same]);
        const owed = document?.owed.map(({ key }) => key) ?? [];
        expect(deadlines.filter(({ key }) => !owed.includes(key))).toEqual([]);
        const open = document?.concerns.filter(({ status }) => status !== 'resolved').length ?? 0;
        if (openConcerns !== null) expect(openConcerns).toBe(open);
        else expect(open).toBe(0);
        if (row.level === 'invitation') expect([invitedFor, sampleId, openActions]).toEqual(['2026-05-25', null, 0]);
      }
      for (const task of tasksPage(taskRows, standing, { limit: 500 }).rows) {
        const { reader, state } = pages.get(task.auditId) ?? raise(`${task.auditId} is a task and does not open`);
        expect(obligationsShown(state, reader).map(({ key }) => key)).toContain(task.key);
      }
      for (const list of FOLLOW_UP)
        for (const { auditId, itemId, grade } of followUpPage(followUpRows, standing, list, {}, { limit: 500 }).rows) {
          const { document } = pages.get(auditId) ?? raise(`${auditId} is followed up and does not open`);
          if (grade !== null) expect(document.grades?.standing.grade).toBe(grade);
          if (list === 'actions') expect(document.actions.map(({ actionId }) => actionId)).toContain(itemId);
          if (list === 'concerns') expect(document.concerns.map(({ concernId }) => concernId)).toContain(itemId);
        }
      for (const { auditId } of listModerationsFor(queueRows, standing))
        expect(pages.get(auditId)?.document.level).toBe('content');
    }
  });
});

describe('blind moderation of a child at risk', () => {
  /** Steps that may come of it, beside others that come of anything. */
  const steps: Readonly<Record<string, (story: AuditStory) => unknown>> = {
    acknowledged: (story) => story.concernAcknowledged('told'),
    resolved: (story) => story.concernResolved('told'),
    'raised again': (story) => story.concern('again'),
    claimed: (story) => story.claimed(),
    released: (story) => story.released(),
    'own grade': (story) => story.moderatorGrade('good'),
    returned: (story) => story.returned().resubmitted('good'),
    resolving: (story) => story.concernResolved('again'),
  };
  const ONLY_IF_AT_RISK = ['acknowledged', 'resolved', 'raised again', 'resolving'];

  /** An audit moderated blind, as time goes on in it; what comes of the risk happens on the same days in between. */
  function world(atRisk: boolean, names: readonly string[]) {
    const log = new GivenLog();
    const story = new AuditStory(log, 'a').upToGrading().domain('voice', 'good').submitted('good', { atRisk });
    // In one append: at the same instant as the submission.
    if (atRisk) story.later(0).concern('told', true);
    story.later(0).toModeration(true, atRisk ? ['all', 'at_risk'] : ['all']);
    for (const name of names) {
      if (!ONLY_IF_AT_RISK.includes(name)) steps[name]?.(story);
      else if (atRisk) steps[name]?.(story.later(0));
    }
    return log;
  }

  function told(log: GivenLog, standing: Standing) {
    const history = historyOf('a', log.events.map(asAuditEvent));
    const reader = readerOf(history.state, standing);
    const instants = [...new Set(log.events.map(({ metadata }) => metadata.recordedAt)), NOW];
    const without = <Value>(value: Value): unknown =>
      JSON.parse(JSON.stringify(value).replace(/"eventId":"event-\d+"/g, '"eventId":""')) as unknown;
    return without({
      reader,
      pages: instants.map((instant) => [instant, auditAsAt(history, reader, instant)]),
      board: ['true', undefined].map((overdue) =>
        auditBoardPage(
          projected(auditBoard, log.events),
          standing,
          overdue === undefined ? {} : { overdueOn: '2027-01-01' },
          { limit: 9 },
        ),
      ),
      tasks: tasksPage(projected(tasksView, log.events), standing, { limit: 500 }),
      queue: listModerationsFor(projected(moderationQueue, log.events), standing),
      followUp: FOLLOW_UP.map((list) =>
        followUpPage(projected(followUp, log.events), standing, list, {}, { limit: 9 }),
      ),
    });
  }

  it('tells whoever could moderate the same as if the child were safe, whatever comes of it', () => {
    const moderators = tokens.filter(({ roles }) => roles.includes('moderator'));
    let compared = 0;
    const orders = [
      ['claimed', 'released'],
      ['claimed', 'own grade', 'released'],
      ['claimed', 'own grade', 'returned'],
      [],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...orders),
        fc.constantFrom(...moderators),
        fc.array(fc.tuple(fc.nat(4), fc.constantFrom(0, 1)), { maxLength: 4 }),
        (order, token, at) => {
          const caused = ['acknowledged', 'resolved'].slice(0, at.length);
          const again = at.length > 2 ? ['raised again', 'resolving'].slice(0, at.length - 2) : [];
          const names: string[] = [...order];
          for (const line of [caused, again]) {
            let place = 0;
            line.forEach((name, index) => {
              place = Math.max(place, Math.min(names.length, at[index]?.[0] ?? 0));
              names.splice(place, 0, name);
              place += 1;
            });
          }
          const standing = standingOf(token);
          const [safe, risk] = [world(false, names), world(true, names)];
          const could = [safe, risk].map((log) => {
            const { state } = historyOf('a', log.events.map(asAuditEvent));
            return withholdsFirstGrade(state, standing);
          });
          if (could.includes(false)) return;
          const there = told(risk, standing);
          expect(there).toEqual(told(safe, standing));
          expect(JSON.stringify(there)).not.toMatch(/concern-raised|at_risk|"concern:/);
          compared += 1;
        },
      ),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(20);
  });
});

function raise(message: string): never {
  throw new Error(message);
}
