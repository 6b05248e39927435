import fc from 'fast-check';
import { isRefusal } from '../../refusal.js';
import { auditWorkflow, type WorkflowTable } from '../../workflow/table.js';
import type { AuditCommand, AuditCommandName } from '../../audit-language/commands.js';
import type { CommandNamed } from '../decide/handler.js';
import { auditDecider } from '../decider.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { blindSettings, contextFor, council, settings, type Circumstances } from './council.fixture.js';
import { samples } from './who-may-what.fixture.js';
import { isSelected, type AuditState } from '../state.js';

export const decider = auditDecider();
const table: WorkflowTable = auditWorkflow;
const everybody = [...council, 'system'];

/** Numbers from which a step is made, once the state before it is known. */
export interface Draw {
  readonly command: number;
  readonly actor: number;
  readonly choice: number;
  readonly yes: boolean;
  /** Mostly what the stage allows, sometimes anything. */
  readonly wild: boolean;
  readonly days: number;
}

/** Numbers for some sixty to two hundred steps. */
export const draws = fc.noBias(
  fc.array(
    fc.record<Draw>({
      command: fc.nat(999),
      actor: fc.nat(999),
      choice: fc.nat(999),
      yes: fc.boolean(),
      wild: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
      days: fc.integer({ min: 0, max: 20 }).map((number) => (number > 17 ? number - 15 : 0)),
    }),
    { minLength: 60, maxLength: 200 },
  ),
);

const pick = <Item>(items: readonly Item[], number: number): Item => {
  const item = items[number % items.length];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
};

const GRADES = ['outstanding', 'good', 'requires_improvement', 'inadequate', 'adequate'];
const AUDITORS = ['amir', 'ada', 'nia', 'rita', 'gwen'];

/** Commands that a run needs otherwise than the sample has them. */
type Makers = { readonly [Name in AuditCommandName]?: (draw: Draw, state: AuditState) => CommandNamed[Name] };
const domainChanges = ({ choice, yes }: Draw, state: AuditState) => {
  const standing = isSelected(state) && state.graded !== null ? Object.entries(state.graded.standing.domains) : [];
  return yes ? standing.slice(0, 1).map(([domain, from]) => ({ domain, from, to: pick(GRADES, choice) })) : [];
};
const actionOf = ({ choice }: Draw, state: AuditState) => ({
  actionId: isSelected(state) && state.actions.length > 0 ? pick(state.actions, choice).actionId : 'none',
});
const concernOf = ({ choice }: Draw, state: AuditState) => ({
  concernId: isSelected(state) && state.concerns.length > 0 ? pick(state.concerns, choice).concernId : 'none',
});
const ended = ({ choice, yes }: Draw) => ({
  reasonCode: 'moved',
  reason: 'Moved.',
  approvedBy: yes ? 'lena' : pick(everybody, choice),
});
const answersFrom = (question: string, choice: number) => [
  { question, answer: pick(['yes', 'partly', 'no', 'na'], choice), reason: 'So.' },
];
const DETAILS = { urgency: '5-days', findingId: 'finding-1', scope: 'service' } as const;
const participants = [{ as: 'practitioner', personId: 'priya' }] as const;

const makers: Makers = {
  SelectAudit: ({ choice, yes }) => ({
    type: 'SelectAudit',
    auditId: 'audit-1',
    origin: 'sample',
    sampleId: null,
    activity: pick(settings.auditTypes, choice).key,
    subjectId: 'subject-1',
    service: 'Safeguarding',
    teamId: choice % 4 === 0 ? null : 'north',
    team: choice % 4 === 0 ? null : 'north',
    practitionerId: yes ? 'priya' : null,
    workerMatched: yes,
    otherPractitioners: choice % 3 === 0 ? ['olu'] : [],
    period: '2026-05',
    reauditOf: null,
    replaces: null,
  }),
  AllocateAuditor: ({ choice, yes }) => ({
    type: 'AllocateAuditor',
    auditorId: pick(AUDITORS, choice),
    independenceNote: yes ? 'Asked.' : null,
  }),
  ReallocateAuditor: ({ choice }) => ({
    type: 'ReallocateAuditor',
    auditorId: pick(AUDITORS, choice),
    reason: 'Leave.',
    independenceNote: 'Asked.',
  }),
  SubstituteSubject: (draw) => ({ type: 'SubstituteSubject', ...ended(draw) }),
  ExemptAudit: (draw) => ({ type: 'ExemptAudit', ...ended(draw) }),
  WithdrawAudit: (draw) => ({ type: 'WithdrawAudit', ...ended(draw) }),
  // Never too early, and not yet over.
  ScheduleConversation: () => ({ type: 'ScheduleConversation', on: '2026-12-01', participants }),
  RecordConversation: () => ({ type: 'RecordConversation', on: '2026-05-11', participants, summary: 'Spoke.' }),
  RecordOtherGrade: ({ choice, yes }) => ({
    type: 'RecordOtherGrade',
    of: yes ? 'practitioner' : 'partner_agency',
    agency: yes ? null : 'health',
    grade: pick(GRADES, choice),
    reason: null,
  }),
  GradeDomain: ({ choice, yes }) => ({
    type: 'GradeDomain',
    domain: yes ? 'assessment' : 'planning',
    grade: pick(GRADES, choice),
    rationale: 'So.',
    answers: choice % 5 === 0 ? answersFrom(yes ? 'risk-assessed' : 'plan-followed', choice) : [],
  }),
  AnswerQuestions: ({ choice, yes }) => ({
    type: 'AnswerQuestions',
    domain: yes ? 'assessment' : 'planning',
    answers: answersFrom(yes ? 'risk-assessed' : 'plan-followed', choice),
  }),
  WriteStatement: ({ choice, yes }) => ({
    type: 'WriteStatement',
    statement: yes ? 'difference' : 'life',
    text: 'He is safe.',
    value: yes ? pick(['great', 'some', 'little', 'none'], choice) : null,
  }),
  ChangeStatementValue: ({ choice }) => ({
    type: 'ChangeStatementValue',
    statement: 'difference',
    value: pick(['great', 'some', 'little', 'none'], choice),
    reason: 'So.',
  }),
  AssessStandard: () => ({ type: 'AssessStandard', standard: 'visited', answer: 'met', note: null }),
  SubmitFirstGrade: ({ choice, yes }, state) => ({
    type: 'SubmitFirstGrade',
    grade: isSelected(state) && !state.plan.graded ? null : pick(GRADES, choice),
    rationale: 'So.',
    auditedOn: '2026-05-11',
    atRisk: yes,
    riskReason: yes ? 'Nobody visits.' : null,
  }),
  AcknowledgeSafetyConcern: (draw, state) => ({
    type: 'AcknowledgeSafetyConcern',
    ...concernOf(draw, state),
    note: null,
  }),
  ResolveSafetyConcern: (draw, state) => ({
    type: 'ResolveSafetyConcern',
    ...concernOf(draw, state),
    outcome: 'Safe.',
  }),
  RecordModeratorGrade: ({ choice }) => ({
    type: 'RecordModeratorGrade',
    grade: pick(GRADES, choice),
    rationale: 'So.',
    domains: [],
  }),
  ChangeGrade: (draw, state) => ({
    type: 'ChangeGrade',
    grade: pick(GRADES, draw.choice),
    rationale: 'So.',
    domains: domainChanges(draw, state),
  }),
  ResolveDispute: (draw, state) => ({
    type: 'ResolveDispute',
    outcome: draw.yes ? 'grade_changed' : 'grade_stands',
    grade: draw.yes ? pick(GRADES, draw.choice) : null,
    domains: domainChanges(draw, state),
    rationale: 'So.',
  }),
  AgreeAction: ({ choice, actor }) => ({
    type: 'AgreeAction',
    text: 'Do it.',
    ownerId: pick(['olu', 'amir', 'tom'], choice),
    due: null,
    domain: null,
    ...pick([{}, {}, { urgency: 'today', managerId: pick(['tom', 'sam', 'lena'], choice) } as const, DETAILS], actor),
  }),
  SendBackResponse: () => ({ type: 'SendBackResponse', reason: 'Say who visits.' }),
  ReviewResponse: ({ yes }) => ({
    type: 'ReviewResponse',
    on: '2026-05-11',
    found: 'Visits are weekly.',
    outcome: yes ? 'done' : 'continues',
    nextOn: null,
  }),
  LinkAction: ({ choice }) => ({ type: 'LinkAction', toAudit: `audit-${choice % 3}`, toAction: 'action-9' }),
  AcknowledgeAction: (draw, state) => ({ type: 'AcknowledgeAction', ...actionOf(draw, state), note: null }),
  FileOnRecord: () => ({ type: 'FileOnRecord', on: '2026-05-11', reference: 'Note 12.' }),
  AskForExtension: ({ choice, days }, state) => ({
    type: 'AskForExtension',
    obligation: isSelected(state) ? pick(['grade', ...Object.keys(state.deadlines)], choice) : 'grade',
    to: `2027-0${1 + (days % 9)}-05`,
    reason: 'Leave.',
  }),
  DecideExtension: ({ choice, yes }, state) => ({
    type: 'DecideExtension',
    extensionId: (isSelected(state)
      ? pick([{ extensionId: 'none' }, ...(state.extensions ?? [])].toReversed(), choice)
      : { extensionId: 'none' }
    ).extensionId,
    outcome: yes ? 'granted' : 'declined',
    note: 'So.',
  }),
  UpdateProgress: (draw, state) => ({ type: 'UpdateProgress', ...actionOf(draw, state), note: 'Going on.' }),
  CompleteAction: (draw, state) => ({
    type: 'CompleteAction',
    ...actionOf(draw, state),
    evidence: 'Done.',
    evidenceReference: null,
  }),
  VerifyAction: (draw, state) => ({ type: 'VerifyAction', ...actionOf(draw, state), note: null }),
  ReopenAction: (draw, state) => ({
    type: 'ReopenAction',
    ...actionOf(draw, state),
    reason: 'Not done.',
    due: '2027-01-04',
  }),
  CancelAction: (draw, state) => ({ type: 'CancelAction', ...actionOf(draw, state), reason: 'Moved.' }),
  ChangeDueDate: (draw, state) => ({
    type: 'ChangeDueDate',
    ...actionOf(draw, state),
    due: '2027-02-01',
    reason: 'Holidays.',
  }),
  RecordRetrospectiveGrade: ({ choice }) => ({
    type: 'RecordRetrospectiveGrade',
    grade: pick(GRADES, choice),
    rationale: 'So.',
  }),
  CorrectRecord: ({ choice, yes }, state) => ({
    type: 'CorrectRecord',
    corrects: 'event-1',
    change: yes
      ? { field: 'note' }
      : {
          field: 'finalGrade',
          from: isSelected(state) ? (state.graded?.standing.grade ?? 'good') : 'good',
          to: pick(GRADES, choice),
        },
    reason: 'A slip.',
  }),
  ReassignPractitioner: ({ choice }) => ({
    type: 'ReassignPractitioner',
    to: pick(['otto', 'priya', 'paul', 'amir'], choice),
    reason: 'Passed on.',
  }),
  ChangeTeam: ({ choice }) => ({
    type: 'ChangeTeam',
    teamId: pick(['north', 'south', 'qa'], choice),
    reason: 'Moved.',
  }),
};

/** A command somebody might give in this state, made from numbers. */
export const commandFrom = (type: AuditCommandName, draw: Draw, state: AuditState): AuditCommand =>
  makers[type]?.(draw, state) ?? samples[type].when;

/**
 * Steps that take an audit further nearly always outweigh those that end it or leave it where it is, or most runs
 * would be short.
 */
const RARE: readonly string[] = [
  'SubstituteSubject',
  'ExemptAudit',
  'WithdrawAudit',
  'DeclareConflict',
  'ReallocateAuditor',
  'MoveDeadlines',
  'CorrectRecord',
  'RecordOtherGrade',
];

/** Steps that lead nowhere by themselves, without which an audit stays where it is. */
const NEEDED: readonly string[] = ['GradeDomain', 'AnswerQuestions', 'WriteStatement'];

export interface Step {
  readonly by: string;
  readonly command: AuditCommandName;
  readonly before: AuditState;
  readonly events: readonly AuditEvent[];
  readonly after: AuditState;
  /** London date. */
  readonly on: string;
}

/** A random audit: every step that was accepted, in order. */
export function run(all: readonly Draw[], blind: boolean, given: Circumstances = {}): readonly Step[] {
  const steps: Step[] = [];
  let state = decider.initial;
  let day = Date.UTC(2026, 4, 11);
  all.forEach((draw, index) => {
    day += draw.days * 86_400_000;
    const likely = table.filter(
      (row) =>
        row.in.some((stage) => stage === state.stage) && (draw.choice % 23 === 22 || !RARE.includes(row.command)),
    );
    const onward = likely.filter(
      ({ command, leads, discharges }) =>
        !RARE.includes(command) && (leads !== undefined || discharges !== undefined || NEEDED.includes(command)),
    );
    const rows = draw.wild || likely.length === 0 ? table : [...likely, ...onward, ...onward, ...onward];
    const { command: type } = pick(rows, draw.command);
    const command = commandFrom(type, draw, state);
    const context = contextFor(pick(everybody, draw.actor), {
      ...given,
      on: new Date(day).toISOString().slice(0, 10),
      settings: given.settings ?? (blind ? blindSettings : settings),
      closures: draw.yes ? ['2026-05-20', '2026-06-10'] : [],
      facts: { recordedEvent: () => 'audit-finalised', actionNamed: 'open' },
    });
    // Whoever may do it does, so that runs get somewhere.
    const others = draw.wild ? [] : everybody.map((by) => contextFor(by, { ...given, on: context.today }));
    const taken = [context, ...others]
      .map(({ actor }) => ({
        by: actor.id,
        outcome: decider.decide(command, state, { ...context, actor, newId: (what) => `${what}-${index}` }),
      }))
      .find(({ outcome }) => !isRefusal(outcome));
    if (taken === undefined || isRefusal(taken.outcome)) return;
    const { by, outcome } = taken;
    const before = state;
    state = outcome.reduce<AuditState>(decider.evolve, state);
    steps.push({ by, command: type, before, events: outcome, after: state, on: context.today });
  });
  return steps;
}
