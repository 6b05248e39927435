import type { AuditEventType } from '../audit-language/events.js';
import { isModeratedBlind } from './blind-moderation.js';
import { holdsOneOf } from './offices.js';
import { hasFallenTo } from './ownership.js';
import { isSelected, type AuditState, type SafetyConcern } from './state.js';
import { actsFor, type Standing } from './standing.js';
import { againstModerating, isParty, isToldOfConcern } from './who.js';

/** What of an event is withheld while an audit is moderated blind: nothing, the whole event, or some of its fields. */
export type Withheld = 'nothing' | 'all' | readonly string[];

/**
 * Blind moderation: the first grade, its rationale, the risk reason and all that derives from them, by event type.
 * Views, timelines, replays, reports and exports go by this list; an event type that is not here does not compile.
 * Source: docs/practice.md, the stages: moderation.
 */
export const withheldWhileBlind: Readonly<Record<AuditEventType, Withheld>> = {
  'audit-selected': 'nothing',
  'audit-imported': 'nothing',
  'auditor-allocated': 'nothing',
  'audit-accepted': 'nothing',
  'conflict-declared': 'nothing',
  'auditor-reallocated': 'nothing',
  'subject-substituted': 'nothing',
  'audit-exempted': 'nothing',
  'audit-withdrawn': 'nothing',
  'conversation-scheduled': 'nothing',
  'conversation-recorded': 'nothing',
  'conversation-not-held': 'nothing',
  'family-contact-recorded': 'nothing',
  // Beside it the reasons for moderation, and the auditor's doubts, would show.
  'other-grade-recorded': 'all',
  'domain-graded': 'all',
  'standard-assessed': 'all',
  'questions-answered': 'all',
  'statement-written': 'all',
  'finding-recorded': 'all',
  'first-grade-submitted': ['grade', 'rationale', 'atRisk', 'domains', 'standards', 'answers', 'statements'],
  'grade-resubmitted': ['revisedGrade', 'rationale', 'atRisk', 'domains', 'standards', 'answers', 'statements', 'by'],
  'overall-grade-excepted': 'all',
  // That there is one tells that the child was found at risk. It is a duty of those who are told of it, who do not moderate.
  'safety-concern-raised': 'all',
  'safety-concern-acknowledged': 'all',
  'safety-concern-resolved': 'all',
  // "Because of its grade" would tell the grade.
  'moderation-required': ['reasons', 'by'],
  'moderation-not-required': 'nothing',
  'moderation-claimed': 'nothing',
  'moderation-released': ['reason'],
  // A moderator who released it leaves a grade behind: the next one gives theirs without it.
  'moderator-grade-recorded': ['grade', 'rationale', 'domains'],
  'grade-upheld': ['grade', 'rationale'],
  'grade-changed': ['from', 'to', 'rationale', 'domains'],
  'statement-value-changed': 'all',
  'moderation-passed-on': ['to', 'rationale', 'domains', 'by'],
  'returned-to-auditor': ['reason'],
  'outcome-shared': ['grade'],
  'response-required': 'all',
  'response-recorded': 'all',
  'response-signed-off': 'all',
  'response-sent-back': 'all',
  'response-reviewed': 'all',
  'outcome-acknowledged': ['comment'],
  'outcome-disputed': ['grounds'],
  'dispute-resolved': ['outcome', 'grade', 'domains', 'rationale'],
  'audit-finalised': ['firstGrade', 'moderatedGrade', 'finalGrade', 'domains', 'standards', 'answers', 'statements'],
  'audit-filed': 'nothing',
  'action-agreed': 'all',
  'action-acknowledged': 'all',
  'action-linked': 'all',
  'action-progress-updated': 'all',
  'action-completed': 'all',
  'action-verified': 'all',
  'action-reopened': 'all',
  'action-cancelled': 'all',
  'action-due-changed': 'all',
  'retrospective-grade-recorded': ['grade', 'rationale'],
  'reaudit-drawn': 'all',
  'reaudit-scheduled': 'all',
  'audit-closed': 'nothing',
  'record-corrected': ['change', 'reason'],
  'finding-corrected': 'all',
  'family-contact-corrected': ['reason'],
  'practitioner-reassigned': 'nothing',
  'audit-team-changed': 'nothing',
  'audit-reopened': ['reason'],
  'extension-asked': ['reason'],
  'extension-decided': ['note'],
  'deadlines-moved': 'nothing',
};

type Reader = Omit<Standing, 'hasReadFirstGrade'>;

/** Whether a person could be this audit's moderator: one by role, in the people file or in how they are signed in, whom nothing bars, or whoever it has fallen to. */
export function couldClaimModeration(state: AuditState, reader: Reader): boolean {
  if (!isSelected(state)) return false;
  const { actor, directory } = reader;
  const roles = [...actor.roles, ...(directory.person(actor.id)?.roles ?? [])];
  const moderates =
    roles.includes('moderator') ||
    holdsOneOf(state.moderation?.by ?? [], state, { ...reader, actor: { id: actor.id, roles } });
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
    const named = withheld === 'nothing' || withheld === 'all' ? [] : withheld;
    // What an audit's tool does not ask is not named either.
    const fields = named.filter((field) => field in event.data);
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

export function noted(event: Recorded): Noted {
  const { type } = event;
  if (!type.startsWith(CONCERN)) return { type };
  const { data } = event;
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

const DRAFTS: readonly AuditEventType[] = [
  'domain-graded',
  'standard-assessed',
  'questions-answered',
  'statement-written',
  'finding-recorded',
];
const SUBMISSIONS: readonly AuditEventType[] = ['first-grade-submitted', 'grade-resubmitted'];
const CHANGES_OF_AUDITOR: readonly AuditEventType[] = ['auditor-reallocated', 'conflict-declared'];

/** The draft events that no submission has taken up, by index. */
export function draftsAmong(
  events: readonly Pick<Recorded, 'type'>[],
): ReadonlyMap<number, 'unsubmitted' | 'abandoned'> {
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
