import type { AuditEventType } from './events.js';
import { moderationBarOf } from './independence.js';
import { isSelected, type AuditState } from './state.js';
import { actsFor, isParty, type Standing } from './who.js';

/** What of an event is withheld while an audit is moderated blind: nothing, the whole event, or some of its fields. */
export type Withheld = 'nothing' | 'all' | readonly string[];

/**
 * Blind moderation: the first grade, its rationale, the risk reason and all that derives from them, by event type.
 * Views, timelines, replays, reports and exports go by this list; an event type that is not here does not compile.
 * Source: domain.md section 3, moderation.
 */
export const withheldWhileBlind: Readonly<Record<AuditEventType, Withheld>> = {
  'audit-selected.v1': 'nothing',
  'audit-imported.v1': 'nothing',
  'auditor-allocated.v1': 'nothing',
  'audit-accepted.v1': 'nothing',
  'conflict-declared.v1': 'nothing',
  'auditor-reallocated.v1': 'nothing',
  'subject-substituted.v1': 'nothing',
  'audit-exempted.v1': 'nothing',
  'audit-withdrawn.v1': 'nothing',
  'conversation-scheduled.v1': 'nothing',
  'conversation-recorded.v1': 'nothing',
  'conversation-not-held.v1': 'nothing',
  'family-contact-recorded.v1': 'nothing',
  // Beside it the reasons for moderation, and the auditor's doubts, would show.
  'other-grade-recorded.v1': 'all',
  'domain-graded.v1': 'all',
  'standard-assessed.v1': 'all',
  'finding-recorded.v1': 'all',
  'first-grade-submitted.v1': ['grade', 'rationale', 'atRisk', 'domains', 'standards'],
  'grade-resubmitted.v1': ['revisedGrade', 'rationale', 'atRisk', 'domains', 'standards'],
  'overall-grade-excepted.v1': 'all',
  // That a concern exists is never hidden; whether the submission raised it, and why, is.
  'safety-concern-raised.v1': ['reason', 'withSubmission'],
  'safety-concern-acknowledged.v1': ['note'],
  'safety-concern-resolved.v1': ['outcome'],
  // "Because of its grade" would tell the grade.
  'moderation-required.v1': ['reasons'],
  'moderation-not-required.v1': 'nothing',
  'moderation-claimed.v1': 'nothing',
  'moderation-released.v1': ['reason'],
  // A moderator who released it leaves a grade behind: the next one gives theirs without it.
  'moderator-grade-recorded.v1': ['grade', 'rationale', 'domains'],
  'grade-upheld.v1': ['grade', 'rationale'],
  'grade-changed.v1': ['from', 'to', 'rationale', 'domains'],
  'returned-to-auditor.v1': ['reason'],
  'outcome-shared.v1': ['grade'],
  'response-required.v1': 'all',
  'response-recorded.v1': 'all',
  'outcome-acknowledged.v1': ['comment'],
  'outcome-disputed.v1': ['grounds'],
  'dispute-resolved.v1': ['outcome', 'grade', 'domains', 'rationale'],
  'audit-finalised.v1': ['firstGrade', 'moderatedGrade', 'finalGrade', 'domains', 'standards'],
  'action-agreed.v1': 'all',
  'action-progress-updated.v1': 'all',
  'action-completed.v1': 'all',
  'action-verified.v1': 'all',
  'action-reopened.v1': 'all',
  'action-cancelled.v1': 'all',
  'action-due-changed.v1': 'all',
  'retrospective-grade-recorded.v1': ['grade', 'rationale'],
  'reaudit-scheduled.v1': 'all',
  'audit-closed.v1': 'nothing',
  'record-corrected.v1': ['change', 'reason'],
  'practitioner-reassigned.v1': 'nothing',
  'audit-team-changed.v1': 'nothing',
  'audit-reopened.v1': ['reason'],
  'deadlines-moved.v1': 'nothing',
};

/** Whether a person could be this audit's moderator: one by role, in the people file or in how they are signed in, whom nothing bars. */
export function couldClaimModeration(
  state: AuditState,
  { actor, directory, today }: Pick<Standing, 'actor' | 'directory' | 'today'>,
): boolean {
  if (!isSelected(state)) return false;
  const moderates =
    actor.roles.includes('moderator') || directory.person(actor.id)?.roles.includes('moderator') === true;
  return moderates && moderationBarOf(actor.id, state, directory, today) === null;
}

/** From the first submission until a moderator has decided; never where moderation is open. */
export function isModeratedBlind(state: AuditState): boolean {
  if (!isSelected(state) || state.stage === 'ended' || state.graded === null || state.moderation === null) return false;
  return state.moderation.blind && state.moderation.decidedBy === null;
}

/**
 * Whether the first grade and all that derives from it are to be kept from this reader: from everyone who could be its
 * moderator, until their own grade stands. Others who could claim go on without it until the audit is decided: the
 * claimant may yet let go of it, and somebody must be left who has not read it.
 */
export function withholdsFirstGrade(
  state: AuditState,
  reader: Pick<Standing, 'actor' | 'directory' | 'today'>,
): boolean {
  if (!isModeratedBlind(state) || !couldClaimModeration(state, reader)) return false;
  const ownGrade = isSelected(state) ? (state.moderation?.ownGrade ?? null) : null;
  // Whoever stands in for the moderator decides on that grade.
  return ownGrade === null || !actsFor(reader).includes(ownGrade.moderatorId);
}

/** Drafts are the auditor's own until they are submitted. */
export function mayReadDrafts(state: AuditState, reader: Standing): boolean {
  return isSelected(state) && state.auditor !== null && isParty('auditor', state, reader);
}

interface Recorded {
  readonly type: AuditEventType;
  readonly data: object;
}

/** An event as it may be shown: what is withheld is missing from its data and named. */
export type Shown<Event extends Recorded> = Omit<Event, 'data'> & {
  readonly data: Readonly<Record<string, unknown>>;
  readonly withheld: readonly string[];
};

export interface ShownTo {
  /** From `withholdsFirstGrade`. */
  readonly withholdFirstGrade: boolean;
  /** From `mayReadDrafts`. */
  readonly drafts: boolean;
}

/**
 * An audit's events as a reader may see them: drafts only to their auditor, drafts of an auditor who was replaced to
 * nobody, and what blind moderation withholds left out.
 */
export function showEvents<Event extends Recorded>(events: readonly Event[], to: ShownTo): readonly Shown<Event>[] {
  const drafts = draftsAmong(events);
  return events.flatMap((event, index) => {
    const draft = drafts.get(index);
    if (draft === 'abandoned' || (draft === 'unsubmitted' && !to.drafts)) return [];
    const withheld = to.withholdFirstGrade ? withheldWhileBlind[event.type] : 'nothing';
    if (withheld === 'all') return [];
    const fields = withheld === 'nothing' ? [] : withheld;
    const data = Object.fromEntries(Object.entries(event.data).filter(([field]) => !fields.includes(field)));
    return [{ ...event, data, withheld: fields }];
  });
}

const DRAFTS: readonly AuditEventType[] = ['domain-graded.v1', 'standard-assessed.v1', 'finding-recorded.v1'];
const SUBMISSIONS: readonly AuditEventType[] = ['first-grade-submitted.v1', 'grade-resubmitted.v1'];
const CHANGES_OF_AUDITOR: readonly AuditEventType[] = ['auditor-reallocated.v1', 'conflict-declared.v1'];

/** The draft events that no submission has taken up, by index. */
function draftsAmong(events: readonly Recorded[]): ReadonlyMap<number, 'unsubmitted' | 'abandoned'> {
  const found = new Map<number, 'unsubmitted' | 'abandoned'>();
  let open: number[] = [];
  events.forEach(({ type }, index) => {
    if (DRAFTS.includes(type)) open.push(index);
    else if (SUBMISSIONS.includes(type)) open = [];
    else if (CHANGES_OF_AUDITOR.includes(type)) {
      for (const draft of open) found.set(draft, 'abandoned');
      open = [];
    }
  });
  for (const draft of open) found.set(draft, 'unsubmitted');
  return found;
}
