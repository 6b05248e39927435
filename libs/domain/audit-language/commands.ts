import {
  choice,
  day,
  flag,
  form,
  id,
  ids,
  ifSaid,
  label,
  month,
  nothingMore,
  orEmpty,
  orNull,
  part,
  parts,
  text,
  time,
  type CommandOf,
  type Said,
} from '../form.js';
import {
  ACTION_SCOPES,
  ACTION_URGENCIES,
  AUDIT_ORIGINS,
  CONTACT_OUTCOMES,
  EXTENSION_OUTCOMES,
  REVIEW_OUTCOMES,
  STANDARD_ANSWERS,
  type Correction,
} from './events.js';

const reasonOnly = form('ReasonBody', { reason: text('Why') });
const grade = label("Key of a grade of the audit's scale", { example: 'good' });
/** Why a better overall grade stands than a limit of the settings leaves, where it may. */
const exceptionReason = ifSaid(
  text('Why a better overall grade stands than the settings leave, where they let it'),
  null,
);

const allocation = {
  auditorId: id('The auditor'),
  independenceNote: orNull(
    text("What was checked of the auditor's independence; needed where the worker's name matched nobody"),
  ),
};

/** Leaving a case out needs a reason and somebody who approves it. */
const leaveOut = form('LeaveOutBody', {
  reasonCode: label('Why, as a key that reports count by', { example: 'case-closed' }),
  reason: text('Why, in words'),
  approvedBy: id('Who approved it'),
});

const participant = form('ParticipantBody', {
  as: choice('In what part', ['practitioner', 'team_manager', 'independent_chair']),
  personId: orNull(id('Who; left out where it is nobody Plumbline knows')),
});

const domainGrade = form('DomainGradeBody', {
  domain: label('Key of the domain'),
  grade: label("Key of a grade of the audit's scale"),
});

const domainChanges = orEmpty(
  parts(
    'The domains changed',
    form('DomainChangeBody', {
      domain: label('Key of the domain'),
      from: label('The grade it had'),
      to: label('The grade it now has'),
    }),
  ),
);

const finding = form('RecordFindingBody', {
  kind: choice('A strength, or an area for improvement', ['strength', 'improvement']),
  theme: label('The theme it is counted under'),
  text: text('What was found'),
});

const familyContact = form('FamilyContactBody', {
  with: choice('Who was asked', ['child', 'parent_or_carer', 'other']),
  outcome: choice('What came of it', CONTACT_OUTCOMES),
  rating: orNull(label('Their rating of the help they had: a key of the ratings of the tool')),
  words: orNull(text('What they said')),
});

const answers = parts(
  'The answers',
  form('QuestionAnswerBody', {
    question: label('Key of the question'),
    answer: label('A word of its scale, or na where it does not apply', { example: 'partly' }),
    reason: orNull(text('Why; needed where a critical question has the worst answer')),
  }),
);

const correction = form('CorrectionBody', {
  field: choice('What is put right', [
    'auditedOn',
    'finalGrade',
    'domainGrade',
    'standard',
    'answer',
    'statement',
    'finding',
    'familyContact',
    'note',
  ]),
  domain: orNull(label('The domain whose grade is put right')),
  standard: orNull(label('The standard whose answer is put right')),
  question: orNull(label('The question whose answer is put right')),
  statement: orNull(label('The statement whose word of its scale is put right')),
  from: orNull(label('What was recorded')),
  to: orNull(label('What it should have been')),
  finding: orNull(part('The finding as it should have been', finding)),
  familyContact: orNull(part('The contact with the family as it should have been', familyContact)),
});

const actionId = id('The action');
const actionDue = form('ActionDueBody', { actionId, reason: text('Why'), due: day('The new last day for it') });
const concernId = id('The safety concern');

/** What each imperative of the lifecycle says. All text is clear here and sealed when it is recorded. */
export const auditForms = {
  SelectAudit: form('SelectAuditBody', {
    auditId: ifSaid(id('Id of the new audit; worked out from the command where it is left out'), null),
    origin: choice('Why the audit exists', AUDIT_ORIGINS),
    sampleId: orNull(id('The sample it was drawn in')),
    activity: label('Key of the audit type', { example: 'case-file' }),
    subjectId: id('What is audited'),
    service: orNull(label('Service')),
    teamId: orNull(id('Team')),
    team: orNull(label("The team's name as the caseload writes it")),
    practitionerId: orNull(id('The worker who holds the case')),
    workerMatched: flag("Whether the worker's name in the caseload matched a person"),
    otherPractitioners: ifSaid(ids("Who else works the case, such as a care leaver's personal adviser"), []),
    // Allocation then needs a recorded independence check.
    otherWorkersMatched: ifSaid(
      flag('False where the name of one of these others matched nobody; true where it is left out'),
      true,
    ),
    period: month('The month the audit belongs to'),
    reauditOf: orNull(id('The audit this one follows up')),
    replaces: orNull(id('The audit this one stands in for')),
  }),
  AllocateAuditor: form('AllocateAuditorBody', allocation),
  AcceptAudit: nothingMore,
  DeclareConflict: reasonOnly,
  ReallocateAuditor: form('ReallocateAuditorBody', { ...allocation, reason: text('Why') }),
  SubstituteSubject: leaveOut,
  ExemptAudit: leaveOut,
  WithdrawAudit: leaveOut,
  ScheduleConversation: form('ScheduleConversationBody', {
    on: day('The day it is to be held'),
    at: ifSaid(
      orNull(time('The time at which it begins, on a clock in London; the whole day is taken where it is left out')),
      null,
    ),
    participants: parts('Who takes part', participant),
  }),
  RecordConversation: form('RecordConversationBody', {
    on: day('The day it was held'),
    participants: parts('Who took part', participant),
    summary: text('What was said'),
  }),
  RecordConversationNotHeld: form('ConversationNotHeldBody', {
    reasonCode: label('Why not, as a key that reports count by', { example: 'worker-left' }),
    reason: text('Why not, in words'),
  }),
  RecordFamilyContact: familyContact,
  RecordOtherGrade: form('OtherGradeBody', {
    of: choice('Whose grade it is', ['practitioner', 'team_manager', 'partner_agency']),
    agency: orNull(
      label('The partner agency, as a key that reports count by; of a partner agency only', { example: 'health' }),
    ),
    grade,
    reason: orNull(text('Why they would grade it so')),
  }),
  GradeDomain: form('GradeDomainBody', {
    domain: label('Key of the domain', { example: 'voice-of-the-child' }),
    grade,
    rationale: text('Why'),
    answers: ifSaid({ ...answers, about: 'Answers to questions of the domain, given with its grade' }, []),
  }),
  AnswerQuestions: form('AnswerQuestionsBody', { domain: label('Key of the domain the questions are of'), answers }),
  WriteStatement: form('WriteStatementBody', {
    statement: label('Key of the statement'),
    text: text('The statement'),
    value: orNull(label('A word of the scale of the statement, where it has one')),
  }),
  AssessStandard: form('AssessStandardBody', {
    standard: label('Key of the practice standard'),
    answer: choice('The answer', STANDARD_ANSWERS),
    note: orNull(text('A note')),
  }),
  RecordFinding: finding,
  /** First time: the first grade. After a return: the revised one. */
  SubmitFirstGrade: form('SubmitFirstGradeBody', {
    grade: orNull(label('Key of the overall grade; left out where the audit type is not graded')),
    rationale: text('Why'),
    auditedOn: day('The day the audit was carried out'),
    atRisk: flag('Is the child at risk now?'),
    // Becomes the safety concern's reason.
    riskReason: orNull(text('What the risk is; needed where the child is at risk')),
    exceptionReason,
  }),
  RaiseSafetyConcern: reasonOnly,
  AcknowledgeSafetyConcern: form('ConcernNoteBody', { concernId, note: orNull(text('A note')) }),
  ResolveSafetyConcern: form('ConcernOutcomeBody', { concernId, outcome: text('What came of it') }),
  ClaimModeration: nothingMore,
  ReleaseModeration: form('OptionalReasonBody', { reason: orNull(text('Why')) }),
  RecordModeratorGrade: form('ModeratorGradeBody', {
    grade: label("The moderator's own grade"),
    rationale: text('Why'),
    domains: orEmpty(parts("The moderator's own grades of domains", domainGrade)),
    exceptionReason,
  }),
  UpholdGrade: form('OptionalRationaleBody', { rationale: orNull(text('Why')) }),
  ChangeGrade: form('ChangeGradeBody', {
    grade: label('The grade after moderation'),
    rationale: text('Why'),
    domains: domainChanges,
    exceptionReason,
  }),
  ChangeStatementValue: form('ChangeStatementValueBody', {
    statement: label('Key of the statement'),
    value: label('The word of its scale that it should have'),
    reason: text('Why'),
  }),
  ReturnToAuditor: reasonOnly,
  ShareOutcome: nothingMore,
  AcknowledgeOutcome: form('OptionalCommentBody', { comment: orNull(text('A comment')) }),
  RequireResponse: form('RequireResponseBody', {
    respondBy: orNull(day('The last day for the response; the settings decide where it is left out')),
  }),
  RecordResponse: form('RecordResponseBody', { plan: text('The response plan') }),
  SignOffResponse: form('SignOffBody', { note: orNull(text('A note')) }),
  SendBackResponse: reasonOnly,
  ReviewResponse: form('ReviewBody', {
    on: day('The day the plan was reviewed'),
    found: text('What was found'),
    outcome: choice('Whether the plan goes on or is done', REVIEW_OUTCOMES),
    nextOn: orNull(day('Of a plan that goes on: when it is reviewed next; the settings decide where it is left out')),
  }),
  DisputeOutcome: form('DisputeBody', { grounds: text('On what grounds') }),
  ResolveDispute: form('ResolveDisputeBody', {
    outcome: choice('What the panel decided', ['grade_stands', 'grade_changed']),
    grade: orNull(label('The new grade, where it was changed')),
    domains: domainChanges,
    rationale: text('Why'),
    exceptionReason,
  }),
  FinaliseAudit: nothingMore,
  AgreeAction: form('AgreeActionBody', {
    text: text('What is to be done'),
    ownerId: id('Who does it'),
    due: orNull(day('The last day for it; the settings decide where it is left out')),
    domain: orNull(label('Key of the domain it belongs to')),
    // What follows is said where the settings ask for it.
    urgency: ifSaid(choice('How urgent it is, in place of a day', ACTION_URGENCIES), null),
    managerId: ifSaid(id('The manager who acknowledges it today; needed where it is due today, and there alone'), null),
    findingId: ifSaid(id('The finding it comes from'), null),
    scope: ifSaid(choice('Whom it is for', ACTION_SCOPES), null),
  }),
  AcknowledgeAction: form('ActionAcknowledgedBody', { actionId, note: orNull(text('A note')) }),
  LinkAction: form('LinkActionBody', {
    toAudit: id('The audit on which the action is open'),
    toAction: id('The open action that this audit would ask for again'),
  }),
  UpdateProgress: form('ActionNoteBody', { actionId, note: text('A note') }),
  CompleteAction: form('CompleteActionBody', {
    actionId,
    evidence: text('What shows that it was done'),
    evidenceReference: orNull(text('Where that stands in the case system')),
  }),
  VerifyAction: form('VerifyActionBody', { actionId, note: orNull(text('A note')) }),
  ReopenAction: actionDue,
  CancelAction: form('ActionReasonBody', { actionId, reason: text('Why') }),
  ChangeDueDate: actionDue,
  RecordRetrospectiveGrade: form('RetrospectiveGradeBody', { grade: label('The grade'), rationale: text('Why') }),
  ScheduleReaudit: form('ScheduleReauditBody', {
    dueOn: orNull(day('When; the settings decide where it is left out')),
  }),
  FileOnRecord: form('FileOnRecordBody', {
    on: day('The day the summary was put into the case system'),
    reference: text('Where it stands in the case system'),
  }),
  CloseAudit: nothingMore,
  CorrectRecord: form('CorrectRecordBody', {
    corrects: id('The id of the event that was wrong'),
    change: part('What is put right', correction),
    reason: text('Why'),
    exceptionReason,
  }),
  ReassignPractitioner: form('ReassignPractitionerBody', { to: id('The new case holder'), reason: text('Why') }),
  ChangeTeam: form('ChangeTeamBody', { teamId: id('The new team'), reason: text('Why') }),
  ReopenAudit: reasonOnly,
  AskForExtension: form('AskForExtensionBody', {
    obligation: label('What you owe: a key of what is owed on the audit', { example: 'grade' }),
    to: day('The new last day for it'),
    reason: text('Why'),
  }),
  DecideExtension: form('DecideExtensionBody', {
    extensionId: id('The request'),
    outcome: choice('Whether the time is granted', EXTENSION_OUTCOMES),
    note: orNull(text('What whoever asks should know; needed where it is declined')),
  }),
  /** The system's, when the calendar has changed. */
  MoveDeadlines: form('MoveDeadlinesBody', { because: label('What changed in the calendar') }),
};

type AsSaid = CommandOf<typeof auditForms>;

/** What a correction says, before it is known to be told in the words it needs. */
export type SaidCorrection = Said<typeof correction>;

/** A finding as it should have been recorded. */
export type CorrectedFinding = { readonly field: 'finding' } & Said<typeof finding>;

/** A contact with the family as it should have been recorded. */
export type CorrectedContact = { readonly field: 'familyContact' } & Said<typeof familyContact>;

/** One command for each imperative: what is said, the new audit's id worked out, a correction told in the words it needs. */
export type AuditCommand =
  | AsSaid[Exclude<AuditCommandName, 'SelectAudit' | 'CorrectRecord'>]
  | (Omit<AsSaid['SelectAudit'], 'auditId'> & { readonly auditId: string })
  | (Omit<AsSaid['CorrectRecord'], 'change'> & {
      readonly change: Correction | CorrectedFinding | CorrectedContact;
    });

export type AuditCommandName = keyof typeof auditForms;
