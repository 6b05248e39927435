import { AUDIT_ORIGINS, STANDARD_ANSWERS } from '#domain';
import type {
  AuditOrigin,
  ContactOutcome,
  Correction,
  DomainChange,
  DomainGrade,
  OtherGrader,
  Participant,
  StandardAnswer,
} from '#domain';
import { Choice, Day, Flag, Id, Ids, Label, Month, Part, Parts, Text } from '../body/fields.js';

type CorrectedField = Correction['field'] | 'finding' | 'familyContact';

export class SelectAuditBody {
  @Id('Id of the new audit; worked out from the command where it is left out', { optional: true })
  auditId?: string | null;
  @Choice('Why the audit exists', AUDIT_ORIGINS)
  origin!: AuditOrigin;
  @Id('The sample it was drawn in', { optional: true })
  sampleId?: string | null;
  @Label('Key of the audit type', { example: 'case-file' })
  activity!: string;
  @Id('What is audited')
  subjectId!: string;
  @Label('Service', { optional: true })
  service?: string | null;
  @Id('Team', { optional: true })
  teamId?: string | null;
  @Label("The team's name as the caseload writes it", { optional: true })
  team?: string | null;
  @Id('The worker who holds the case', { optional: true })
  practitionerId?: string | null;
  @Flag("Whether the worker's name in the caseload matched a person")
  workerMatched!: boolean;
  @Ids("Who else works the case, such as a care leaver's personal adviser", { optional: true })
  otherPractitioners?: readonly string[] | null;
  @Flag('False where the name of one of these others matched nobody; true where it is left out', { optional: true })
  otherWorkersMatched?: boolean | null;
  @Month('The month the audit belongs to')
  period!: string;
  @Id('The audit this one follows up', { optional: true })
  reauditOf?: string | null;
  @Id('The audit this one stands in for', { optional: true })
  replaces?: string | null;
}

export class AllocateAuditorBody {
  @Id('The auditor')
  auditorId!: string;
  @Text("What was checked of the auditor's independence; needed where the worker's name matched nobody", {
    optional: true,
  })
  independenceNote?: string | null;
}

export class ReallocateAuditorBody extends AllocateAuditorBody {
  @Text('Why')
  reason!: string;
}

export class ReasonBody {
  @Text('Why')
  reason!: string;
}

export class OptionalReasonBody {
  @Text('Why', { optional: true })
  reason?: string | null;
}

/** Leaving a case out needs a reason and somebody who approves it. */
export class LeaveOutBody {
  @Label('Why, as a key that reports count by', { example: 'case-closed' })
  reasonCode!: string;
  @Text('Why, in words')
  reason!: string;
  @Id('Who approved it')
  approvedBy!: string;
}

export class ParticipantBody implements Participant {
  @Choice('In what part', ['practitioner', 'team_manager', 'independent_chair'] satisfies Participant['as'][])
  as!: Participant['as'];
  @Id('Who; left out where it is nobody Plumbline knows', { optional: true })
  personId!: string | null;
}

export class ScheduleConversationBody {
  @Day('The day it is to be held')
  on!: string;
  @Parts('Who takes part', () => ParticipantBody)
  participants!: ParticipantBody[];
}

export class RecordConversationBody {
  @Day('The day it was held')
  on!: string;
  @Parts('Who took part', () => ParticipantBody)
  participants!: ParticipantBody[];
  @Text('What was said')
  summary!: string;
}

export class ConversationNotHeldBody {
  @Label('Why not, as a key that reports count by', { example: 'worker-left' })
  reasonCode!: string;
  @Text('Why not, in words')
  reason!: string;
}

export class FamilyContactBody {
  @Choice('Who was asked', ['child', 'parent_or_carer', 'other'])
  with!: 'child' | 'parent_or_carer' | 'other';
  @Choice('What came of it', ['spoken', 'declined', 'not_appropriate', 'unable'] satisfies ContactOutcome[])
  outcome!: ContactOutcome;
  @Label('Their rating of the help they had', { optional: true })
  rating?: string | null;
  @Text('What they said', { optional: true })
  words?: string | null;
}

export class OtherGradeBody {
  @Choice('Whose grade it is', ['practitioner', 'team_manager', 'partner_agency'] satisfies OtherGrader[])
  of!: OtherGrader;
  @Label('The partner agency, as a key that reports count by; of a partner agency only', {
    optional: true,
    example: 'health',
  })
  agency?: string | null;
  @Label("Key of a grade of the audit's scale", { example: 'good' })
  grade!: string;
  @Text('Why they would grade it so', { optional: true })
  reason?: string | null;
}

export class GradeDomainBody {
  @Label('Key of the domain', { example: 'voice-of-the-child' })
  domain!: string;
  @Label("Key of a grade of the audit's scale", { example: 'good' })
  grade!: string;
  @Text('Why')
  rationale!: string;
}

export class AssessStandardBody {
  @Label('Key of the practice standard')
  standard!: string;
  @Choice('The answer', STANDARD_ANSWERS)
  answer!: StandardAnswer;
  @Text('A note', { optional: true })
  note?: string | null;
}

export class RecordFindingBody {
  @Choice('A strength, or an area for improvement', ['strength', 'improvement'])
  kind!: 'strength' | 'improvement';
  @Label('The theme it is counted under')
  theme!: string;
  @Text('What was found')
  text!: string;
}

export class SubmitFirstGradeBody {
  @Label('Key of the overall grade; left out where the audit type is not graded', { optional: true })
  grade?: string | null;
  @Text('Why')
  rationale!: string;
  @Day('The day the audit was carried out')
  auditedOn!: string;
  @Flag('Is the child at risk now?')
  atRisk!: boolean;
  @Text('What the risk is; needed where the child is at risk', { optional: true })
  riskReason?: string | null;
  @Text('Why a better overall grade stands than the settings leave, where they let it', { optional: true })
  exceptionReason?: string | null;
}

export class ConcernNoteBody {
  @Id('The safety concern')
  concernId!: string;
  @Text('A note', { optional: true })
  note?: string | null;
}

export class ConcernOutcomeBody {
  @Id('The safety concern')
  concernId!: string;
  @Text('What came of it')
  outcome!: string;
}

export class DomainGradeBody implements DomainGrade {
  @Label('Key of the domain')
  domain!: string;
  @Label("Key of a grade of the audit's scale")
  grade!: string;
}

export class DomainChangeBody implements DomainChange {
  @Label('Key of the domain')
  domain!: string;
  @Label('The grade it had')
  from!: string;
  @Label('The grade it now has')
  to!: string;
}

export class ModeratorGradeBody {
  @Label("The moderator's own grade")
  grade!: string;
  @Text('Why')
  rationale!: string;
  @Parts("The moderator's own grades of domains", () => DomainGradeBody, { optional: true })
  domains?: DomainGradeBody[] | null;
  @Text('Why a better overall grade stands than the settings leave, where they let it', { optional: true })
  exceptionReason?: string | null;
}

export class OptionalRationaleBody {
  @Text('Why', { optional: true })
  rationale?: string | null;
}

export class ChangeGradeBody {
  @Label('The grade after moderation')
  grade!: string;
  @Text('Why')
  rationale!: string;
  @Parts('The domains changed', () => DomainChangeBody, { optional: true })
  domains?: DomainChangeBody[] | null;
  @Text('Why a better overall grade stands than the settings leave, where they let it', { optional: true })
  exceptionReason?: string | null;
}

export class OptionalCommentBody {
  @Text('A comment', { optional: true })
  comment?: string | null;
}

export class RecordResponseBody {
  @Text('The response plan')
  plan!: string;
}

export class RequireResponseBody {
  @Day('The last day for the response; the settings decide where it is left out', { optional: true })
  respondBy?: string | null;
}

export class DisputeBody {
  @Text('On what grounds')
  grounds!: string;
}

export class ResolveDisputeBody {
  @Choice('What the panel decided', ['grade_stands', 'grade_changed'])
  outcome!: 'grade_stands' | 'grade_changed';
  @Label('The new grade, where it was changed', { optional: true })
  grade?: string | null;
  @Parts('The domains changed', () => DomainChangeBody, { optional: true })
  domains?: DomainChangeBody[] | null;
  @Text('Why')
  rationale!: string;
  @Text('Why a better overall grade stands than the settings leave, where they let it', { optional: true })
  exceptionReason?: string | null;
}

export class AgreeActionBody {
  @Text('What is to be done')
  text!: string;
  @Id('Who does it')
  ownerId!: string;
  @Day('The last day for it; the settings decide where it is left out', { optional: true })
  due?: string | null;
  @Label('Key of the domain it belongs to', { optional: true })
  domain?: string | null;
}

export class ActionNoteBody {
  @Id('The action')
  actionId!: string;
  @Text('A note')
  note!: string;
}

export class CompleteActionBody {
  @Id('The action')
  actionId!: string;
  @Text('What shows that it was done')
  evidence!: string;
  @Text('Where that stands in the case system', { optional: true })
  evidenceReference?: string | null;
}

export class VerifyActionBody {
  @Id('The action')
  actionId!: string;
  @Text('A note', { optional: true })
  note?: string | null;
}

export class ActionReasonBody {
  @Id('The action')
  actionId!: string;
  @Text('Why')
  reason!: string;
}

export class ActionDueBody extends ActionReasonBody {
  @Day('The new last day for it')
  due!: string;
}

export class ScheduleReauditBody {
  @Day('When; the settings decide where it is left out', { optional: true })
  dueOn?: string | null;
}

export class CorrectionBody {
  @Choice('What is put right', [
    'auditedOn',
    'finalGrade',
    'domainGrade',
    'standard',
    'finding',
    'familyContact',
    'note',
  ] satisfies CorrectedField[])
  field!: CorrectedField;
  @Label('The domain whose grade is put right', { optional: true })
  domain?: string | null;
  @Label('The standard whose answer is put right', { optional: true })
  standard?: string | null;
  @Label('What was recorded', { optional: true })
  from?: string | null;
  @Label('What it should have been', { optional: true })
  to?: string | null;
  @Part('The finding as it should have been', () => RecordFindingBody, { optional: true })
  finding?: RecordFindingBody | null;
  @Part('The contact with the family as it should have been', () => FamilyContactBody, { optional: true })
  familyContact?: FamilyContactBody | null;
}

export class CorrectRecordBody {
  @Id('The id of the event that was wrong')
  corrects!: string;
  @Part('What is put right', () => CorrectionBody)
  change!: CorrectionBody;
  @Text('Why')
  reason!: string;
  @Text('Why a better overall grade stands than the settings leave, where they let it', { optional: true })
  exceptionReason?: string | null;
}

export class ReassignPractitionerBody {
  @Id('The new case holder')
  to!: string;
  @Text('Why')
  reason!: string;
}

export class ChangeTeamBody {
  @Id('The new team')
  teamId!: string;
  @Text('Why')
  reason!: string;
}

export class MoveDeadlinesBody {
  @Label('What changed in the calendar')
  because!: string;
}

export class RetrospectiveGradeBody {
  @Label('The grade')
  grade!: string;
  @Text('Why')
  rationale!: string;
}
