import type { Personal } from '../personal.js';
import type { IndependenceRules, Office, StageUse } from '../settings/programme-settings.js';

/** Why an audit exists. Directed picks are kept apart in statistics. */
export const AUDIT_ORIGINS = ['sample', 'directed', 'substitute', 'reaudit'] as const;
export type AuditOrigin = (typeof AUDIT_ORIGINS)[number];
export const STANDARD_ANSWERS = ['met', 'not_met', 'na'] as const;
export type StandardAnswer = (typeof STANDARD_ANSWERS)[number];
export const CONTACT_OUTCOMES = ['spoken', 'declined', 'not_appropriate', 'unable', 'no_answer'] as const;
/** `no_answer`: tried without reaching anybody, where the tool counts attempts before they are `unable` to be reached. */
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];
/** Which rule sent a first grade to a moderator; `random` and the rest are reported apart. */
export type ModerationReason = 'all' | 'random' | 'grade' | 'new_auditor' | 'disagreement' | 'at_risk';
/** Whose overall grade is set beside the auditor's first one. */
export type OtherGrader = 'practitioner' | 'team_manager' | 'partner_agency';
/** How urgent an action is, where it is not due on a day that somebody chose: working days but for today. */
export const ACTION_URGENCIES = ['today', '5-days', '20-days'] as const;
export type ActionUrgency = (typeof ACTION_URGENCIES)[number];
/** Whom an action is for. One for the service joins the improvement plan. */
export const ACTION_SCOPES = ['child', 'siblings', 'team', 'service'] as const;
export type ActionScope = (typeof ACTION_SCOPES)[number];
export const REVIEW_OUTCOMES = ['continues', 'done'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];
export const EXTENSION_OUTCOMES = ['granted', 'declined'] as const;
export type ExtensionOutcome = (typeof EXTENSION_OUTCOMES)[number];
export interface DomainGrade {
  readonly domain: string;
  readonly grade: string;
}
export interface DomainChange {
  readonly domain: string;
  readonly from: string;
  readonly to: string;
}
/** What follows once a plan stands. */
export interface PlanStands {
  /** Left out where it is not reviewed. */
  readonly reviewBy?: string;
  /** Who is told of it and may read it; left out where nobody is. */
  readonly copies?: readonly string[];
}
export interface StandardAssessed {
  readonly standard: string;
  readonly answer: StandardAnswer;
}
/** An answer to a question of the tool: a word of its scale, or `na`. */
export interface QuestionAnswered {
  readonly question: string;
  readonly answer: string;
}
/** A statement that was written, with its word where the tool has a scale for it. */
export interface StatementValued {
  readonly statement: string;
  readonly value: string | null;
}
/** What a submission or a finalised audit says besides, where its tool asks for it; left out otherwise. */
interface AlsoAsked {
  answers?: readonly QuestionAnswered[];
  statements?: readonly StatementValued[];
}
/**
 * From which day, and for how many working days, the deadline in an event was counted, so that it can be counted again
 * when the calendar changes. Null where a person chose the date or where it does not depend on the calendar.
 */
export interface Counted {
  readonly from: string;
  readonly days: number;
}
/** What its audit type asks of an audit, as it was when the audit was selected. */
export interface AuditPlan {
  readonly conversation: StageUse;
  readonly familyContact: StageUse;
  /** `required`: every audit of the type is moderated; `optional`: those the moderation policy picks. */
  readonly moderation: StageUse;
  readonly dispute: StageUse;
  readonly graded: boolean;
}
export interface Participant {
  readonly as: 'practitioner' | 'team_manager' | 'independent_chair';
  readonly personId: string | null;
}

/**
 * Stream `audit-<id>`. Every step of an audit. Dates are London dates, deadlines (`…By`) are the last day that is in time.
 * Events with personal fields carry `subjectId`, whose key they are sealed with.
 */
export type AuditEvent =
  // selection
  | {
      type: 'audit-selected';
      data: {
        auditId: string;
        /** What people quote: derived from the id, says nothing of the subject. */
        reference: string;
        origin: AuditOrigin;
        sampleId: string | null;
        activity: string;
        subjectId: string;
        subjectType: string;
        service: string | null;
        teamId: string | null;
        /** The team's name as the caseload writes it. */
        team: string | null;
        practitionerId: string | null;
        /** False where the worker's name matched nobody: allocation then needs a recorded independence check. */
        workerMatched: boolean;
        /** Who else works the case, as a care leaver's personal adviser does; left out where nobody does. */
        otherPractitioners?: readonly string[];
        /** False where the name of one of these others matched nobody: allocation then needs a recorded independence check. */
        otherWorkersMatched?: boolean;
        period: string;
        settingsVersion: number;
        tool: { key: string; version: number };
        scale: string | null;
        pilot: boolean;
        reauditOf: string | null;
        replaces: string | null;
        plan: AuditPlan;
        /** The rules of the settings then; left out by audits selected before they could be chosen: all hold. */
        independence?: IndependenceRules;
        selectedOn: string;
        allocateBy: string;
        counted: Counted | null;
      };
    }
  | {
      /** An earlier audit from a spreadsheet: final as it stands. */
      type: 'audit-imported';
      data: {
        auditId: string;
        reference: string;
        importedRef: Personal;
        subjectId: string;
        subjectType: string;
        subjectRef: Personal;
        activity: string;
        service: string | null;
        team: string | null;
        /** Keyed pseudonyms of the spreadsheet's references. */
        worker: string | null;
        auditor: string | null;
        auditorRole: string | null;
        auditedOn: string;
        scale: string | null;
        firstGrade: string | null;
        moderated: boolean;
        finalGrade: string | null;
        atRisk: boolean;
        domains: readonly DomainGrade[];
        standards: readonly StandardAssessed[];
        /** The import that brought it; left out by those from before imports had manifests. */
        importId?: string;
      };
    }
  // allocation
  | {
      type: 'auditor-allocated';
      data: {
        auditorId: string;
        /** How many audits this auditor had been given before, for the new-auditor rule. */
        auditorAuditsBefore: number;
        acceptBy: string;
        counted: Counted | null;
        /** Needed where the worker matched nobody. */
        independenceCheck: { checkedBy: string; note: Personal } | null;
        subjectId: string;
      };
    }
  | { type: 'audit-accepted'; data: { auditorId: string; gradeBy: string; counted: Counted | null } }
  | {
      type: 'conflict-declared';
      data: { auditorId: string; reason: Personal; allocateBy: string; counted: Counted | null; subjectId: string };
    }
  | {
      type: 'auditor-reallocated';
      data: {
        from: string | null;
        auditorId: string;
        auditorAuditsBefore: number;
        reason: Personal;
        acceptBy: string;
        counted: Counted | null;
        independenceCheck: { checkedBy: string; note: Personal } | null;
        subjectId: string;
      };
    }
  | {
      type: 'subject-substituted';
      data: { reason: Personal; reasonCode: string; approvedBy: string; subjectId: string };
    }
  | { type: 'audit-exempted'; data: { reason: Personal; reasonCode: string; approvedBy: string; subjectId: string } }
  | {
      type: 'audit-withdrawn';
      data: { reason: Personal; reasonCode: string; approvedBy: string; subjectId: string };
    }
  // conversation and family contact
  | {
      type: 'conversation-scheduled';
      /** `at`: the time on a clock in London, where one was said. */
      data: { on: string; at?: string; participants: readonly Participant[] };
    }
  | {
      type: 'conversation-recorded';
      data: { on: string; participants: readonly Participant[]; summary: Personal; subjectId: string };
    }
  | { type: 'conversation-not-held'; data: { reasonCode: string; reason: Personal; subjectId: string } }
  | {
      type: 'family-contact-recorded';
      data: {
        contactId: string;
        with: 'child' | 'parent_or_carer' | 'other';
        outcome: ContactOutcome;
        rating: string | null;
        words: Personal | null;
        /** Where the tool needs the child and parents or carers asked apart. Left out otherwise. */
        apart?: true;
        subjectId: string;
      };
    }
  | {
      /** How somebody else on the case would grade it, said before the first grade is submitted. Grades nothing by itself. */
      type: 'other-grade-recorded';
      data: {
        otherGradeId: string;
        of: OtherGrader;
        /** `health`, `police`, …: of a partner agency only. */
        agency: string | null;
        grade: string;
        reason: Personal | null;
        recordedBy: string;
        subjectId: string;
      };
    }
  // first grading
  | { type: 'domain-graded'; data: { domain: string; grade: string; rationale: Personal; subjectId: string } }
  | {
      type: 'standard-assessed';
      data: { standard: string; answer: StandardAnswer; note: Personal | null; subjectId: string };
    }
  | {
      /** Answers to questions of a domain: those given at once, each in the place of an earlier one. */
      type: 'questions-answered';
      data: {
        domain: string;
        answers: readonly (QuestionAnswered & { readonly reason: Personal | null })[];
        subjectId: string;
      };
    }
  | { type: 'statement-written'; data: StatementValued & { readonly text: Personal; readonly subjectId: string } }
  | {
      type: 'finding-recorded';
      data: { findingId: string; kind: 'strength' | 'improvement'; theme: string; text: Personal; subjectId: string };
    }
  | {
      type: 'first-grade-submitted';
      data: {
        /** Null for an ungraded type. Stands for good. */
        grade: string | null;
        rationale: Personal;
        auditedOn: string;
        atRisk: boolean;
        domains: readonly DomainGrade[];
        standards: readonly StandardAssessed[];
        /** The auditor, or who stood in for them. */
        submittedBy: string;
        /** What they are in the council besides (`auditor-group.ts`). Left out by audits submitted before it was recorded. */
        auditorGroup?: string;
        subjectId: string;
      } & AlsoAsked;
    }
  | {
      /** After a return: what is revised stands beside the first grade and never enters first x final. */
      type: 'grade-resubmitted';
      data: {
        revisedGrade: string | null;
        rationale: Personal;
        domains: readonly DomainGrade[];
        standards: readonly StandardAssessed[];
        atRisk: boolean;
        submittedBy: string;
        moderateBy: string;
        counted: Counted | null;
        subjectId: string;
        /** As of `moderation-required`, by the revised grade. */
        by?: readonly Office[];
      } & AlsoAsked;
    }
  | {
      /** With whichever event gives the grade: an overall grade better than limits of the settings leave, and why. */
      type: 'overall-grade-excepted';
      data: {
        grade: string;
        /** Keys of the limits it goes beyond. */
        limits: readonly string[];
        reason: Personal;
        givenBy: string;
        subjectId: string;
      };
    }
  // safety
  | {
      type: 'safety-concern-raised';
      data: {
        concernId: string;
        raisedBy: string;
        reason: Personal;
        acknowledgeBy: string;
        withSubmission: boolean;
        subjectId: string;
      };
    }
  | {
      type: 'safety-concern-acknowledged';
      data: {
        concernId: string;
        acknowledgedBy: string;
        note: Personal | null;
        resolveBy: string;
        counted: Counted | null;
        subjectId: string;
      };
    }
  | {
      type: 'safety-concern-resolved';
      data: { concernId: string; resolvedBy: string; outcome: Personal; subjectId: string };
    }
  // moderation
  | {
      type: 'moderation-required';
      data: {
        reasons: readonly ModerationReason[];
        blind: boolean;
        moderateBy: string;
        counted: Counted | null;
        /** Who alone moderates this grade by the settings; left out where whoever moderates may. */
        by?: readonly Office[];
      };
    }
  | { type: 'moderation-not-required'; data: { shareBy: string; counted: Counted | null } }
  | {
      type: 'moderation-claimed';
      data: {
        moderatorId: string;
        /** Where no moderator was there who might: it had fallen to them. Left out otherwise. */
        inPlace?: true;
      };
    }
  | {
      type: 'moderation-released';
      data: { moderatorId: string; releasedBy: string; reason: Personal | null; subjectId: string };
    }
  | {
      type: 'moderator-grade-recorded';
      data: {
        moderatorId: string;
        grade: string;
        rationale: Personal;
        domains: readonly DomainGrade[];
        subjectId: string;
      };
    }
  | {
      type: 'grade-upheld';
      data: {
        moderatorId: string;
        grade: string;
        rationale: Personal | null;
        shareBy: string;
        counted: Counted | null;
        subjectId: string;
      };
    }
  | {
      type: 'grade-changed';
      data: {
        moderatorId: string;
        from: string;
        to: string;
        rationale: Personal;
        domains: readonly DomainChange[];
        shareBy: string;
        counted: Counted | null;
        subjectId: string;
      };
    }
  | {
      /** The moderator gives a statement another word of its scale; its text stays the auditor's. */
      type: 'statement-value-changed';
      data: {
        statement: string;
        from: string;
        to: string;
        reason: Personal;
        moderatorId: string;
        subjectId: string;
      };
    }
  | {
      /** A moderator would change the grade to one that others decide on by the settings: the moderation is theirs now. */
      type: 'moderation-passed-on';
      data: {
        moderatorId: string;
        to: string;
        rationale: Personal;
        domains: readonly DomainChange[];
        by: readonly Office[];
        moderateBy: string;
        counted: Counted | null;
        subjectId: string;
      };
    }
  | {
      type: 'returned-to-auditor';
      data: { moderatorId: string; reason: Personal; gradeBy: string; counted: Counted | null; subjectId: string };
    }
  // sharing and dispute
  | {
      type: 'outcome-shared';
      data: {
        on: string;
        grade: string | null;
        with: readonly string[];
        /** Left out by audits shared before it was recorded. */
        sharedBy?: string;
        /** Null where the audit type has no dispute window. */
        disputeBy: string | null;
        counted: Counted | null;
      };
    }
  | {
      type: 'response-required';
      data: {
        ownerId: string | null;
        grade: string;
        respondBy: string;
        counted: Counted | null;
        /** Who is to sign the plan off; left out where nobody is. */
        signedOffBy?: Office;
      };
    }
  | {
      type: 'response-recorded';
      data: {
        respondedBy: string;
        plan: Personal;
        subjectId: string;
        /** Left out where nobody signs it off: then it stands. */
        signOffBy?: string;
        counted?: Counted | null;
      } & PlanStands;
    }
  | {
      type: 'response-signed-off';
      data: { signedOffBy: string; note: Personal | null; subjectId: string; counted?: Counted | null } & PlanStands;
    }
  | {
      type: 'response-sent-back';
      data: { sentBackBy: string; reason: Personal; respondBy: string; counted: Counted | null; subjectId: string };
    }
  | {
      type: 'response-reviewed';
      data: {
        reviewedBy: string;
        on: string;
        found: Personal;
        outcome: ReviewOutcome;
        subjectId: string;
        /** Of a plan that continues: when it is reviewed next. */
        reviewBy?: string;
        counted?: Counted | null;
      };
    }
  | {
      type: 'outcome-acknowledged';
      data: { personId: string; as: 'practitioner' | 'team_manager'; comment: Personal | null; subjectId: string };
    }
  | {
      type: 'outcome-disputed';
      data: {
        disputedBy: string;
        as: 'practitioner' | 'team_manager';
        grounds: Personal;
        resolveBy: string;
        counted: Counted | null;
        subjectId: string;
      };
    }
  | {
      type: 'dispute-resolved';
      data: {
        panelMemberId: string;
        outcome: 'grade_stands' | 'grade_changed';
        /** The grade that stands now; null for an ungraded type. */
        grade: string | null;
        domains: readonly DomainChange[];
        rationale: Personal;
        subjectId: string;
      };
    }
  // finalising
  | {
      type: 'audit-finalised';
      data: {
        /** `no_window`: the audit type has no dispute stage. */
        because: 'acknowledged' | 'window_passed' | 'dispute_resolved' | 'no_window';
        on: string;
        auditedOn: string;
        firstGrade: string | null;
        moderatedGrade: string | null;
        finalGrade: string | null;
        domains: readonly { readonly domain: string; readonly first: string; readonly final: string }[];
        standards: readonly StandardAssessed[];
        /** By when the summary is put on the child's record; left out where it is not asked for. */
        fileBy?: string;
        counted?: Counted | null;
      } & AlsoAsked;
    }
  | {
      /** The summary was put into the case system. */
      type: 'audit-filed';
      data: { on: string; recordReference: Personal; filedBy: string; subjectId: string };
    }
  // actions
  | {
      type: 'action-agreed';
      data: {
        actionId: string;
        text: Personal;
        ownerId: string;
        due: string;
        counted: Counted | null;
        domain: string | null;
        subjectId: string;
        /** Left out where a day was chosen, or where the settings gave it. */
        urgency?: ActionUrgency;
        /** Of one that is due today: who acknowledges it, and who agreed it. */
        managerId?: string;
        agreedBy?: string;
        /** The finding it comes from. */
        findingId?: string;
        scope?: ActionScope;
      };
    }
  | {
      type: 'action-acknowledged';
      data: { actionId: string; acknowledgedBy: string; note: Personal | null; subjectId: string };
    }
  | {
      /** What this audit asks for is open already, there: it is done there, and not twice. */
      type: 'action-linked';
      data: { linkId: string; toAudit: string; toAction: string; linkedBy: string };
    }
  | { type: 'action-progress-updated'; data: { actionId: string; note: Personal; subjectId: string } }
  | {
      type: 'action-completed';
      data: {
        actionId: string;
        evidence: Personal;
        evidenceReference: Personal | null;
        completedBy: string;
        verifyBy: string;
        counted: Counted | null;
        subjectId: string;
      };
    }
  | {
      type: 'action-verified';
      data: { actionId: string; verifiedBy: string; note: Personal | null; subjectId: string };
    }
  | { type: 'action-reopened'; data: { actionId: string; reason: Personal; due: string; subjectId: string } }
  | { type: 'action-cancelled'; data: { actionId: string; reason: Personal; subjectId: string } }
  | {
      type: 'action-due-changed';
      data: { actionId: string; from: string; to: string; reason: Personal; subjectId: string };
    }
  // later
  | {
      type: 'retrospective-grade-recorded';
      data: { moderatorId: string; grade: string; rationale: Personal; subjectId: string };
    }
  | {
      /** Whether an audit is of the share of its grade that is audited again (`audit/reaudit-draw.ts`). */
      type: 'reaudit-drawn';
      data: {
        grade: string;
        /** As the settings have them, in order. */
        shares: readonly { readonly share: number; readonly afterMonths: number }[];
        /** `drawKey` of the seed, at position 1. */
        seed: string;
        key: string;
        /** Null where it is not chosen. */
        afterMonths: number | null;
      };
    }
  | { type: 'reaudit-scheduled'; data: { reauditId: string; dueOn: string } }
  | { type: 'audit-closed'; data: { on: string } }
  // any time
  | {
      type: 'record-corrected';
      data: {
        /** Id of the event that was wrong. */
        corrects: string;
        change: Correction;
        reason: Personal;
        subjectId: string;
      };
    }
  | {
      /** A finding as it should have been recorded. */
      type: 'finding-corrected';
      data: {
        corrects: string;
        findingId: string;
        kind: 'strength' | 'improvement';
        theme: string;
        text: Personal;
        reason: Personal;
        subjectId: string;
      };
    }
  | {
      /** A contact with the family as it should have been recorded. */
      type: 'family-contact-corrected';
      data: {
        corrects: string;
        contactId: string;
        with: 'child' | 'parent_or_carer' | 'other';
        outcome: ContactOutcome;
        rating: string | null;
        words: Personal | null;
        /** As in the entry that was wrong. */
        apart?: true;
        reason: Personal;
        subjectId: string;
      };
    }
  | {
      type: 'practitioner-reassigned';
      data: { from: string | null; to: string; reason: Personal; subjectId: string };
    }
  | {
      type: 'audit-team-changed';
      data: { teamId: string; team: string; service: string | null; reason: Personal; subjectId: string };
    }
  | { type: 'audit-reopened'; data: { reason: Personal; subjectId: string } }
  // more time
  | {
      /** Somebody asks for more time for what they owe. */
      type: 'extension-asked';
      data: {
        extensionId: string;
        /** `grade`, `respond`, `action:<id>`, … */
        obligation: string;
        askedBy: string;
        from: string;
        to: string;
        reason: Personal;
        /** True where it is short enough for the line manager of whoever asks; who else decides, `by` says. */
        managerDecides: boolean;
        by: readonly Office[];
        decideBy: string;
        counted: Counted | null;
        subjectId: string;
      };
    }
  | {
      /** Granted, the obligation is due on `to`, which no calendar moves; declined, the date stays. */
      type: 'extension-decided';
      data: {
        extensionId: string;
        obligation: string;
        askedBy: string;
        outcome: ExtensionOutcome;
        from: string;
        to: string;
        decidedBy: string;
        note: Personal | null;
        subjectId: string;
      };
    }
  /** A calendar change moved open deadlines. `obligation` is `accept`, `grade`, `action:<id>`, … */
  | {
      type: 'deadlines-moved';
      data: { because: string; moves: readonly { obligation: string; from: string; to: string }[] };
    };

/** What a correction may put right. History is never edited: the wrong event stays and is named. */
export type Correction =
  | { readonly field: 'auditedOn'; readonly from: string; readonly to: string }
  | { readonly field: 'finalGrade'; readonly from: string; readonly to: string }
  | { readonly field: 'domainGrade'; readonly domain: string; readonly from: string; readonly to: string }
  | {
      readonly field: 'standard';
      readonly standard: string;
      readonly from: StandardAnswer;
      readonly to: StandardAnswer;
    }
  | { readonly field: 'answer'; readonly question: string; readonly from: string; readonly to: string }
  | { readonly field: 'statement'; readonly statement: string; readonly from: string; readonly to: string }
  | { readonly field: 'note' };

export type AuditEventType = AuditEvent['type'];
