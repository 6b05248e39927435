import type { EventEnvelope } from '#event-store';
import type { FoldedRows } from '../rows/folded-rows.js';
import { asAuditEvent, auditIdOf } from '../domain-events.js';
import type { RecordedAuditEvent } from '../domain-events.js';
import { foldAudit } from './folded-audit.js';
import type { FoldedAudit } from './folded-audit.js';

/**
 * Folds the audits selected here, those that were imported left out: nobody owes anything on them, and they have no
 * stages. Answers the audits the events belong to.
 */
export function foldSelected<Value extends FoldedAudit>(
  rows: FoldedRows<Value>,
  events: readonly EventEnvelope[],
  after: (folded: FoldedAudit, before: Value | undefined, event: RecordedAuditEvent) => Value | undefined,
): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const envelope of events) {
    const auditId = auditIdOf(envelope);
    if (auditId === undefined || envelope.type === 'audit-imported') continue;
    const before = rows.before(auditId, envelope);
    if (before === undefined && envelope.type !== 'audit-selected') continue;
    const event = asAuditEvent(envelope);
    const folded = foldAudit(before, event);
    const value = folded && after(folded, before, event);
    if (value === undefined) rows.delete(auditId);
    else rows.set(auditId, value);
    touched.add(auditId);
  }
  return touched;
}

/** Folds the audits that events belong to, imported ones too. What gives no value leaves the row as it stands. */
export function foldEvery<Value>(
  rows: FoldedRows<Value>,
  events: readonly EventEnvelope[],
  after: (before: Value | undefined, event: RecordedAuditEvent) => Value | undefined,
): void {
  for (const event of events) {
    const auditId = auditIdOf(event);
    if (auditId === undefined) continue;
    const value = after(rows.before(auditId, event), asAuditEvent(event));
    if (value !== undefined) rows.set(auditId, value);
  }
}
