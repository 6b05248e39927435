import type { AuditEventType } from './events.js';
import { isModeratedBlind } from './blind-moderation.js';
import { hasFallenTo } from './ownership.js';
import { isSelected, type AuditState, type SafetyConcern } from './state.js';
import { actsFor, againstModerating, isParty, isToldOfConcern, type Standing } from './who.js';

/** What of an event is withheld while an audit is moderated blind: nothing, the whole event, or some of its fields. */
export type Withheld = 'nothing' | 'all' | readonly string[];

/**
 * Blind moderation: the first grade, its rationale, the risk reason and all that derives from them, by event type.
 * Views, timelines, replays, reports and exports go by this list; an event type that is not here does not compile.
 * Source: docs/practice.md, the stages: moderation.
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
  // That there is one tells that the child was found at risk. It is a duty of those who are told of it, who do not moderate.
  'safety-concern-raised.v1': 'all',
  'safety-concern-acknowledged.v1': 'all',
  'safety-concern-resolved.v1': 'all',
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
  'finding-corrected.v1': 'all',
  'family-contact-corrected.v1': ['reason'],
  'practitioner-reassigned.v1': 'nothing',
  'audit-team-changed.v1': 'nothing',
  'audit-reopened.v1': ['reason'],
  'deadlines-moved.v1': 'nothing',
};

type Reader = Omit<Standing, 'hasReadFirstGrade'>;

/** Whether a person could be this audit's moderator: one by role, in the people file or in how they are signed in, whom nothing bars, or whoever it has fallen to. */
export function couldClaimModeration(state: AuditState, reader: Reader): boolean {
  if (!isSelected(state)) return false;
  const { actor, directory } = reader;
  const moderates =
    actor.roles.includes('moderator') || directory.person(actor.id)?.roles.includes('moderator') === true;
  if (moderates && againstModerating(state, reader) === null) return true;
  return hasFallenTo(reader, ['moderate'], state, null);
}

/**
 * Whether the first grade and all that derives from it are to be kept from this reader: from everyone who could be its
 * moderator, until their own grade stands. Others who could claim go on without it until the audit is decided: the
 * claimant may yet let go of it, and somebody must be left who has not read it.
 */
export function withholdsFirstGrade(state: AuditState, reader: Reader): boolean {
  if (!isModeratedBlind(state) || !couldClaimModeration(state, reader)) return false;
  const ownGrade = isSelected(state) ? (state.moderation?.ownGrade ?? null) : null;
  // Whoever stands in for the moderator decides on that grade.
  return ownGrade === null || !actsFor(reader).includes(ownGrade.moderatorId);
}

/**
 * Whether that there is a safety concern is kept from this reader too: from those of them who are not told of it. A
 * claimant who is told of one that was raised meanwhile answers for it as anybody does.
 */
export function withholdsConcerns(state: AuditState, reader: Reader): boolean {
  return isSelected(state) && withholdsFirstGrade(state, reader) && !isToldOfConcern(state, reader);
}

/** The safety concerns on an audit that a reader may know of: all, or those they raised themself. */
export function concernsShown(
  state: AuditState,
  { personId, withholdConcerns }: Pick<ShownTo, 'personId' | 'withholdConcerns'>,
): readonly SafetyConcern[] {
  if (!isSelected(state)) return [];
  return withholdConcerns ? state.concerns.filter(({ raisedBy }) => raisedBy === personId) : state.concerns;
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
  readonly personId: string;
  /** From `withholdsFirstGrade`. */
  readonly withholdFirstGrade: boolean;
  /** From `withholdsConcerns`. */
  readonly withholdConcerns: boolean;
  /** From `mayReadDrafts`. */
  readonly drafts: boolean;
}

/**
 * An audit's events as a reader may see them: drafts only to their auditor, drafts of an auditor who was replaced to
 * nobody, and what blind moderation withholds left out.
 */
export function showEvents<Event extends Recorded>(events: readonly Event[], to: ShownTo): readonly Shown<Event>[] {
  const drafts = draftsAmong(events);
  const kept = keptFrom(events.map(noted), to);
  return events.flatMap((event, index) => {
    const draft = drafts.get(index);
    if (draft === 'abandoned' || (draft === 'unsubmitted' && !to.drafts)) return [];
    if (kept[index] === true) return [];
    const withheld = to.withholdFirstGrade ? withheldWhileBlind[event.type] : 'nothing';
    // One that is withheld whole and shown all the same is of a concern the reader knows of.
    const fields = withheld === 'nothing' || withheld === 'all' ? [] : withheld;
    const data = Object.fromEntries(Object.entries(event.data).filter(([field]) => !fields.includes(field)));
    return [{ ...event, data, withheld: fields }];
  });
}

/** What of an event tells whether it is withheld whole. */
export interface Noted {
  readonly type: AuditEventType;
  /** Of an event of a safety concern: which, and who raised it where it is the first. */
  readonly concern?: { readonly concernId: string; readonly raisedBy: string | null };
}

const CONCERN = 'safety-concern-';

export function noted({ type, data }: Recorded): Noted {
  if (!type.startsWith(CONCERN)) return { type };
  const [concernId, raisedBy] = [Reflect.get(data, 'concernId') as unknown, Reflect.get(data, 'raisedBy') as unknown];
  return {
    type,
    concern: { concernId: String(concernId), raisedBy: typeof raisedBy === 'string' ? raisedBy : null },
  };
}

/** Of each event whether all of it is kept from a reader, in order. Concerns they raised themself are not. */
export function keptFrom(
  events: readonly Noted[],
  { personId, withholdFirstGrade, withholdConcerns }: Omit<ShownTo, 'drafts'>,
): readonly boolean[] {
  if (!withholdFirstGrade) return events.map(() => false);
  const own = new Set(events.flatMap(({ concern }) => (concern?.raisedBy === personId ? [concern.concernId] : [])));
  return events.map(({ type, concern }) =>
    concern === undefined ? withheldWhileBlind[type] === 'all' : withholdConcerns && !own.has(concern.concernId),
  );
}

/**
 * The revision of an audit as a reader may know it: of its last event that is not kept from them whole, counted over
 * those alone. For whom nothing is kept back it is the stream's.
 */
export function revisionShown(events: readonly Noted[], to: Omit<ShownTo, 'drafts'>): number {
  return keptFrom(events, to).filter((kept) => !kept).length - 1;
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
