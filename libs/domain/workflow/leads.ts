import type { AuditEventType } from '../audit/events.js';
import type { Stage } from './stages.js';
import type { Condition, Lead, WorkflowTable } from './table.js';

/** Answers the stage an event leads to; null where the table leaves the stage as it is. */
export type LeadsTo = (from: Stage, event: AuditEventType, holds: (condition: Condition) => boolean) => Stage | null;

export function leadsOf(table: WorkflowTable): LeadsTo {
  const leads = new Map<string, readonly Lead[]>();
  for (const row of table)
    for (const stage of row.in)
      for (const lead of row.leads ?? []) {
        const key = `${stage} ${lead.on}`;
        leads.set(key, [...(leads.get(key) ?? []), lead]);
      }
  return (from, event, holds) =>
    leads.get(`${from} ${event}`)?.find(({ when }) => when === undefined || holds(when))?.to ?? null;
}
