import { isSelected, londonDateOf } from '#domain';
import type { SelectedAudit } from '#domain';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import { responseStatus } from '../../audits/response-status.js';
import type { RecordedAuditEvent } from '../../domain-events.js';

/** The lists in which audits are followed up across the council. */
export const FOLLOW_UP = [
  'actions',
  'improvement',
  'concerns',
  'disputes',
  'inadequates',
  'reaudits',
  'filings',
] as const;
export type FollowUpList = (typeof FOLLOW_UP)[number];

/** Where an item of each list may stand, first what is still to be done. */
export const FOLLOW_UP_STATUSES = {
  actions: ['open', 'completed', 'verified', 'cancelled', 'linked'],
  /** Actions for the whole service: what the improvement plan takes up. */
  improvement: ['open', 'completed', 'verified', 'cancelled'],
  concerns: ['raised', 'acknowledged', 'resolved'],
  disputes: ['open', 'resolved'],
  inadequates: ['plan-due', 'sign-off-due', 'actions-open', 'review-due', 'plan-given', 'closed'],
  reaudits: ['planned', 'under-way', 'done', 'ended'],
  /** Audits whose summary is put on the child's record. */
  filings: ['to-file', 'filed'],
} as const satisfies Readonly<Record<FollowUpList, readonly string[]>>;

/** After all days: nothing is owed any more. */
export const NO_DAY = '9999-12-31';

/** Something followed up on an audit. */
export interface Item {
  readonly list: FollowUpList;
  readonly itemId: string;
  readonly status: string;
  readonly due: string;
  /** London date. */
  readonly since: string;
  readonly ownerId: string | null;
  /** The other audit it is about: what is re-audited, or what is to be; on which a linked action is open. */
  readonly aboutId: string | null;
}

/** An audit with the days on which what is followed up on it began. */
export interface Followed extends FoldedAudit {
  /** London dates, by item. */
  readonly since: Readonly<Record<string, string>>;
  readonly reauditDue: string | null;
}

const BEGINS: Readonly<Partial<Record<RecordedAuditEvent['type'], (event: RecordedAuditEvent) => string | null>>> = {
  'action-agreed': (event) => (event.type === 'action-agreed' ? event.data.actionId : null),
  'safety-concern-raised': (event) => (event.type === 'safety-concern-raised' ? event.data.concernId : null),
  'outcome-disputed': () => 'dispute',
  'response-required': () => 'response',
  'reaudit-scheduled': () => 'reaudit',
  'response-signed-off': () => 'signed',
  'response-reviewed': () => 'reviewed',
  'action-linked': (event) => (event.type === 'action-linked' ? event.data.linkId : null),
  'audit-finalised': (event) => (event.type === 'audit-finalised' && event.data.fileBy !== undefined ? 'file' : null),
};

/** An audit after one more event. */
export function follow(folded: FoldedAudit, before: Followed | undefined, event: RecordedAuditEvent): Followed {
  const { state, facts } = folded;
  const { since = {}, reauditDue = null } = before ?? {};
  const begun = BEGINS[event.type]?.(event) ?? null;
  return {
    state,
    facts,
    since: begun === null ? since : { ...since, [begun]: londonDateOf(event.metadata.recordedAt) },
    reauditDue: event.type === 'reaudit-scheduled' ? event.data.dueOn : reauditDue,
  };
}

/** What is followed up on an audit now. @param isThere whether a planned re-audit has been selected: it then stands for itself */
export function itemsOf(audit: Followed, isThere: (auditId: string) => boolean): readonly Item[] {
  const { state, since, reauditDue, facts } = audit;
  if (!isSelected(state)) return [];
  const dueOf = (...keys: readonly string[]): string =>
    keys.flatMap((key) => state.deadlines[key]?.due ?? [])[0] ?? NO_DAY;
  const items: Item[] = [];
  for (const { actionId, ownerId, status, scope } of state.actions) {
    const due = dueOf(`action:${actionId}`, `verify:${actionId}`);
    const action = { itemId: actionId, status, due, since: since[actionId] ?? '', ownerId, aboutId: null };
    items.push({ list: 'actions', ...action });
    if (scope === 'service') items.push({ list: 'improvement', ...action });
  }
  for (const { linkId, toAudit } of state.linked ?? [])
    items.push({
      list: 'actions',
      itemId: linkId,
      status: 'linked',
      due: NO_DAY,
      since: since[linkId] ?? '',
      ownerId: null,
      aboutId: toAudit,
    });
  for (const { concernId, status } of state.concerns) {
    const due = dueOf(`concern:${concernId}`, `resolve-concern:${concernId}`);
    items.push({ list: 'concerns', itemId: concernId, status, due, since: since[concernId] ?? '', ...NOBODYS });
  }
  if (state.dispute !== null) {
    const status = state.dispute.resolved ? 'resolved' : 'open';
    const due = dueOf('resolve-dispute');
    items.push({ list: 'disputes', itemId: 'dispute', status, due, since: since['dispute'] ?? '', ...NOBODYS });
  }
  if (state.response !== null)
    items.push({
      list: 'inadequates',
      itemId: 'response',
      status: responseStatus(state),
      due: dueOf('respond', 'sign-off', 'review'),
      since: since['response'] ?? '',
      ...NOBODYS,
    });
  const fileBy = state.deadlines['file']?.due;
  if (fileBy !== undefined || state.filedOn !== undefined)
    items.push({
      list: 'filings',
      itemId: 'filing',
      status: fileBy === undefined ? 'filed' : 'to-file',
      due: fileBy ?? NO_DAY,
      since: since['file'] ?? '',
      ownerId: state.auditor?.auditorId ?? null,
      aboutId: null,
    });
  const { reauditId, reauditOf } = state;
  if (reauditId !== null && !isThere(reauditId)) {
    const due = reauditDue ?? NO_DAY;
    items.push({
      list: 'reaudits',
      itemId: reauditId,
      status: 'planned',
      due,
      since: since['reaudit'] ?? '',
      ownerId: null,
      aboutId: null,
    });
  }
  if (reauditOf !== null) {
    const began = facts.selectedOn ?? '';
    items.push({
      list: 'reaudits',
      itemId: 'reaudit',
      status: reauditStatus(state),
      due: NO_DAY,
      since: began,
      ownerId: null,
      aboutId: reauditOf,
    });
  }
  return items;
}

const NOBODYS = { ownerId: null, aboutId: null };

function reauditStatus({ stage }: SelectedAudit): string {
  if (stage === 'ended') return 'ended';
  return stage === 'action-tracking' || stage === 'closed' ? 'done' : 'under-way';
}
