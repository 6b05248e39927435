import type { AuditCommandName } from '../audit-language/commands.js';
import type { AuditEventType } from '../audit-language/events.js';
import type { DeadlineDays } from '../settings/programme-settings.js';
import type { Owing, Party } from './parties.js';
import {
  BEFORE_SUBMISSION,
  FROM_SHARING,
  LIVE,
  ONCE_SHARED,
  WHILE_EXTENDABLE,
  WITH_AUDITOR,
  type Stage,
} from './stages.js';

/** What somebody owes. One of an action, a concern or somebody invited is written with its id: `action:<id>`. */
export type ObligationKind =
  | 'allocate'
  | 'accept'
  | 'prepare'
  | 'grade'
  | 'moderate'
  | 'share'
  | 'acknowledge:practitioner'
  | 'acknowledge:team-manager'
  | 'dispute-window'
  | 'resolve-dispute'
  | 'respond'
  | 'sign-off'
  | 'review'
  | 'action'
  | 'acknowledge-action'
  | 'verify'
  | 'concern'
  | 'resolve-concern'
  | 'file'
  | 'decide-extension';

/**
 * What a step decides on that may be somebody's own: whether an action is done, whether and when it is to be done, a safety
 * concern, that something is to be done today, a dispute, the record of somebody's work, whose case or team's it is, a
 * response, the plan it gives, who grades, more time.
 */
export type DecidedOn =
  | 'completion'
  | 'action'
  | 'concern'
  | 'urgency'
  | 'dispute'
  | 'record'
  | 'case'
  | 'response'
  | 'plan'
  | 'grading'
  | 'extension';

/**
 * A deadline's length: a key of the programme settings, by the grade for an action, a plan and its review, or the same day
 * whatever the calendar. `file`: what the settings give for filing. `extension`: what they give for deciding on more time. `appointed`: no deadline but the day the step names, for which nobody is ever late.
 */
export type Within =
  | Exclude<keyof DeadlineDays, 'actionByGrade' | 'actionOtherwise'>
  | 'action'
  | 'plan'
  | 'review'
  | 'file'
  | 'extension'
  | 'same-day'
  | 'appointed';

/** For what whoever owes it may ask for more time, where the council offers it. Never for a child's safety. */
export const EXTENDABLE = ['grade', 'moderate', 'respond', 'action'] as const satisfies readonly ObligationKind[];

/** What decides, where one event can lead to different stages. */
export type Condition = 'conversation outstanding' | 'window opens' | 'everyone acknowledged';

export interface Lead {
  readonly on: AuditEventType;
  readonly to: Stage;
  readonly when?: Condition;
}

export interface Start {
  readonly obligation: ObligationKind;
  readonly within: Within;
}

export interface Discharge {
  readonly obligation: ObligationKind;
  readonly owner: Owing;
  /** As it reads on the owner's home page; `{date}` stands for the day it is due. */
  readonly task: string;
}

/** One step: which command, in which stages, by whom, recording what, leading where, starting and discharging what. */
export interface WorkflowRow {
  readonly command: AuditCommandName;
  /** A person's own judgement or word (grading, moderation, disputes, approvals): never given on somebody's behalf. */
  readonly own?: true;
  readonly in: readonly Stage[];
  readonly by: readonly Party[];
  readonly records: readonly AuditEventType[];
  /** In order: the first whose condition holds. An event not named leaves the stage as it is. */
  readonly leads?: readonly Lead[];
  readonly starts?: readonly Start[];
  readonly discharges?: readonly Discharge[];
  /**
   * Whoever one of these has fallen to today, because nobody who owes it is there (`audit/ownership.ts`), may take the step
   * too: it discharges the obligation or passes it on to somebody who is there.
   */
  readonly inPlaceFor?: readonly ObligationKind[];
  /** Nobody takes the step where this is their own (`audit/own-affairs.ts`); it falls on where nobody else is there. */
  readonly decidesOn?: DecidedOn;
}

export type WorkflowTable = readonly WorkflowRow[];

/**
 * The lifecycle of an audit. What `decide` allows, who may do it, the stage it leads to, the deadlines, everybody's
 * tasks and the diagram in docs/lifecycle.md all come from these rows. Which stages an audit passes is its type's choice
 * (`AuditPlan`), the lengths of the deadlines are the programme settings'.
 */
export const auditWorkflow = [
  {
    command: 'SelectAudit',
    in: ['unselected'],
    by: ['coordinator', 'system'],
    records: ['audit-selected'],
    leads: [{ on: 'audit-selected', to: 'allocation' }],
    starts: [{ obligation: 'allocate', within: 'allocate' }],
  },

  // allocation
  {
    command: 'AllocateAuditor',
    in: ['allocation'],
    by: ['coordinator'],
    inPlaceFor: ['allocate'],
    records: ['auditor-allocated'],
    leads: [{ on: 'auditor-allocated', to: 'acceptance' }],
    starts: [{ obligation: 'accept', within: 'accept' }],
    discharges: [{ obligation: 'allocate', owner: 'coordinator', task: 'Allocate an auditor' }],
  },
  {
    command: 'AcceptAudit',
    own: true,
    in: ['acceptance'],
    by: ['auditor'],
    records: ['audit-accepted'],
    leads: [
      { on: 'audit-accepted', to: 'conversation', when: 'conversation outstanding' },
      { on: 'audit-accepted', to: 'grading' },
    ],
    starts: [{ obligation: 'grade', within: 'grade' }],
    discharges: [{ obligation: 'accept', owner: 'auditor', task: 'Accept the audit or declare a conflict' }],
  },
  {
    command: 'DeclareConflict',
    own: true,
    in: WITH_AUDITOR,
    by: ['auditor'],
    records: ['conflict-declared'],
    leads: [{ on: 'conflict-declared', to: 'allocation' }],
    starts: [{ obligation: 'allocate', within: 'allocate' }],
  },
  {
    command: 'ReallocateAuditor',
    decidesOn: 'grading',
    in: WITH_AUDITOR,
    by: ['coordinator'],
    inPlaceFor: ['accept', 'grade'],
    records: ['auditor-reallocated'],
    leads: [{ on: 'auditor-reallocated', to: 'acceptance' }],
    starts: [{ obligation: 'accept', within: 'accept' }],
  },
  {
    command: 'SubstituteSubject',
    own: true,
    in: BEFORE_SUBMISSION,
    by: ['coordinator'],
    records: ['subject-substituted'],
    leads: [{ on: 'subject-substituted', to: 'ended' }],
  },
  {
    command: 'ExemptAudit',
    own: true,
    in: BEFORE_SUBMISSION,
    by: ['coordinator'],
    records: ['audit-exempted'],
    leads: [{ on: 'audit-exempted', to: 'ended' }],
  },
  {
    command: 'WithdrawAudit',
    own: true,
    in: [...BEFORE_SUBMISSION, 'moderation', 'sharing'],
    by: ['coordinator'],
    records: ['audit-withdrawn'],
    leads: [{ on: 'audit-withdrawn', to: 'ended' }],
  },

  // conversation and family contact
  {
    command: 'ScheduleConversation',
    in: ['conversation', 'grading'],
    by: ['auditor', 'coordinator'],
    records: ['conversation-scheduled'],
    starts: [{ obligation: 'prepare', within: 'appointed' }],
  },
  {
    command: 'RecordConversation',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor'],
    records: ['conversation-recorded'],
    leads: [{ on: 'conversation-recorded', to: 'grading' }],
    discharges: [
      {
        obligation: 'prepare',
        owner: 'invited',
        task: 'Conversation on {date}: read the audit tool’s prompts and prepare; where it is graded, say what grade you would give',
      },
    ],
  },
  {
    // One that is arranged again after it was not held may fall through again.
    command: 'RecordConversationNotHeld',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor'],
    records: ['conversation-not-held'],
    leads: [{ on: 'conversation-not-held', to: 'grading' }],
  },
  {
    command: 'RecordFamilyContact',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor'],
    records: ['family-contact-recorded'],
  },

  {
    // Where the tool lets a family be heard late: until the grades are final.
    command: 'RecordFamilyContact',
    own: true,
    in: ['moderation', 'sharing', 'dispute-window', 'dispute', 'finalising'],
    by: ['auditor'],
    records: ['family-contact-recorded'],
  },

  {
    command: 'RecordOtherGrade',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor', 'practitioner', 'team-manager'],
    records: ['other-grade-recorded'],
  },

  // first grading: drafts may be saved while the conversation is still to come
  {
    command: 'GradeDomain',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor'],
    records: ['questions-answered', 'domain-graded'],
  },
  {
    command: 'AnswerQuestions',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor'],
    records: ['questions-answered'],
  },
  {
    command: 'WriteStatement',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor'],
    records: ['statement-written'],
  },
  {
    command: 'AssessStandard',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor'],
    records: ['standard-assessed'],
  },
  {
    command: 'RecordFinding',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor'],
    records: ['finding-recorded'],
  },
  {
    command: 'SubmitFirstGrade',
    own: true,
    in: ['conversation', 'grading'],
    by: ['auditor'],
    records: [
      'first-grade-submitted',
      'grade-resubmitted',
      'overall-grade-excepted',
      'safety-concern-raised',
      'moderation-required',
      'moderation-not-required',
    ],
    leads: [
      { on: 'moderation-required', to: 'moderation' },
      { on: 'moderation-not-required', to: 'sharing' },
      { on: 'grade-resubmitted', to: 'moderation' },
    ],
    starts: [
      { obligation: 'moderate', within: 'moderate' },
      { obligation: 'share', within: 'share' },
      { obligation: 'concern', within: 'same-day' },
    ],
    discharges: [{ obligation: 'grade', owner: 'auditor', task: 'Grade the audit and submit it' }],
  },

  // safety: any stage, anyone on the audit
  {
    command: 'RaiseSafetyConcern',
    in: [...LIVE, 'ended'],
    by: ['anyone-on-the-audit'],
    records: ['safety-concern-raised'],
    starts: [{ obligation: 'concern', within: 'same-day' }],
  },
  {
    // A closed audit has no open concern: raising one opens it again.
    command: 'RaiseSafetyConcern',
    in: ['closed'],
    by: ['anyone-on-the-audit'],
    records: ['audit-reopened', 'safety-concern-raised'],
    leads: [{ on: 'audit-reopened', to: 'action-tracking' }],
    starts: [{ obligation: 'concern', within: 'same-day' }],
  },
  {
    command: 'AcknowledgeSafetyConcern',
    decidesOn: 'concern',
    own: true,
    in: [...LIVE, 'ended'],
    by: ['team-manager', 'coordinator', 'leader'],
    inPlaceFor: ['concern'],
    records: ['safety-concern-acknowledged'],
    starts: [{ obligation: 'resolve-concern', within: 'respond' }],
    discharges: [{ obligation: 'concern', owner: 'team-manager', task: 'Acknowledge a safety concern today' }],
  },
  {
    command: 'ResolveSafetyConcern',
    decidesOn: 'concern',
    own: true,
    in: [...LIVE, 'ended'],
    by: ['team-manager', 'coordinator', 'leader'],
    inPlaceFor: ['resolve-concern'],
    records: ['safety-concern-resolved'],
    discharges: [{ obligation: 'resolve-concern', owner: 'team-manager', task: 'Resolve a safety concern' }],
  },

  // moderation
  {
    command: 'ClaimModeration',
    own: true,
    in: ['moderation'],
    by: ['moderator'],
    inPlaceFor: ['moderate'],
    records: ['moderation-claimed'],
    discharges: [{ obligation: 'moderate', owner: 'moderator', task: 'Claim and moderate the audit' }],
  },
  {
    command: 'ReleaseModeration',
    own: true,
    in: ['moderation'],
    by: ['claimant', 'coordinator'],
    inPlaceFor: ['moderate'],
    records: ['moderation-released'],
  },
  {
    command: 'RecordModeratorGrade',
    own: true,
    in: ['moderation'],
    by: ['claimant'],
    records: ['moderator-grade-recorded', 'overall-grade-excepted'],
  },
  {
    command: 'UpholdGrade',
    own: true,
    in: ['moderation'],
    by: ['claimant'],
    records: ['grade-upheld'],
    leads: [{ on: 'grade-upheld', to: 'sharing' }],
    starts: [{ obligation: 'share', within: 'share' }],
    discharges: [{ obligation: 'moderate', owner: 'claimant', task: 'Moderate the audit' }],
  },
  {
    command: 'ChangeGrade',
    own: true,
    in: ['moderation'],
    by: ['claimant'],
    records: ['grade-changed', 'overall-grade-excepted', 'moderation-passed-on'],
    leads: [{ on: 'grade-changed', to: 'sharing' }],
    starts: [
      { obligation: 'share', within: 'share' },
      { obligation: 'moderate', within: 'moderate' },
    ],
  },
  {
    command: 'ChangeStatementValue',
    own: true,
    in: ['moderation'],
    by: ['claimant'],
    records: ['statement-value-changed'],
  },
  {
    command: 'ReturnToAuditor',
    own: true,
    in: ['moderation'],
    by: ['claimant'],
    records: ['returned-to-auditor'],
    leads: [{ on: 'returned-to-auditor', to: 'grading' }],
    starts: [{ obligation: 'grade', within: 'grade' }],
  },

  // sharing and dispute
  {
    command: 'ShareOutcome',
    in: ['sharing'],
    by: ['auditor', 'coordinator', 'deciding-moderator', 'system'],
    inPlaceFor: ['share'],
    records: ['outcome-shared', 'response-required'],
    leads: [
      { on: 'outcome-shared', to: 'dispute-window', when: 'window opens' },
      { on: 'outcome-shared', to: 'finalising' },
    ],
    // Acknowledging is owed as long as the window is open.
    starts: [
      { obligation: 'dispute-window', within: 'dispute' },
      { obligation: 'respond', within: 'plan' },
    ],
    discharges: [
      { obligation: 'share', owner: 'auditor', task: 'Share the outcome with the practitioner and the team manager' },
    ],
  },
  {
    command: 'AcknowledgeOutcome',
    own: true,
    in: ['dispute-window'],
    by: ['practitioner', 'team-manager'],
    inPlaceFor: ['acknowledge:practitioner'],
    records: ['outcome-acknowledged'],
    leads: [{ on: 'outcome-acknowledged', to: 'finalising', when: 'everyone acknowledged' }],
    discharges: [
      { obligation: 'acknowledge:practitioner', owner: 'practitioner', task: 'Acknowledge or dispute the outcome' },
      { obligation: 'acknowledge:team-manager', owner: 'team-manager', task: 'Acknowledge or dispute the outcome' },
    ],
  },
  {
    command: 'AcknowledgeOutcome',
    own: true,
    in: ['finalising', 'action-tracking'],
    by: ['practitioner', 'team-manager'],
    records: ['outcome-acknowledged'],
  },
  {
    command: 'DisputeOutcome',
    own: true,
    in: ['dispute-window'],
    by: ['practitioner', 'team-manager'],
    inPlaceFor: ['acknowledge:practitioner'],
    records: ['outcome-disputed'],
    leads: [{ on: 'outcome-disputed', to: 'dispute' }],
    starts: [{ obligation: 'resolve-dispute', within: 'resolveDispute' }],
  },
  {
    command: 'ResolveDispute',
    decidesOn: 'dispute',
    own: true,
    in: ['dispute'],
    by: ['panel-member'],
    inPlaceFor: ['resolve-dispute'],
    records: ['dispute-resolved', 'overall-grade-excepted', 'response-required'],
    leads: [{ on: 'dispute-resolved', to: 'finalising' }],
    starts: [{ obligation: 'respond', within: 'plan' }],
    discharges: [{ obligation: 'resolve-dispute', owner: 'panel-member', task: 'Resolve the dispute' }],
  },

  // finalising
  {
    command: 'FinaliseAudit',
    in: ['dispute-window'],
    by: ['system', 'coordinator'],
    records: ['audit-finalised'],
    leads: [{ on: 'audit-finalised', to: 'action-tracking' }],
    starts: [{ obligation: 'file', within: 'file' }],
    discharges: [
      { obligation: 'dispute-window', owner: 'system', task: 'Finalise when the dispute window has passed' },
    ],
  },
  {
    command: 'FinaliseAudit',
    in: ['finalising'],
    by: ['system', 'coordinator'],
    records: ['audit-finalised'],
    leads: [{ on: 'audit-finalised', to: 'action-tracking' }],
    starts: [{ obligation: 'file', within: 'file' }],
  },
  {
    command: 'FileOnRecord',
    own: true,
    in: ['action-tracking'],
    by: ['auditor', 'coordinator'],
    inPlaceFor: ['file'],
    records: ['audit-filed'],
    discharges: [{ obligation: 'file', owner: 'auditor', task: 'Put the summary on the child’s record' }],
  },

  // response and actions
  {
    command: 'RequireResponse',
    decidesOn: 'response',
    in: ONCE_SHARED,
    by: ['coordinator', 'system'],
    records: ['response-required'],
    starts: [{ obligation: 'respond', within: 'plan' }],
  },
  {
    command: 'RecordResponse',
    own: true,
    in: ONCE_SHARED,
    by: ['team-manager'],
    records: ['response-recorded'],
    starts: [
      { obligation: 'sign-off', within: 'respond' },
      { obligation: 'review', within: 'review' },
    ],
    discharges: [{ obligation: 'respond', owner: 'team-manager', task: 'Record the response plan' }],
  },
  {
    command: 'SignOffResponse',
    decidesOn: 'plan',
    own: true,
    in: ONCE_SHARED,
    by: ['signatory'],
    inPlaceFor: ['sign-off'],
    records: ['response-signed-off'],
    starts: [{ obligation: 'review', within: 'review' }],
    discharges: [{ obligation: 'sign-off', owner: 'signatory', task: 'Sign the response plan off or send it back' }],
  },
  {
    command: 'SendBackResponse',
    decidesOn: 'plan',
    own: true,
    in: ONCE_SHARED,
    by: ['signatory'],
    inPlaceFor: ['sign-off'],
    records: ['response-sent-back'],
    starts: [{ obligation: 'respond', within: 'plan' }],
  },
  {
    command: 'ReviewResponse',
    decidesOn: 'plan',
    own: true,
    in: ONCE_SHARED,
    by: ['reviewer'],
    inPlaceFor: ['review'],
    records: ['response-reviewed'],
    starts: [{ obligation: 'review', within: 'review' }],
    discharges: [{ obligation: 'review', owner: 'reviewer', task: 'Review the response plan' }],
  },
  {
    command: 'AgreeAction',
    own: true,
    in: ['sharing'],
    by: ['auditor', 'deciding-moderator', 'coordinator'],
    records: ['action-agreed'],
    starts: [
      { obligation: 'action', within: 'action' },
      { obligation: 'acknowledge-action', within: 'same-day' },
    ],
  },
  {
    command: 'AgreeAction',
    own: true,
    in: ONCE_SHARED,
    by: ['auditor', 'deciding-moderator', 'coordinator', 'team-manager'],
    records: ['action-agreed'],
    starts: [
      { obligation: 'action', within: 'action' },
      { obligation: 'acknowledge-action', within: 'same-day' },
    ],
  },
  {
    command: 'LinkAction',
    own: true,
    in: ONCE_SHARED,
    by: ['auditor', 'deciding-moderator', 'coordinator', 'team-manager'],
    records: ['action-linked'],
  },
  {
    command: 'AcknowledgeAction',
    decidesOn: 'urgency',
    own: true,
    in: FROM_SHARING,
    by: ['action-manager'],
    inPlaceFor: ['acknowledge-action'],
    records: ['action-acknowledged'],
    discharges: [
      {
        obligation: 'acknowledge-action',
        owner: 'action-manager',
        task: 'Acknowledge today an action that is due today',
      },
    ],
  },
  {
    command: 'UpdateProgress',
    in: FROM_SHARING,
    by: ['action-owner', 'team-manager', 'auditor', 'coordinator'],
    inPlaceFor: ['action'],
    records: ['action-progress-updated'],
  },
  {
    command: 'CompleteAction',
    own: true,
    in: FROM_SHARING,
    by: ['action-owner', 'team-manager', 'coordinator'],
    inPlaceFor: ['action'],
    records: ['action-completed'],
    starts: [{ obligation: 'verify', within: 'verify' }],
    discharges: [{ obligation: 'action', owner: 'action-owner', task: 'Complete the agreed action' }],
  },
  {
    command: 'VerifyAction',
    decidesOn: 'completion',
    own: true,
    in: FROM_SHARING,
    by: ['auditor', 'deciding-moderator', 'team-manager', 'coordinator'],
    inPlaceFor: ['verify'],
    records: ['action-verified'],
    discharges: [{ obligation: 'verify', owner: 'auditor', task: 'Verify a completed action' }],
  },
  {
    command: 'ReopenAction',
    decidesOn: 'action',
    own: true,
    in: FROM_SHARING,
    by: ['auditor', 'deciding-moderator', 'team-manager', 'coordinator'],
    inPlaceFor: ['verify'],
    records: ['action-reopened'],
  },
  {
    command: 'CancelAction',
    decidesOn: 'action',
    own: true,
    in: FROM_SHARING,
    by: ['auditor', 'team-manager', 'coordinator'],
    records: ['action-cancelled'],
  },
  {
    command: 'ChangeDueDate',
    decidesOn: 'action',
    in: FROM_SHARING,
    by: ['auditor', 'team-manager', 'coordinator'],
    records: ['action-due-changed'],
  },

  // later
  {
    command: 'RecordRetrospectiveGrade',
    own: true,
    in: ['action-tracking', 'closed', 'imported'],
    by: ['moderator'],
    records: ['retrospective-grade-recorded'],
  },
  {
    command: 'ScheduleReaudit',
    in: ['action-tracking', 'closed'],
    by: ['coordinator', 'system'],
    records: ['reaudit-drawn', 'reaudit-scheduled'],
  },
  {
    command: 'CloseAudit',
    in: ['action-tracking'],
    by: ['coordinator', 'system'],
    records: ['audit-closed'],
    leads: [{ on: 'audit-closed', to: 'closed' }],
  },
  {
    command: 'ReopenAudit',
    in: ['closed'],
    by: ['coordinator'],
    records: ['audit-reopened'],
    leads: [{ on: 'audit-reopened', to: 'action-tracking' }],
  },

  // any time
  {
    command: 'CorrectRecord',
    decidesOn: 'record',
    own: true,
    in: [
      'allocation',
      'acceptance',
      'conversation',
      'grading',
      'moderation',
      'sharing',
      'dispute-window',
      'dispute',
      'finalising',
      'ended',
      'imported',
    ],
    by: ['coordinator'],
    records: ['record-corrected', 'finding-corrected', 'family-contact-corrected', 'overall-grade-excepted'],
  },
  {
    // A final grade may be corrected to one that calls for a response, which opens a closed audit again.
    command: 'CorrectRecord',
    decidesOn: 'record',
    own: true,
    in: ['action-tracking'],
    by: ['coordinator'],
    records: [
      'record-corrected',
      'finding-corrected',
      'family-contact-corrected',
      'overall-grade-excepted',
      'response-required',
    ],
    starts: [{ obligation: 'respond', within: 'plan' }],
  },
  {
    command: 'CorrectRecord',
    decidesOn: 'record',
    own: true,
    in: ['closed'],
    by: ['coordinator'],
    records: [
      'record-corrected',
      'finding-corrected',
      'family-contact-corrected',
      'overall-grade-excepted',
      'audit-reopened',
      'response-required',
    ],
    leads: [{ on: 'audit-reopened', to: 'action-tracking' }],
    starts: [{ obligation: 'respond', within: 'plan' }],
  },
  {
    command: 'ReassignPractitioner',
    decidesOn: 'case',
    in: LIVE,
    by: ['coordinator'],
    records: ['practitioner-reassigned'],
  },
  {
    command: 'ChangeTeam',
    decidesOn: 'case',
    in: LIVE,
    by: ['coordinator'],
    records: ['audit-team-changed'],
  },
  {
    command: 'AskForExtension',
    own: true,
    in: WHILE_EXTENDABLE,
    by: ['anyone-on-the-audit'],
    records: ['extension-asked'],
    starts: [{ obligation: 'decide-extension', within: 'extension' }],
  },
  {
    command: 'DecideExtension',
    decidesOn: 'extension',
    own: true,
    in: WHILE_EXTENDABLE,
    by: ['extension-decider'],
    inPlaceFor: ['decide-extension'],
    records: ['extension-decided'],
    discharges: [
      { obligation: 'decide-extension', owner: 'extension-decider', task: 'Decide on a request for more time' },
    ],
  },
  { command: 'MoveDeadlines', in: [...LIVE, 'ended'], by: ['system', 'coordinator'], records: ['deadlines-moved'] },
] as const satisfies WorkflowTable;

/** The stages in which the table has a command, for the types of its handler. */
export type StagesOf<Name extends AuditCommandName> = Extract<
  (typeof auditWorkflow)[number],
  { readonly command: Name }
>['in'][number];
