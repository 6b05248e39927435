import { STAGES, type Stage } from '../../workflow/stages.js';
import type { AuditCommand, AuditCommandName } from '../../audit-language/commands.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { asking, askingSettings, type Circumstances } from './council.fixture.js';
import { until, unclaimed, was } from './history.fixture.js';
import type { Attempt } from './scenario.fixture.js';

/** A command that is accepted wherever the lifecycle has it, and the history it then follows. */
interface Sample {
  readonly when: AuditCommand;
  readonly given?: (stage: Stage) => readonly AuditEvent[];
  readonly in?: Circumstances;
}

/** A history that goes on; one that has not begun, or came from a spreadsheet, stays as it is. */
const goingOn =
  (...more: readonly AuditEvent[]) =>
  (stage: Stage): readonly AuditEvent[] =>
    stage === 'unselected' || stage === 'imported' ? until[stage] : [...until[stage], ...more];
const withAction = goingOn(was.actionAgreed());
const withRequest = goingOn(was.actionAgreed(), was.extensionAsked());
const withCompletedAction = goingOn(was.actionAgreed(), was.actionCompleted());
const withConcern = goingOn(was.concernRaised());
const withAcknowledgedConcern = goingOn(was.concernRaised(), was.concernAcknowledged());
/** Agreed while the outcome was being shared, so that its owner is on the audit from then on, and called off. */
const withCancelledAction = (stage: Stage) => [
  ...until.sharing,
  was.actionAgreed(),
  was.actionCancelled(),
  ...until[stage].slice(until.sharing.length),
];
const beforeConversation = (stage: Stage) =>
  stage === 'grading' ? [...until.conversation, was.notHeld()] : until[stage];
const optionalConversation = (stage: Stage) =>
  stage === 'conversation'
    ? until.grading
        .filter(({ type }) => type !== 'conversation-recorded')
        .map((event) =>
          event.type === 'audit-selected'
            ? was.selected({ plan: { ...event.data.plan, conversation: 'optional' } })
            : event,
        )
    : until[stage];
const withoutResponse = (stage: Stage) =>
  until[stage].filter(({ type }) => type !== 'response-required' && type !== 'response-recorded');

const moderationWithStatement = [
  was.selected(),
  was.allocated(),
  was.accepted(),
  was.held(),
  was.domainGraded('assessment', 'requires_improvement'),
  was.domainGraded('planning', 'inadequate'),
  was.submitted({ statements: [{ statement: 'difference', value: 'some' }] }),
  was.moderationRequired(),
  was.claimed(),
];
/** Its response plan is to be signed off by a leader, and is reviewed. */
const onceShared =
  (...more: readonly AuditEvent[]) =>
  (stage: Stage): readonly AuditEvent[] =>
    SINCE_SHARED.includes(stage)
      ? [
          ...until[stage].map((event) =>
            event.type === 'response-required' ? was.responseRequired({ signedOffBy: 'leader' }) : event,
          ),
          ...more,
        ]
      : until[stage];
const toSign = onceShared(was.responseRecorded({ signOffBy: '2026-06-05', counted: null }));
const toReview = onceShared(
  was.responseRecorded({ signOffBy: '2026-06-05', counted: null }),
  was.signedOff({ reviewBy: '2026-06-26', counted: null }),
);
const withTodaysAction = (stage: Stage) =>
  SINCE_SHARING.includes(stage)
    ? [...until[stage], was.actionAgreed({ managerId: 'tom', agreedBy: 'amir', urgency: 'today' })]
    : until[stage];
const toFile = (stage: Stage) =>
  until[stage].map((event) =>
    event.type === 'audit-finalised' && stage === 'action-tracking'
      ? was.finalised({ because: 'dispute_resolved', fileBy: '2026-06-09', counted: null })
      : event,
  );

const participants = [{ as: 'practitioner', personId: 'priya' }] as const;

/** One of each command, as it is accepted. */
export const samples: { readonly [Name in AuditCommandName]: Sample & { readonly when: { readonly type: Name } } } = {
  SelectAudit: {
    when: {
      type: 'SelectAudit',
      auditId: 'audit-1',
      origin: 'sample',
      sampleId: 'sample-1',
      activity: 'deep-dive',
      subjectId: 'subject-1',
      service: 'Safeguarding',
      teamId: 'north',
      team: 'north',
      practitionerId: 'priya',
      workerMatched: true,
      period: '2026-05',
      reauditOf: null,
      replaces: null,
    },
  },
  AllocateAuditor: { when: { type: 'AllocateAuditor', auditorId: 'amir', independenceNote: null } },
  AcceptAudit: { when: { type: 'AcceptAudit' } },
  DeclareConflict: { when: { type: 'DeclareConflict', reason: 'I know the family.' } },
  ReallocateAuditor: {
    when: { type: 'ReallocateAuditor', auditorId: 'ada', reason: 'On leave.', independenceNote: null },
  },
  SubstituteSubject: {
    when: { type: 'SubstituteSubject', reasonCode: 'moved', reason: 'Moved away.', approvedBy: 'lena' },
  },
  ExemptAudit: { when: { type: 'ExemptAudit', reasonCode: 'bereaved', reason: 'Bereaved.', approvedBy: 'lena' } },
  WithdrawAudit: {
    when: { type: 'WithdrawAudit', reasonCode: 'proceedings', reason: 'Proceedings.', approvedBy: 'lena' },
  },
  ScheduleConversation: {
    when: { type: 'ScheduleConversation', on: '2026-06-01', participants },
    given: beforeConversation,
  },
  RecordConversation: {
    when: { type: 'RecordConversation', on: '2026-05-28', participants, summary: 'We went through it.' },
    given: beforeConversation,
  },
  RecordConversationNotHeld: {
    when: { type: 'RecordConversationNotHeld', reasonCode: 'worker-left', reason: 'The worker has left.' },
    given: (stage) => (stage === 'grading' ? [...beforeConversation(stage), was.scheduled()] : until[stage]),
  },
  RecordFamilyContact: {
    when: { type: 'RecordFamilyContact', with: 'child', outcome: 'declined', rating: null, words: null },
  },
  RecordOtherGrade: {
    when: { type: 'RecordOtherGrade', of: 'practitioner', agency: null, grade: 'good', reason: null },
  },
  GradeDomain: { when: { type: 'GradeDomain', domain: 'planning', grade: 'good', rationale: 'It is followed.' } },
  AssessStandard: { when: { type: 'AssessStandard', standard: 'supervised', answer: 'met', note: null } },
  AnswerQuestions: {
    when: {
      type: 'AnswerQuestions',
      domain: 'planning',
      answers: [{ question: 'plan-shared', answer: 'yes', reason: null }],
    },
    in: { settings: asking },
  },
  WriteStatement: {
    when: { type: 'WriteStatement', statement: 'difference', text: 'He is safer at home.', value: 'some' },
    in: { settings: asking },
  },
  RecordFinding: {
    when: { type: 'RecordFinding', kind: 'strength', theme: 'planning', text: 'The plan is known to all.' },
  },
  SubmitFirstGrade: {
    when: {
      type: 'SubmitFirstGrade',
      grade: 'good',
      rationale: 'It holds together.',
      auditedOn: '2026-05-18',
      atRisk: false,
      riskReason: null,
    },
    given: optionalConversation,
  },
  RaiseSafetyConcern: {
    when: { type: 'RaiseSafetyConcern', reason: 'Nobody has seen the child.' },
    given: (stage) => (stage === 'closed' || SINCE_SHARING.includes(stage) ? withCancelledAction(stage) : until[stage]),
  },
  AcknowledgeSafetyConcern: {
    when: { type: 'AcknowledgeSafetyConcern', concernId: 'concern-1', note: null },
    given: withConcern,
  },
  ResolveSafetyConcern: {
    when: { type: 'ResolveSafetyConcern', concernId: 'concern-1', outcome: 'Seen and safe.' },
    given: withAcknowledgedConcern,
  },
  ClaimModeration: {
    when: { type: 'ClaimModeration' },
    given: (stage) => (stage === 'moderation' ? unclaimed : until[stage]),
  },
  ReleaseModeration: { when: { type: 'ReleaseModeration', reason: null } },
  RecordModeratorGrade: {
    when: { type: 'RecordModeratorGrade', grade: 'good', rationale: 'It holds together.', domains: [] },
  },
  UpholdGrade: { when: { type: 'UpholdGrade', rationale: null } },
  ChangeGrade: { when: { type: 'ChangeGrade', grade: 'good', rationale: 'It holds together.', domains: [] } },
  ChangeStatementValue: {
    when: { type: 'ChangeStatementValue', statement: 'difference', value: 'great', reason: 'The record says more.' },
    given: (stage) => (stage === 'moderation' ? moderationWithStatement : until[stage]),
    in: { settings: asking },
  },
  ReturnToAuditor: { when: { type: 'ReturnToAuditor', reason: 'Say more of the visits.' } },
  ShareOutcome: { when: { type: 'ShareOutcome' } },
  AcknowledgeOutcome: { when: { type: 'AcknowledgeOutcome', comment: null } },
  DisputeOutcome: { when: { type: 'DisputeOutcome', grounds: 'The plan was on the system.' } },
  ResolveDispute: {
    when: { type: 'ResolveDispute', outcome: 'grade_stands', grade: null, domains: [], rationale: 'It stands.' },
  },
  FinaliseAudit: { when: { type: 'FinaliseAudit' }, in: { on: '2026-06-02' } },
  RequireResponse: { when: { type: 'RequireResponse', respondBy: null }, given: withoutResponse },
  RecordResponse: { when: { type: 'RecordResponse', plan: 'A new plan by Friday.' } },
  SignOffResponse: { when: { type: 'SignOffResponse', note: null }, given: toSign },
  SendBackResponse: { when: { type: 'SendBackResponse', reason: 'Say who visits.' }, given: toSign },
  ReviewResponse: {
    when: { type: 'ReviewResponse', on: '2026-05-28', found: 'Visits are weekly.', outcome: 'done', nextOn: null },
    given: toReview,
  },
  LinkAction: {
    when: { type: 'LinkAction', toAudit: 'audit-2', toAction: 'action-2' },
    in: { settings: askingSettings, facts: { actionNamed: 'open' } },
  },
  AcknowledgeAction: {
    when: { type: 'AcknowledgeAction', actionId: 'action-1', note: null },
    given: withTodaysAction,
  },
  FileOnRecord: { when: { type: 'FileOnRecord', on: '2026-05-28', reference: 'Note 12.' }, given: toFile },
  AgreeAction: { when: { type: 'AgreeAction', text: 'See the child.', ownerId: 'olu', due: null, domain: null } },
  UpdateProgress: {
    when: { type: 'UpdateProgress', actionId: 'action-1', note: 'A visit is arranged.' },
    given: withAction,
  },
  CompleteAction: {
    when: { type: 'CompleteAction', actionId: 'action-1', evidence: 'Seen.', evidenceReference: null },
    given: withAction,
  },
  VerifyAction: { when: { type: 'VerifyAction', actionId: 'action-1', note: null }, given: withCompletedAction },
  ReopenAction: {
    when: { type: 'ReopenAction', actionId: 'action-1', reason: 'Not seen alone.', due: '2026-06-12' },
    given: withCompletedAction,
  },
  CancelAction: { when: { type: 'CancelAction', actionId: 'action-1', reason: 'Moved away.' }, given: withAction },
  ChangeDueDate: {
    when: { type: 'ChangeDueDate', actionId: 'action-1', due: '2026-06-12', reason: 'School holidays.' },
    given: withAction,
  },
  RecordRetrospectiveGrade: { when: { type: 'RecordRetrospectiveGrade', grade: 'good', rationale: 'Sound work.' } },
  ScheduleReaudit: { when: { type: 'ScheduleReaudit', dueOn: null } },
  CloseAudit: { when: { type: 'CloseAudit' }, given: (stage) => [...until[stage], ...answered(stage)] },
  ReopenAudit: { when: { type: 'ReopenAudit', reason: 'More has come to light.' } },
  CorrectRecord: {
    when: { type: 'CorrectRecord', corrects: 'event-1', change: { field: 'note' }, reason: 'A slip of the pen.' },
    in: { facts: { recordedEvent: () => 'audit-selected' } },
  },
  ReassignPractitioner: { when: { type: 'ReassignPractitioner', to: 'otto', reason: 'The case was passed on.' } },
  ChangeTeam: { when: { type: 'ChangeTeam', teamId: 'south', reason: 'The case was passed on.' } },
  AskForExtension: {
    when: { type: 'AskForExtension', obligation: 'action:action-1', to: '2026-06-12', reason: 'The family is away.' },
    given: withAction,
    in: { settings: askingSettings },
  },
  DecideExtension: {
    when: { type: 'DecideExtension', extensionId: 'extension-1', outcome: 'granted', note: null },
    given: withRequest,
    in: { settings: askingSettings },
  },
  MoveDeadlines: { when: { type: 'MoveDeadlines', because: 'closure-added' } },
};

function answered(stage: Stage): readonly AuditEvent[] {
  return stage === 'action-tracking' ? [was.responseRecorded()] : [];
}

/** The council before which every command is tried. */
export const everybody = [
  'cora',
  'amir',
  'mona',
  'max',
  'priya',
  'tom',
  'lena',
  'olu',
  'otto',
  'sam',
  'ivy',
  'adam',
  'system',
] as const;

// Written out, not taken from the table's own lists: the table is what is tried here.
const SINCE_SHARING: readonly Stage[] = ['sharing', 'dispute-window', 'dispute', 'finalising', 'action-tracking'];
const SINCE_SHARED: readonly Stage[] = ['dispute-window', 'dispute', 'finalising', 'action-tracking'];
const NOT_OVER: readonly Stage[] = [
  'allocation',
  'acceptance',
  'conversation',
  'grading',
  'moderation',
  ...SINCE_SHARING,
];
const NOT_CLOSED: readonly Stage[] = [...NOT_OVER, 'ended'];

type Allowed = readonly (readonly [stages: readonly Stage[], people: string])[];

/** Where each command may be given and by whom of the council; everywhere else, by everybody else, it is refused. */
const allowed: Readonly<Record<AuditCommandName, Allowed>> = {
  SelectAudit: [[['unselected'], 'cora system']],
  AllocateAuditor: [[['allocation'], 'cora']],
  AcceptAudit: [[['acceptance'], 'amir']],
  DeclareConflict: [[['acceptance', 'conversation', 'grading'], 'amir']],
  ReallocateAuditor: [[['acceptance', 'conversation', 'grading'], 'cora']],
  SubstituteSubject: [[['allocation', 'acceptance', 'conversation', 'grading'], 'cora']],
  ExemptAudit: [[['allocation', 'acceptance', 'conversation', 'grading'], 'cora']],
  WithdrawAudit: [[['allocation', 'acceptance', 'conversation', 'grading', 'moderation', 'sharing'], 'cora']],
  ScheduleConversation: [[['conversation', 'grading'], 'amir cora']],
  RecordConversation: [[['conversation', 'grading'], 'amir']],
  RecordConversationNotHeld: [[['conversation', 'grading'], 'amir']],
  RecordFamilyContact: [[['conversation', 'grading'], 'amir']],
  RecordOtherGrade: [[['conversation', 'grading'], 'amir priya']],
  GradeDomain: [[['conversation', 'grading'], 'amir']],
  AssessStandard: [[['conversation', 'grading'], 'amir']],
  AnswerQuestions: [[['conversation', 'grading'], 'amir']],
  WriteStatement: [[['conversation', 'grading'], 'amir']],
  RecordFinding: [[['conversation', 'grading'], 'amir']],
  SubmitFirstGrade: [[['conversation', 'grading'], 'amir']],
  RaiseSafetyConcern: [
    [['allocation'], 'cora priya tom'],
    [['acceptance', 'conversation', 'grading', 'ended'], 'cora priya tom amir'],
    [['moderation'], 'cora priya tom amir mona'],
    [['sharing', 'dispute-window', 'finalising', 'action-tracking', 'closed'], 'cora priya tom amir mona olu'],
    [['dispute'], 'cora priya tom amir mona olu lena'],
  ],
  AcknowledgeSafetyConcern: [[NOT_CLOSED, 'cora tom lena']],
  ResolveSafetyConcern: [[NOT_CLOSED, 'cora tom lena']],
  ClaimModeration: [[['moderation'], 'mona max']],
  ReleaseModeration: [[['moderation'], 'mona cora']],
  RecordModeratorGrade: [[['moderation'], 'mona']],
  UpholdGrade: [[['moderation'], 'mona']],
  ChangeGrade: [[['moderation'], 'mona']],
  ChangeStatementValue: [[['moderation'], 'mona']],
  ReturnToAuditor: [[['moderation'], 'mona']],
  ShareOutcome: [[['sharing'], 'amir cora mona system']],
  AcknowledgeOutcome: [[['dispute-window', 'finalising', 'action-tracking'], 'priya tom']],
  DisputeOutcome: [[['dispute-window'], 'priya tom']],
  ResolveDispute: [[['dispute'], 'lena cora']],
  FinaliseAudit: [[['dispute-window', 'finalising'], 'cora system']],
  RequireResponse: [[['dispute-window', 'dispute', 'finalising', 'action-tracking'], 'cora system']],
  RecordResponse: [[['dispute-window', 'dispute', 'finalising', 'action-tracking'], 'tom']],
  SignOffResponse: [[SINCE_SHARED, 'lena']],
  SendBackResponse: [[SINCE_SHARED, 'lena']],
  ReviewResponse: [[SINCE_SHARED, 'lena']],
  LinkAction: [[SINCE_SHARED, 'amir mona cora tom']],
  AcknowledgeAction: [[SINCE_SHARING, 'tom']],
  FileOnRecord: [[['action-tracking'], 'amir cora']],
  AgreeAction: [
    [['sharing'], 'amir mona cora'],
    [['dispute-window', 'dispute', 'finalising', 'action-tracking'], 'amir mona cora tom'],
  ],
  UpdateProgress: [[SINCE_SHARING, 'olu tom amir cora']],
  CompleteAction: [[SINCE_SHARING, 'olu tom cora']],
  VerifyAction: [[SINCE_SHARING, 'amir mona tom cora']],
  ReopenAction: [[SINCE_SHARING, 'amir mona tom cora']],
  CancelAction: [[SINCE_SHARING, 'amir tom cora']],
  ChangeDueDate: [[SINCE_SHARING, 'amir tom cora']],
  RecordRetrospectiveGrade: [[['action-tracking', 'closed', 'imported'], 'mona max']],
  ScheduleReaudit: [[['action-tracking', 'closed'], 'cora system']],
  CloseAudit: [[['action-tracking'], 'cora system']],
  ReopenAudit: [[['closed'], 'cora']],
  CorrectRecord: [[['imported', 'closed', ...NOT_CLOSED], 'cora']],
  ReassignPractitioner: [[NOT_OVER, 'cora']],
  ChangeTeam: [[NOT_OVER, 'cora']],
  AskForExtension: [[SINCE_SHARING, 'olu']],
  DecideExtension: [[['conversation', 'grading', 'moderation', ...SINCE_SHARING], 'sam cora']],
  MoveDeadlines: [[NOT_CLOSED, 'cora system']],
};

/** What the operator may do on somebody's behalf: these arrange, and judge nothing. */
export const arranging: readonly AuditCommandName[] = [
  'SelectAudit',
  'AllocateAuditor',
  'ReallocateAuditor',
  'ScheduleConversation',
  'RaiseSafetyConcern',
  'ShareOutcome',
  'FinaliseAudit',
  'RequireResponse',
  'UpdateProgress',
  'ChangeDueDate',
  'ScheduleReaudit',
  'CloseAudit',
  'ReopenAudit',
  'ReassignPractitioner',
  'ChangeTeam',
  'MoveDeadlines',
];

/** Every command in every stage by everybody, and whether it is allowed. */
export function attempts(): readonly (Attempt & { readonly isAllowed: boolean })[] {
  return Object.entries(samples).flatMap(([name, { when, given = historyOf, in: circumstances = {} }]) =>
    STAGES.flatMap((stage) =>
      everybody.map((by) => ({
        name: `${name} in ${stage} by ${by}`,
        given: given(stage),
        when,
        by,
        in: circumstances,
        isAllowed: allowed[when.type].some(
          ([stages, people]) => stages.includes(stage) && people.split(' ').includes(by),
        ),
      })),
    ),
  );
}

function historyOf(stage: Stage): readonly AuditEvent[] {
  return until[stage];
}
