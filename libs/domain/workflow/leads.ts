import type { AuditEventType } from '../audit/events.js';
import type { Stage } from './stages.js';
import type { Condition, Lead, WorkflowTable } from './table.js';

/** Answers the stage an event leads to; null where the table leaves the stage as it is. */
export type LeadsTo = (from: Stage, event: AuditEventType, holds: (condition: Condition) => boolean) => Stage | null;

/** @throws Error when two rows record the same event in the same stage and do not agree where it leads */
export function leadsOf(table: WorkflowTable): LeadsTo {
  const found = new Map<string, readonly Lead[]>();
  for (const { in: stages, records, leads = [] } of table)
    for (const stage of stages)
      for (const event of records) {
        const key = `${stage} ${event}`;
        const led = leads.filter(({ on }) => on === event);
        const before = found.get(key) ?? led;
        if (JSON.stringify(before) !== JSON.stringify(led))
          throw new Error(`The workflow table disagrees on where ${event} leads from ${stage}`);
        found.set(key, led);
      }
  return (from, event, holds) =>
    found.get(`${from} ${event}`)?.find(({ when }) => when === undefined || holds(when))?.to ?? null;
}
