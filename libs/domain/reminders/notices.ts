import { itemOf, type ObligationOwner } from '../audit/obligations.js';
import type { AuditEvent, AuditEventType, PlanStands } from '../audit-language/events.js';
import { isSelected, type AuditState, type CalendarEntry, type SelectedAudit } from '../audit/state.js';

/** What people are told has happened on an audit. Nobody owes anything for it: it is told once. */
export const NOTICE_KINDS = [
  'no-longer-yours',
  'named-approver',
  'moderator-changed',
  'returned',
  'dispute-resolved',
  'outcome-corrected',
  'concern-acknowledged',
  'concern-resolved',
  'conversation-arranged',
  'conversation-moved',
  'conversation-called-off',
  'plan-sent-back',
  'plan-copied',
  'extension-decided',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * The words of a notice. They tell that something has happened and nothing of a child, a name or a grade; a dispute's are the same
 * whichever way it went. `{date}` is the day of the conversation.
 */
export const noticeWords: Readonly<Record<NoticeKind, { readonly headline: string; readonly says: string }>> = {
  'no-longer-yours': {
    headline: 'An audit is no longer yours',
    says: 'It has been given to another auditor. There is nothing left for you to do on it.',
  },
  'named-approver': {
    headline: 'You are named as approver',
    says: 'It is recorded that you approved ending this audit. If you did not, tell a coordinator at once.',
  },
  'moderator-changed': {
    headline: 'A moderator has changed your audit’s outcome',
    says: 'Sign in to read what was changed and why.',
  },
  returned: {
    headline: 'A moderator has returned your audit',
    says: 'Sign in to read what is asked, put it right and submit the audit again.',
  },
  'dispute-resolved': {
    headline: 'A dispute has been resolved',
    says: 'Sign in to read what the panel decided and why.',
  },
  'outcome-corrected': {
    headline: 'An audit’s outcome has been corrected',
    says: 'What you were told before no longer stands. Sign in to read what was corrected and why.',
  },
  'concern-acknowledged': {
    headline: 'The safety concern you raised has been acknowledged',
    says: 'Somebody has it in hand. You are told again when it is resolved.',
  },
  'concern-resolved': {
    headline: 'The safety concern you raised has been resolved',
    says: 'If you are still worried, raise it again: a closed audit does not prevent it.',
  },
  'conversation-arranged': {
    headline: 'You are invited to an audit conversation on {date}',
    says: 'If this message does not show it for your calendar, its page has it. If you cannot come, tell the auditor, who finds another day.',
  },
  'conversation-moved': {
    headline: 'An audit conversation is now on {date}',
    says: 'It was arranged otherwise before. If this message does not put it right in your calendar, its page does. If you cannot come, tell the auditor.',
  },
  'conversation-called-off': {
    headline: 'You are no longer expected at the audit conversation on {date}',
    says: 'If it is still in your calendar, take it out. There is nothing left for you to prepare.',
  },
  'plan-sent-back': {
    headline: 'A response plan has been sent back',
    says: 'Sign in to read what is asked, and record the plan again.',
  },
  'plan-copied': {
    headline: 'You have a copy of a response plan',
    says: 'It is for you to read. There is nothing for you to do on it.',
  },
  'extension-decided': {
    headline: 'Your request for more time has been decided',
    says: 'Sign in to read whether it was granted, and by when it is due now.',
  },
};

/** What one event has people told. */
export interface Notice {
  /** What it is kept and told by, in place of an obligation. */
  readonly key: string;
  readonly to: readonly ObligationOwner[];
  /** The day it is about, a London date; null where it is about what has happened. */
  readonly on: string | null;
}

/** An audit before and after an event. */
export interface AuditChange<Type extends AuditEventType = AuditEventType> {
  readonly before: AuditState | undefined;
  readonly after: SelectedAudit;
  readonly event: { readonly id: string; readonly type: Type; readonly data: DataOf<Type> };
  /** Who took the step. They know of it and are told nothing; but their calendar is told. */
  readonly actorId: string;
  /** London date. */
  readonly today: string;
}

type DataOf<Type extends AuditEventType> = Extract<AuditEvent, { readonly type: Type }>['data'];
type NoticeTable = {
  readonly [Type in AuditEventType]?: {
    readonly kind: NoticeKind;
    /** Whom it concerns, by the audit as it stands after the event. */
    readonly to: (audit: SelectedAudit, data: DataOf<Type>) => readonly (ObligationOwner | null)[];
  };
};

const person = (personId: string | null | undefined): ObligationOwner | null =>
  typeof personId === 'string' ? { personId } : null;
const teamManager = ({ teamId }: SelectedAudit): ObligationOwner => ({ party: 'team-manager', teamId });
const raiser = (audit: SelectedAudit, { concernId }: { readonly concernId: string }) => [
  person(audit.concerns.find((concern) => concern.concernId === concernId)?.raisedBy),
];
const approver = (_audit: SelectedAudit, { approvedBy }: { readonly approvedBy: string }) => [person(approvedBy)];

const copied = (_audit: SelectedAudit, { copies = [] }: PlanStands) => copies.map(person);

/** Which events are told, and to whom. */
const noticeTable: NoticeTable = {
  'auditor-reallocated': { kind: 'no-longer-yours', to: (_audit, { from }) => [person(from)] },
  'subject-substituted': { kind: 'named-approver', to: approver },
  'audit-exempted': { kind: 'named-approver', to: approver },
  'audit-withdrawn': { kind: 'named-approver', to: approver },
  'grade-changed': { kind: 'moderator-changed', to: ({ auditor }) => [person(auditor?.auditorId)] },
  'returned-to-auditor': { kind: 'returned', to: ({ auditor }) => [person(auditor?.auditorId)] },
  'dispute-resolved': {
    kind: 'dispute-resolved',
    to: (audit) => [
      person(audit.dispute?.disputedBy),
      person(audit.practitionerId),
      teamManager(audit),
      person(audit.auditor?.auditorId),
      person(audit.moderation?.decidedBy),
    ],
  },
  'record-corrected': {
    kind: 'outcome-corrected',
    to: (audit, { change: { field } }) =>
      // Before it is shared nobody has been told an outcome.
      audit.shared === null || (field !== 'finalGrade' && field !== 'domainGrade')
        ? []
        : [person(audit.practitionerId), teamManager(audit), person(audit.auditor?.auditorId)],
  },
  'extension-decided': {
    kind: 'extension-decided',
    to: (_audit, { askedBy }) => [person(askedBy)],
  },
  'response-recorded': { kind: 'plan-copied', to: copied },
  'response-signed-off': { kind: 'plan-copied', to: copied },
  'response-sent-back': { kind: 'plan-sent-back', to: (audit) => [teamManager(audit)] },
  'safety-concern-acknowledged': { kind: 'concern-acknowledged', to: raiser },
  'safety-concern-resolved': { kind: 'concern-resolved', to: raiser },
};

/** What an event has people told. */
export function noticesOf<Type extends AuditEventType>(change: AuditChange<Type>): readonly Notice[] {
  return [...happenedOf(change), ...calendarNoticesOf(change)];
}

function happenedOf<Type extends AuditEventType>({ after, event, actorId }: AuditChange<Type>): readonly Notice[] {
  const row = noticeTable[event.type];
  const to = (row?.to(after, event.data) ?? [])
    .filter((one) => one !== null)
    .filter((one) => !('personId' in one) || one.personId !== actorId);
  return row === undefined || to.length === 0 ? [] : [{ key: noticeKey(row.kind, event.id), to, on: null }];
}

type CalendarNotice = Extract<NoticeKind, `conversation-${string}`>;
const CALENDAR_NOTICES: readonly NoticeKind[] = [
  'conversation-arranged',
  'conversation-moved',
  'conversation-called-off',
] satisfies readonly CalendarNotice[];

/** Whose calendar an event changes, by what is said of it. Nobody is told of a day that is over. */
function calendarNoticesOf({
  before,
  after,
  today,
}: Pick<AuditChange, 'before' | 'after' | 'today'>): readonly Notice[] {
  const known = before !== undefined && isSelected(before) ? before.calendars : {};
  if (known === after.calendars) return [];
  const told = new Map<CalendarNotice, { readonly to: ObligationOwner[]; readonly entry: CalendarEntry }>();
  for (const [personId, entry] of Object.entries(after.calendars)) {
    const former = known[personId];
    if (former?.sequence === entry.sequence || entry.on < today) continue;
    const kind = calendarNoticeFor(entry, former);
    const others = told.get(kind)?.to ?? [];
    told.set(kind, { to: [...others, { personId }], entry });
  }
  return [...told].map(([kind, { to, entry }]) => ({ key: noticeKey(kind, String(entry.sequence)), to, on: entry.on }));
}

function calendarNoticeFor({ standing }: CalendarEntry, former: CalendarEntry | undefined): CalendarNotice {
  if (standing === 'called-off') return 'conversation-called-off';
  return former?.standing === 'invited' ? 'conversation-moved' : 'conversation-arranged';
}

/** @param item the event, or the number of the change to calendars */
const noticeKey = (kind: NoticeKind, item: string): string => `notice:${kind}:${item}`;

/** The kind of notice a key is of; null for an obligation's. */
export function noticeKindOf(key: string): NoticeKind | null {
  const [notice, kind] = key.split(':');
  return notice === 'notice' ? (NOTICE_KINDS.find((known) => known === kind) ?? null) : null;
}

/** Which change to people's calendars a key tells of; null where it tells of none. */
export function calendarSequenceOf(key: string): number | null {
  const kind = noticeKindOf(key);
  return kind !== null && CALENDAR_NOTICES.includes(kind) ? Number(itemOf(key)) : null;
}

/** Whether it is told to a person's calendar: by itself, since a calendar takes one message for one change. */
export const isForCalendar = (key: string): boolean => calendarSequenceOf(key) !== null;
