import { auditDecider, isRefusal } from '#domain';
import type { AuditCase, AuditEvent, AuditState } from '#domain';
import type { EventEnvelope } from '#event-store';
import { asAuditEvent, historyOf, replayAudit } from '#projections';
import type { Fact } from '#projections';
import { ENTRY_TITLES } from '../../apps/server/pages/audit/entry-words.js';
import { allScenarios } from '../../libs/domain/audit/scenarios/all-scenarios.fixture.js';
import { contextFor } from '../../libs/domain/audit/scenarios/council.fixture.js';

/** Whoever reads everything of an audit, what is still being written too. */
const reader = {
  personId: 'kim',
  actsFor: ['kim'],
  level: 'content',
  fallen: [],
  deciding: [],
  drafts: true,
  withholdFirstGrade: false,
  withholdConcerns: false,
} as const;

const decider = auditDecider();

const envelopeOf = ({ type, data }: AuditEvent, index: number): EventEnvelope => ({
  id: `event-${index}`,
  stream: 'audit-audit-1',
  revision: index,
  position: index + 1,
  type,
  data,
  metadata: {
    recordedAt: new Date(Date.UTC(2026, 4, 1, 9, index)).toISOString(),
    actor: { id: 'kim', role: 'coordinator' },
    commandId: `command-${index}`,
    correlationId: `command-${index}`,
    previousHash: '',
    hash: '',
  },
});

/** What each scenario that is not refused begins with and leads to, each once. */
const histories: readonly (readonly AuditEvent[])[] = [
  ...new Map(
    allScenarios.flatMap(({ given, when, by, in: circumstances }) => {
      const before = given.reduce<AuditState>(decider.evolve, decider.initial);
      const outcome = decider.decide(when, before, contextFor(by, circumstances));
      if (isRefusal(outcome)) return [];
      const history = [...given, ...outcome];
      return [[JSON.stringify(history), history] as const];
    }),
  ).values(),
];

/** By which facts a replay tells each member of an audit's state; null for one that says nothing which its events do not. */
const TOLD_BY: Readonly<Record<keyof AuditCase | 'stage' | 'how', readonly Fact[] | null>> = {
  stage: ['stage'],
  how: ['ending'],
  practitionerId: ['practitionerId'],
  service: ['service'],
  teamId: ['corrections', 'selection'],
  auditor: ['auditorId'],
  conflicted: ['allocation'],
  conversation: ['conversation', 'corrections'],
  familyContacts: ['familyContact'],
  attempts: ['familyContact'],
  askedApart: ['familyContact'],
  otherGrades: ['otherGrade'],
  // Another auditor begins anew.
  drafts: ['inDomain', 'onStandard', 'onQuestion', 'onStatement', 'moderation', 'allocation'],
  graded: [
    'firstGrade',
    'grade',
    'domainGrade',
    'standard',
    'answer',
    'statement',
    'atRisk',
    'submittedBy',
    'auditedOn',
    'revisedGrade',
    'rationale',
  ],
  concerns: ['concern'],
  actions: ['action'],
  linked: ['linked'],
  extensions: ['extension', 'owed'],
  moderation: ['moderation', 'statementChanged', 'decides'],
  shared: ['sharing'],
  dispute: ['dispute'],
  // A plan for a grade that no longer stands is not owed.
  response: ['response', 'owed'],
  retrospective: ['retrospective'],
  reauditId: ['reaudit'],
  reauditDrawnFor: ['reaudit'],
  filedOn: ['filing'],
  // A plan that goes on may be looked at again by the day it was.
  deadlines: ['owed', 'stage', 'response'],
  formerPractitioners: ['practitionerId'],
  workerMatched: ['selection', 'practitionerId'],
  otherPractitioners: ['selection'],
  sampleId: ['selection'],
  origin: ['selection'],
  // Which audit it is, by which settings, and for whom it is held to what: as its selection pinned them.
  auditId: null,
  reference: null,
  activity: null,
  subjectId: null,
  subjectType: null,
  otherWorkersMatched: null,
  period: null,
  settingsVersion: null,
  tool: null,
  scale: null,
  pilot: null,
  reauditOf: null,
  replaces: null,
  plan: null,
  independence: null,
  selectedOn: null,
  // Who did what says so itself; whose calendar holds the conversation follows from it.
  tookPart: null,
  calendars: null,
};

/** Of each step of a history, the facts that changed by it. */
function changedBy(history: readonly AuditEvent[]): ReadonlyMap<string, ReadonlySet<Fact>> {
  const events = history.map(envelopeOf).map(asAuditEvent);
  const { steps, facts } = replayAudit(historyOf('audit-1', events), reader, 1) ?? { steps: [], facts: [] };
  const changed = new Map(steps.map(({ eventId }) => [eventId, new Set<Fact>()]));
  for (const { fact, since } of facts) for (const { step } of since) changed.get(step.eventId)?.add(fact);
  return changed;
}

describe('a replay of every scenario of the lifecycle', () => {
  it('has every kind of step there is', () => {
    const taken = new Set<string>(histories.flatMap((history) => history.map(({ type }) => type)));
    expect(Object.keys(ENTRY_TITLES).filter((type) => !taken.has(type))).toEqual([]);
  });

  it('says of every step after the first what changed by it', () => {
    const silent = histories.flatMap((history) =>
      [...changedBy(history)].slice(1).flatMap(([id, changed]) => {
        const type = history[Number(id.replace('event-', ''))]?.type;
        return changed.size === 0 && type !== undefined ? [type] : [];
      }),
    );
    expect([...new Set(silent)]).toEqual([]);
  });

  it('says, of whatever changed of the audit’s state, that it changed and by which step', () => {
    const untold = new Set<string>();
    for (const history of histories) {
      const changed = changedBy(history);
      history.reduce<AuditState>((before, event, index) => {
        const after = decider.evolve(before, event);
        const told = changed.get(`event-${index}`);
        if (index > 0 && after.stage !== 'imported' && told !== undefined)
          for (const [member, by] of Object.entries(TOLD_BY)) {
            const [was, is] = [before, after].map((state) => JSON.stringify(Reflect.get(state, member)));
            if (was !== is && by?.some((fact) => told.has(fact)) === false) untold.add(`${member} by ${event.type}`);
          }
        return after;
      }, decider.initial);
    }
    expect([...untold]).toEqual([]);
  });
});
