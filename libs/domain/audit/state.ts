import type { Stage } from '../workflow/stages.js';
import type { IndependenceRules, Office } from '../settings/programme-settings.js';
import type {
  ActionScope,
  AuditEvent,
  AuditOrigin,
  AuditPlan,
  Counted,
  ModerationReason,
  OtherGrader,
  Participant,
  StandardAnswer,
} from '../audit-language/events.js';

/** The last day that is in time, and how it was counted. */
export interface Deadline {
  readonly due: string;
  readonly counted: Counted | null;
}

/** Grades by domain key. */
export type DomainGrades = Readonly<Record<string, string>>;
export type StandardAnswers = Readonly<Record<string, StandardAnswer>>;
/** Answers by question. */
export type QuestionAnswers = Readonly<Record<string, string>>;
/** By statement, the word of its scale; null where it has none. */
export type StatementValues = Readonly<Record<string, string | null>>;

/** Left out of audits whose tool asks for none of it. */
interface AlsoAsked {
  readonly answers?: QuestionAnswers;
  readonly statements?: StatementValues;
}

export type ContactWith = Extract<AuditEvent, { type: 'family-contact-recorded' }>['data']['with'];

export interface Auditor {
  readonly auditorId: string;
  /** Audits this auditor had been given before this one. */
  readonly auditsBefore: number;
}

export interface Conversation {
  readonly outcome: 'scheduled' | 'held' | 'not_held';
  /** Null where it was not held. */
  readonly on: string | null;
  /** The time on a clock in London; null where none was said, and once it is over. */
  readonly at: string | null;
  readonly participants: readonly Participant[];
}

/** The conversation in one person's calendar, as it was last told them. */
export interface CalendarEntry {
  readonly on: string;
  /** Null: the whole day. */
  readonly at: string | null;
  /** Grows with every change that anybody of the audit is told (RFC 5546, 2.1.4). */
  readonly sequence: number;
  readonly standing: 'invited' | 'called-off';
}

/** How somebody else on the case would grade it. */
export interface OtherGrade {
  readonly of: OtherGrader;
  readonly agency: string | null;
  readonly grade: string;
}

/** What has been saved and not yet submitted. Only the auditor sees it. A domain is here when it has a grade and a rationale. */
export interface Drafts extends AlsoAsked {
  readonly domains: DomainGrades;
  readonly standards: StandardAnswers;
}

/** From the first submission on. */
export interface Graded {
  readonly first: { readonly grade: string | null; readonly domains: DomainGrades };
  /** What stands now: first, revised after a return, moderated, decided by the panel or corrected. */
  readonly standing: {
    readonly grade: string | null;
    readonly domains: DomainGrades;
    readonly standards: StandardAnswers;
  } & AlsoAsked;
  readonly revisedGrade: string | null;
  readonly auditedOn: string;
  readonly atRisk: boolean;
  /** Whoever submitted, deputies included: none of them may moderate. */
  readonly submittedBy: readonly string[];
}

export interface Moderation {
  readonly reasons: readonly ModerationReason[];
  readonly blind: boolean;
  readonly claimedBy: string | null;
  /** Whether it had fallen to the claimant, because no moderator was there who might. */
  readonly claimedInPlace: boolean;
  /** The claimant's own grade, given before they decide. */
  readonly ownGrade: { readonly moderatorId: string; readonly grade: string } | null;
  /** Who upheld or changed the grade. */
  readonly decidedBy: string | null;
  readonly moderatedGrade: string | null;
  /** Everyone who graded, returned or decided: none of them sits on its disputes panel. */
  readonly moderators: readonly string[];
  /** Who alone moderates it, by the settings; undefined where whoever moderates may. */
  readonly by?: readonly Office[] | undefined;
}

export type AcknowledgedAs = 'practitioner' | 'team_manager';

export interface Shared {
  readonly on: string;
  readonly with: readonly string[];
  /** Those from whom an acknowledgement is hoped for. */
  readonly expected: readonly AcknowledgedAs[];
  readonly acknowledged: readonly AcknowledgedAs[];
  /** False where the audit type has no dispute window. */
  readonly window: boolean;
}

export interface Dispute {
  readonly disputedBy: string;
  readonly as: AcknowledgedAs;
  readonly resolved: boolean;
  /** Who decided it; null until then. */
  readonly resolvedBy: string | null;
}

export interface ResponsePlan {
  readonly grade: string;
  /** A plan is there that has not been sent back. */
  readonly recorded: boolean;
  /** Who wrote it, where it is signed off or reviewed: they do neither. */
  readonly recordedBy?: string | undefined;
  /** Who signs it off; undefined where nobody need. */
  readonly signedOffBy?: Office | undefined;
  readonly signOff?: 'due' | 'given' | undefined;
  /** Undefined where it is not reviewed. */
  readonly review?: 'due' | 'done' | undefined;
  /** Who got a copy once it stood, and may read it. */
  readonly copies?: readonly string[] | undefined;
}

export interface SafetyConcern {
  readonly concernId: string;
  readonly raisedBy: string;
  readonly withSubmission: boolean;
  readonly status: 'raised' | 'acknowledged' | 'resolved';
}

export interface AgreedAction {
  readonly actionId: string;
  readonly ownerId: string;
  readonly status: 'open' | 'completed' | 'verified' | 'cancelled';
  readonly completedBy: string | null;
  readonly scope?: ActionScope | undefined;
  /** Of one that is due today: who acknowledges it, and who agreed it. */
  readonly managerId?: string | undefined;
  readonly agreedBy?: string | undefined;
}

/** An action of another audit, or an earlier one of this, that does what this audit would ask for again. */
export interface LinkedAction {
  readonly linkId: string;
  readonly toAudit: string;
  readonly toAction: string;
}

/** More time that is asked for and not yet decided on. It lapses with what it is asked for. */
export interface Extension {
  readonly extensionId: string;
  readonly obligation: string;
  readonly askedBy: string;
  /** When it is due while nothing is decided, and when it would be. */
  readonly from: string;
  readonly to: string;
  readonly managerDecides: boolean;
  readonly by: readonly Office[];
}

/** What every selected audit has, whatever its stage. */
export interface AuditCase {
  readonly auditId: string;
  readonly reference: string;
  readonly origin: AuditOrigin;
  readonly sampleId: string | null;
  readonly activity: string;
  readonly subjectId: string;
  readonly subjectType: string;
  readonly service: string | null;
  readonly teamId: string | null;
  readonly practitionerId: string | null;
  /** They held the case while it was audited, and stay barred from auditing or moderating it. */
  readonly formerPractitioners: readonly string[];
  readonly workerMatched: boolean;
  /** Who else works the case: as little independent of it as who holds it. */
  readonly otherPractitioners: readonly string[];
  readonly otherWorkersMatched: boolean;
  readonly period: string;
  readonly settingsVersion: number;
  readonly tool: { readonly key: string; readonly version: number };
  readonly scale: string | null;
  readonly pilot: boolean;
  readonly reauditOf: string | null;
  readonly replaces: string | null;
  readonly plan: AuditPlan;
  readonly independence: IndependenceRules;
  readonly selectedOn: string;

  /** Who was its auditor, shared its outcome, acknowledged or answered it; parts that nothing else here tells of. */
  readonly tookPart: readonly string[];
  /** Auditors who declared a conflict of interest. */
  readonly conflicted: readonly string[];
  readonly conversation: Conversation | null;
  /** What stands of the conversation in people's own calendars, by person. */
  readonly calendars: Readonly<Record<string, CalendarEntry>>;
  /** Contacts that came to something. */
  readonly familyContacts: number;
  /** Whom each attempt was to reach that found nobody, by contact; left out where there was none. */
  readonly attempts?: Readonly<Record<string, ContactWith>>;
  /** Who was asked, where the tool needs the child and parents or carers asked apart; left out otherwise. */
  readonly askedApart?: Readonly<Record<string, ContactWith>>;
  /** The latest of each person or agency. */
  readonly otherGrades: readonly OtherGrade[];
  readonly drafts: Drafts;
  readonly concerns: readonly SafetyConcern[];
  readonly actions: readonly AgreedAction[];
  readonly retrospective: readonly string[];
  readonly reauditId: string | null;
  /** What is owed now, by obligation: `accept`, `action:<id>`, … */
  readonly deadlines: Readonly<Record<string, Deadline>>;

  readonly auditor: Auditor | null;
  readonly graded: Graded | null;
  readonly moderation: Moderation | null;
  readonly shared: Shared | null;
  readonly dispute: Dispute | null;
  readonly response: ResponsePlan | null;

  // What only some councils ask for is undefined where it was never said, so that the rows of everybody else stay as they are.
  readonly extensions?: readonly Extension[] | undefined;
  readonly linked?: readonly LinkedAction[] | undefined;
  /** The day its summary was put on the child's record. */
  readonly filedOn?: string | undefined;
  /** The grade for which it was drawn whether it is audited again. */
  readonly reauditDrawnFor?: string | undefined;
}

interface In<S extends Stage> extends AuditCase {
  readonly stage: S;
}
export interface InAllocation extends In<'allocation'> {
  readonly auditor: null;
  readonly shared: null;
}
interface WithAuditor<S extends Stage> extends In<S> {
  readonly auditor: Auditor;
}
/** Not yet submitted, or returned. */
interface InHand<S extends Stage> extends WithAuditor<S> {
  readonly shared: null;
}
export type InAcceptance = InHand<'acceptance'>;
export type InConversation = InHand<'conversation'>;
export type InGrading = InHand<'grading'>;
interface Submitted<S extends Stage> extends WithAuditor<S> {
  readonly graded: Graded;
}
export interface InModeration extends Submitted<'moderation'> {
  readonly moderation: Moderation;
  readonly shared: null;
}
export interface InSharing extends Submitted<'sharing'> {
  readonly shared: null;
}
interface OnceShared<S extends Stage> extends Submitted<S> {
  readonly shared: Shared;
}
export type InDisputeWindow = OnceShared<'dispute-window'>;
export interface InDispute extends OnceShared<'dispute'> {
  readonly dispute: Dispute;
}
export type InFinalising = OnceShared<'finalising'>;
export type InActionTracking = OnceShared<'action-tracking'>;
export type Closed = OnceShared<'closed'>;
export interface Ended extends In<'ended'> {
  readonly how: 'substituted' | 'exempted' | 'withdrawn';
}

export interface Unselected {
  readonly stage: 'unselected';
}

/** Carries its grades from the spreadsheet; only a correction or a retrospective grade is added to it. */
export interface Imported {
  readonly stage: 'imported';
  readonly auditId: string;
  readonly reference: string;
  readonly subjectId: string;
  readonly activity: string;
  readonly scale: string | null;
  readonly auditedOn: string;
  readonly finalGrade: string | null;
  readonly domains: DomainGrades;
  readonly standards: StandardAnswers;
  readonly retrospective: readonly string[];
}

/** An audit, by stage. */
export type AuditState =
  | Unselected
  | Imported
  | InAllocation
  | InAcceptance
  | InConversation
  | InGrading
  | InModeration
  | InSharing
  | InDisputeWindow
  | InDispute
  | InFinalising
  | InActionTracking
  | Closed
  | Ended;

export type StateIn<S extends Stage> = Extract<AuditState, { readonly stage: S }>;
/** Any audit that was selected here, not imported. */
export type SelectedAudit = Exclude<AuditState, Unselected | Imported>;

export const initialAudit: AuditState = { stage: 'unselected' };

export function isSelected(state: AuditState): state is SelectedAudit {
  return state.stage !== 'unselected' && state.stage !== 'imported';
}
