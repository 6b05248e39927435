import type {
  StandardAnswer,
  ContactOutcome,
  Correction,
  DomainChange,
  DomainGrade,
  Participant,
  AuditOrigin,
  OtherGrader,
} from './events.js';

/** Why a better overall grade stands than a limit of the settings leaves, where it may; otherwise null or left out. */
type ExceptionReason = string | null;

/** One member of the union for each imperative of the lifecycle. All text is clear here and sealed when it is recorded. */
export type AuditCommand =
  | {
      type: 'SelectAudit';
      auditId: string;
      origin: AuditOrigin;
      sampleId: string | null;
      activity: string;
      subjectId: string;
      service: string | null;
      teamId: string | null;
      team: string | null;
      practitionerId: string | null;
      workerMatched: boolean;
      /** Who else works the case, as a care leaver's personal adviser does; left out where nobody does. */
      otherPractitioners?: readonly string[];
      /** False where the name of one of these others matched nobody: allocation then needs a recorded independence check. */
      otherWorkersMatched?: boolean;
      period: string;
      reauditOf: string | null;
      replaces: string | null;
    }
  | { type: 'AllocateAuditor'; auditorId: string; independenceNote: string | null }
  | { type: 'AcceptAudit' }
  | { type: 'DeclareConflict'; reason: string }
  | { type: 'ReallocateAuditor'; auditorId: string; reason: string; independenceNote: string | null }
  | { type: 'SubstituteSubject'; reasonCode: string; reason: string; approvedBy: string }
  | { type: 'ExemptAudit'; reasonCode: string; reason: string; approvedBy: string }
  | { type: 'WithdrawAudit'; reasonCode: string; reason: string; approvedBy: string }
  | { type: 'ScheduleConversation'; on: string; participants: readonly Participant[] }
  | { type: 'RecordConversation'; on: string; participants: readonly Participant[]; summary: string }
  | { type: 'RecordConversationNotHeld'; reasonCode: string; reason: string }
  | {
      type: 'RecordFamilyContact';
      with: 'child' | 'parent_or_carer' | 'other';
      outcome: ContactOutcome;
      rating: string | null;
      words: string | null;
    }
  | { type: 'RecordOtherGrade'; of: OtherGrader; agency: string | null; grade: string; reason: string | null }
  | { type: 'GradeDomain'; domain: string; grade: string; rationale: string }
  | { type: 'AssessStandard'; standard: string; answer: StandardAnswer; note: string | null }
  | { type: 'RecordFinding'; kind: 'strength' | 'improvement'; theme: string; text: string }
  | {
      /** First time: the first grade. After a return: the revised one. */
      type: 'SubmitFirstGrade';
      grade: string | null;
      rationale: string;
      auditedOn: string;
      atRisk: boolean;
      /** Needed when atRisk: becomes the safety concern's reason. */
      riskReason: string | null;
      exceptionReason?: ExceptionReason;
    }
  | { type: 'RaiseSafetyConcern'; reason: string }
  | { type: 'AcknowledgeSafetyConcern'; concernId: string; note: string | null }
  | { type: 'ResolveSafetyConcern'; concernId: string; outcome: string }
  | { type: 'ClaimModeration' }
  | { type: 'ReleaseModeration'; reason: string | null }
  | {
      type: 'RecordModeratorGrade';
      grade: string;
      rationale: string;
      domains: readonly DomainGrade[];
      exceptionReason?: ExceptionReason;
    }
  | { type: 'UpholdGrade'; rationale: string | null }
  | {
      type: 'ChangeGrade';
      grade: string;
      rationale: string;
      domains: readonly DomainChange[];
      exceptionReason?: ExceptionReason;
    }
  | { type: 'ReturnToAuditor'; reason: string }
  | { type: 'ShareOutcome' }
  | { type: 'AcknowledgeOutcome'; comment: string | null }
  | { type: 'RecordResponse'; plan: string }
  | { type: 'RequireResponse'; respondBy: string | null }
  | { type: 'DisputeOutcome'; grounds: string }
  | {
      type: 'ResolveDispute';
      outcome: 'grade_stands' | 'grade_changed';
      grade: string | null;
      domains: readonly DomainChange[];
      rationale: string;
      exceptionReason?: ExceptionReason;
    }
  | { type: 'FinaliseAudit' }
  | { type: 'AgreeAction'; text: string; ownerId: string; due: string | null; domain: string | null }
  | { type: 'UpdateProgress'; actionId: string; note: string }
  | { type: 'CompleteAction'; actionId: string; evidence: string; evidenceReference: string | null }
  | { type: 'VerifyAction'; actionId: string; note: string | null }
  | { type: 'ReopenAction'; actionId: string; reason: string; due: string }
  | { type: 'CancelAction'; actionId: string; reason: string }
  | { type: 'ChangeDueDate'; actionId: string; due: string; reason: string }
  | { type: 'RecordRetrospectiveGrade'; grade: string; rationale: string }
  | { type: 'ScheduleReaudit'; dueOn: string | null }
  | { type: 'CloseAudit' }
  | {
      type: 'CorrectRecord';
      corrects: string;
      change: Correction | CorrectedFinding | CorrectedContact;
      reason: string;
      exceptionReason?: ExceptionReason;
    }
  | { type: 'ReassignPractitioner'; to: string; reason: string }
  | { type: 'ChangeTeam'; teamId: string; reason: string }
  | { type: 'ReopenAudit'; reason: string }
  /** The system's, when the calendar has changed. */
  | { type: 'MoveDeadlines'; because: string };

/** A finding as it should have been recorded. */
export interface CorrectedFinding {
  readonly field: 'finding';
  readonly kind: 'strength' | 'improvement';
  readonly theme: string;
  readonly text: string;
}

/** A contact with the family as it should have been recorded. */
export interface CorrectedContact {
  readonly field: 'familyContact';
  readonly with: 'child' | 'parent_or_carer' | 'other';
  readonly outcome: ContactOutcome;
  readonly rating: string | null;
  readonly words: string | null;
}

export type AuditCommandName = AuditCommand['type'];
