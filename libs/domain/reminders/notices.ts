import type { ObligationOwner } from '../audit/obligations.js';
import type { AuditEvent, AuditEventType } from '../audit-language/events.js';
import type { SelectedAudit } from '../audit/state.js';

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
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * The words of a notice. They tell that something has happened and nothing of a child, a name or a grade; a dispute's are the same
 * whichever way it went.
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
};

export interface Notice {
  readonly kind: NoticeKind;
  readonly to: readonly ObligationOwner[];
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

/** Which events are told, and to whom. Whoever took the step knows of it and is told nothing. */
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
  'safety-concern-acknowledged': { kind: 'concern-acknowledged', to: raiser },
  'safety-concern-resolved': { kind: 'concern-resolved', to: raiser },
};

/** What an event has people told; null where nobody is. */
export function noticeOf<Type extends AuditEventType>(
  audit: SelectedAudit,
  event: { readonly type: Type; readonly data: DataOf<Type> },
): Notice | null {
  const row = noticeTable[event.type];
  const to = row?.to(audit, event.data).filter((one) => one !== null) ?? [];
  return row === undefined || to.length === 0 ? null : { kind: row.kind, to };
}

/** What a notice is kept and told by, in place of an obligation: one an event. */
export const noticeKey = (kind: NoticeKind, eventId: string): string => `notice:${kind}:${eventId}`;

/** The kind of notice a key is of; null for an obligation's. */
export function noticeKindOf(key: string): NoticeKind | null {
  const [notice, kind] = key.split(':');
  return notice === 'notice' ? (NOTICE_KINDS.find((known) => known === kind) ?? null) : null;
}
