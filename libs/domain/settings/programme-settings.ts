import type { Concordance } from '../grading/concordance.js';
import type { GradeScale } from '../grading/grade-scale.js';
import type { OverallGradeLimit } from '../grading/overall-grade-limit.js';
import type { FamilyVoice } from '../questions/family-voice.js';
import type { AnswerScale, Descriptor, ToolQuestion, Statement } from '../questions/questions.js';
import { ROLES, type Role } from '../roles.js';

/** How many working days an obligation lasts. Keys are what the workflow table names. */
export interface DeadlineDays {
  readonly allocate: number;
  readonly accept: number;
  readonly grade: number;
  readonly moderate: number;
  readonly share: number;
  readonly dispute: number;
  readonly resolveDispute: number;
  readonly respond: number;
  readonly actionByGrade: Readonly<Record<string, number>>;
  readonly actionOtherwise: number;
  readonly verify: number;
  readonly reaudit: number;
}

/**
 * Whether a stage of the lifecycle happens for an audit type. Moderation `required` sends every audit of the type to a
 * moderator; `optional` leaves it to the moderation policy. A dispute window opens unless it is `skipped`.
 */
export type StageUse = 'required' | 'optional' | 'skipped';

export interface AuditType {
  /** `deep-dive`, `case-file`, `foster-carer`, `supervision`, `multi-agency`, `ungraded`, … */
  readonly key: string;
  readonly label: string;
  /** What earlier spreadsheets call it; names are matched to key, label and aliases in any case and spacing. */
  readonly aliases?: readonly string[];
  readonly subjectType: SubjectType;
  readonly tool: string;
  readonly stages: {
    readonly conversation: StageUse;
    readonly familyContact: StageUse;
    readonly moderation: StageUse;
    readonly dispute: StageUse;
  };
  /** False where the service is not graded: no grades, no moderation, no response. */
  readonly graded: boolean;
}

export const SUBJECT_TYPES = ['child', 'family', 'foster_carer', 'supervision', 'early_help'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

export interface AuditTool {
  readonly key: string;
  readonly version: number;
  readonly label: string;
  /** Key of a grade scale; null for an ungraded tool. */
  readonly scale: string | null;
  readonly lookbackMonths: number;
  readonly domains: readonly {
    readonly key: string;
    readonly label: string;
    readonly aliases?: readonly string[];
    readonly prompt: string;
    readonly required: boolean;
    /** One a grade, of those that have one. */
    readonly descriptors?: readonly Descriptor[];
    readonly questions?: readonly ToolQuestion[];
  }[];
  readonly standards: readonly { readonly key: string; readonly label: string; readonly aliases?: readonly string[] }[];
  readonly themes: readonly string[];
  /** A pilot's audits stay outside published judgements. */
  readonly pilot: boolean;
  /** Words that questions and statements are answered with. Left out, as all that follows, where the tool asks nothing so. */
  readonly answerScales?: readonly AnswerScale[];
  readonly statements?: readonly Statement[];
  readonly family?: FamilyVoice;
}

/** Which first grades go to a moderator. Several rules combine: any that says yes does. */
export interface ModerationPolicy {
  readonly all: boolean;
  /** 0 to 100: a random share, kept apart in statistics. */
  readonly percentage: number;
  readonly risk: {
    /** Grade keys always moderated. */
    readonly grades: readonly string[];
    /** A new auditor's first N audits. */
    readonly newAuditorFirst: number;
    /** Where the practitioner, the team manager or a partner agency would grade otherwise; left out, it does too. */
    readonly disagreement?: boolean;
  };
  /** The moderator grades before seeing the first grade. */
  readonly blind: boolean;
}

/**
 * Who may not audit or moderate a case. That whoever graded it moderates it, or that whoever declared a conflict takes it
 * after all, no council can allow.
 */
export interface IndependenceRules {
  /** Not who holds or held the case. */
  readonly caseHolder: boolean;
  /** Not who manages the case holder, or the team that holds the case. */
  readonly manager: boolean;
  /** Not who belongs to that team. */
  readonly sameTeam: boolean;
  /** Not who reports to the case holder, or to the case holder's manager. */
  readonly lineReport: boolean;
}

/** What a draw can be spread over. */
export const SPREAD_OVER = ['service', 'team', 'status'] as const;
export type SpreadOver = (typeof SPREAD_OVER)[number];

export interface DrawRules {
  readonly size:
    { readonly kind: 'fixed'; readonly count: number } | { readonly kind: 'percent'; readonly percent: number };
  readonly stratum: SpreadOver | null;
  /** How many cases of each named stratum, in place of a proportional share. Their sum is the fixed size. */
  readonly quotas?: Readonly<Record<string, number>> | null;
  /** Reserves drawn for each selected case. */
  readonly reservesPerSelected: number;
  readonly cooldownMonths: number;
  readonly activity: string;
}

/** How often a round is drawn. A half-year and a year are of the financial year; `once` is once in each. */
export const ROUND_LENGTHS = ['month', 'quarter', 'half-year', 'once'] as const;
export type RoundLength = (typeof ROUND_LENGTHS)[number];

/**
 * A part of the programme that is drawn again and again: the monthly audits, a quarterly deep dive, a practice week. On the
 * first working day of its month in each period its draw is owed. Always current, never pinned: a draw records its own rules.
 */
export interface Round {
  /** Never changed once a sample was drawn for it. */
  readonly key: string;
  readonly label: string;
  /** Key of the audit type. */
  readonly activity: string;
  readonly every: RoundLength;
  /** Month numbers in which it is drawn: the first of them in each period. None is any month but the excluded; one for `once`. */
  readonly months: readonly number[];
  /** Null for the size, the stratum and the quotas of `draw`, unless `quotas` stand here. */
  readonly size: DrawRules['size'] | null;
  readonly quotas: Readonly<Record<string, number>> | null;
  readonly stratum: SpreadOver | null;
  /** What it looks at; null for a random round. Reports count themed rounds apart. */
  readonly theme: string | null;
  /** Audits done in a financial year that the council wants of it; null for none. */
  readonly targetPerYear: number | null;
  /** Key of the round it replaces: whoever audits in this one is not expected in that one in the same period. */
  readonly replaces: string | null;
}

/** By what reports group auditors: what they are in the council besides. Source: `auditor-group.ts`. */
export const AUDITOR_GROUPS = ['Head of service', 'Leader', 'Team manager', 'Practitioner', 'auditor'] as const;
export type AuditorGroup = (typeof AUDITOR_GROUPS)[number];

/**
 * How many audits are expected in each period of everybody who holds a role, of everybody of a group of auditors, or of one
 * person: one of the three is named. Always current, never pinned: what was expected of whom in a period is recorded in it.
 */
export interface Expectation {
  readonly key: string;
  readonly label: string;
  /** Of each of them. */
  readonly audits: number;
  readonly every: RoundLength;
  readonly role: Role | null;
  readonly group: AuditorGroup | null;
  readonly personId: string | null;
  /** Key of the round whose audits count; null where any audit does. */
  readonly round: string | null;
}

/** When messages go out, and what a person may choose. Times are London times, `HH:mm`; always current, never pinned. */
export interface NotificationSettings {
  /** No message goes out from the evening until the morning, nor on a day that is no working day. */
  readonly quietHours: { readonly from: string; readonly to: string };
  /** Whether people get one message a working day instead of one for each reminder. */
  readonly digest: 'never' | 'offered' | 'always';
  readonly digestAt: string;
  /** Whether a person may do with the tasks on their home page alone. Escalations and safety concerns come all the same. */
  readonly mayTurnOff: boolean;
}

/** Who resolves disputes: whoever has one of the roles, and the people named. Whoever took part in an audit is left out. */
export interface DisputesPanel {
  readonly roles: readonly Role[];
  /** Ids of people. */
  readonly people: readonly string[];
}

/**
 * Who answers where nobody the workflow table names is there, and who sits on the disputes panel. People are named by id.
 * Always current, never pinned.
 */
export interface Responsibilities {
  /** One a service, as the caseload writes it, in any case and spacing. */
  readonly headsOfService: readonly { readonly service: string; readonly personId: string }[];
  readonly programmeLead: string | null;
  readonly disputesPanel: DisputesPanel;
}

/** Whom a step may be somebody's by: everybody of a role, the head of the case's service, the programme lead. */
export const OFFICES = ['head_of_service', 'programme_lead', ...ROLES] as const;
export type Office = (typeof OFFICES)[number];

/** What a grade calls for besides the stages. Asked for by several published frameworks. */
export interface GradeResponse {
  readonly grade: string;
  /** Who moderates it: any of these. None is whoever moderates at all, by the moderation policy; some is always. */
  readonly moderatedBy: readonly Office[];
  /** Within how many working days a response plan is due; null for `deadlines.respond`, and then only where `responseGrades` has the grade. */
  readonly planDueInWorkingDays: number | null;
  /** Who signs the plan off or sends it back, which its writer never does; null for nobody. */
  readonly signedOffBy: Office | null;
  /** When the plan is reviewed, from the day on which it stands; null for never. */
  readonly reviewAfterWorkingDays: number | null;
  /** Who is told of the plan once it stands, and may read it. */
  readonly copiesTo: { readonly roles: readonly Office[]; readonly people: readonly string[] };
}

/** A share of the audits that end at a grade is audited again so many months after. Shares of one grade are of different audits. */
export interface ReauditShare {
  readonly grade: string;
  /** 1 to 100 per cent. */
  readonly share: number;
  readonly afterMonths: number;
}

/**
 * Who may approve that an audit ends without an outcome: whoever holds one of these offices. None for `USUAL_APPROVERS`.
 * Nobody approves what they ask for, whatever stands here.
 */
export interface Approvals {
  readonly substitution: readonly Office[];
  readonly exemption: readonly Office[];
  readonly withdrawal: readonly Office[];
}

/** Who may approve where the council names nobody, or nobody it names is free to. */
export const USUAL_APPROVERS: readonly Office[] = ['coordinator', 'leader', 'head_of_service', 'programme_lead'];

/** Whether whoever owes something may ask for more time, and who decides. */
export interface ExtensionRules {
  readonly offered: boolean;
  /** Up to this many working days beyond the date, the line manager of whoever asks decides; none: never. */
  readonly managerUpToWorkingDays: number;
  /** Who decides on longer ones, and may on any. None for `USUAL_APPROVERS`. Nobody decides on what they ask for. */
  readonly decidedBy: readonly Office[];
  /** Working days within which it is decided. */
  readonly decideWithinWorkingDays: number;
}

/** What may be said of an action besides who does what by when. */
export interface ActionDetails {
  /** How urgent it is; today must be acknowledged by a named manager that day. */
  readonly urgency: boolean;
  /** Which finding it comes from. */
  readonly finding: boolean;
  /** Whom it is for: the child, siblings, the team, the service. */
  readonly scope: boolean;
}

/**
 * For how many months records are kept, from when they were closed: an audit closed or ended, a person's last day. Null: as
 * long as the council keeps the log, and nothing is ever due.
 */
export interface RetentionMonths {
  readonly childAudits: number | null;
  readonly carerAudits: number | null;
  readonly supervisionAudits: number | null;
  readonly people: number | null;
}

/** Pinned to an audit when it is selected, by version. */
export interface ProgrammeSettings {
  readonly version: number;
  readonly council: string;
  readonly scales: readonly GradeScale[];
  /** Only those the council has defined. */
  readonly concordances?: readonly Concordance[];
  readonly auditTypes: readonly AuditType[];
  readonly tools: readonly AuditTool[];
  /** The overall-grade rule; left out or empty, the overall grade is the auditor's judgement. */
  readonly overallGradeLimits?: readonly OverallGradeLimit[];
  readonly deadlines: DeadlineDays;
  readonly moderation: ModerationPolicy;
  /** Grade keys that require a response plan from the team manager. */
  readonly responseGrades: readonly string[];
  /** Grade keys that bring a re-audit. */
  readonly reauditGrades: readonly string[];
  /** What a grade calls for besides, one entry a grade. Left out or empty: nothing does. */
  readonly responseByGrade?: readonly GradeResponse[];
  /** For a grade that stands here, in place of `reauditGrades`. Left out or empty: no grade does. */
  readonly reaudit?: readonly ReauditShare[];
  /** Left out, nothing more is said of actions. */
  readonly actionDetails?: ActionDetails;
  /** Working days from finalising within which the summary is put on the child's record; null or left out: it is not asked for. */
  readonly fileWithinWorkingDays?: number | null;
  /** Always current, never pinned. Left out: nothing is ever due to be erased. */
  readonly retention?: RetentionMonths;
  /** Left out, the usual approvers approve. */
  readonly approvals?: Approvals;
  /** Left out: nobody asks for more time. */
  readonly extensions?: ExtensionRules;
  readonly draw: DrawRules;
  /** Left out or empty: samples are drawn as somebody thinks of it, and no draw is owed. */
  readonly rounds?: readonly Round[];
  /** Left out or empty: nobody is expected to do any number of audits. */
  readonly expectations?: readonly Expectation[];
  /** Month numbers (1-12) in which no audits are done. */
  readonly excludedMonths: readonly number[];
  /** Left out by settings published before they could be chosen: `DEFAULT_INDEPENDENCE`, all of them, then. */
  readonly independence?: IndependenceRules;
  /**
   * Open audits an auditor may hold at once, until the first grade is submitted; null for as many as they are given.
   * Always current, never pinned.
   */
  readonly auditorCapacity: number | null;
  /**
   * Whether only those whose auditor training is in date are given audits. Always current, never pinned. Left out is no.
   */
  readonly trainingRequired?: boolean;
  readonly reminderOffsets: readonly number[];
  readonly escalationLadder: readonly {
    readonly workingDaysOverdue: number;
    readonly to: 'owner' | 'manager' | 'head_of_service' | 'assistant_director';
  }[];
  /** Left out by settings published before there were messages: `DEFAULT_NOTIFICATIONS` then. */
  readonly notifications?: NotificationSettings;
  /** Left out by settings published before they could be named: `DEFAULT_RESPONSIBILITIES` then. */
  readonly responsibilities?: Responsibilities;
  /** No cell under this leaves the QA team. */
  readonly smallNumber: number;
  /**
   * Whether leaders see every figure and every audit as the QA team does: the council's decision, by which the smallest
   * number no longer holds for them. Left out is no: then it holds for them on every route.
   */
  readonly leadersSeeAll?: boolean;
  /**
   * Whether people who sign in by a password here may do so without a second factor: the council's decision, for which
   * the note of the settings gives the reason. Left out is no.
   */
  readonly secondFactorOptional?: boolean;
  /** Template with `{id}` for the link to the case record; empty for none. */
  readonly caseLink: string;
}
