import type { AuditEventType } from '../audit-language/events.js';
import type { Stage } from './stages.js';
import type { Condition, Lead, WorkflowTable } from './table.js';

/** Answers the stage an event leads to; null where the table leaves the stage as it is. */
export type LeadsTo = (from: Stage, event: AuditEventType, holds: (condition: Condition) => boolean) => Stage | null;

/** @throws Error when two rows record the same event in the same stage and do not agree where it leads */
export function leadsOf(table: WorkflowTable): LeadsTo {
  const found = new Map<Stage, Map<AuditEventType, readonly Lead[]>>();
  for (const { in: stages, records, leads = [] } of table)
    for (const stage of stages) {
      const ofStage = found.get(stage) ?? new Map<AuditEventType, readonly Lead[]>();
      found.set(stage, ofStage);
      for (const event of records) {
        const led = leads.filter(({ on }) => on === event);
        const before = ofStage.get(event) ?? led;
        if (JSON.stringify(before) !== JSON.stringify(led))
          throw new Error(`The workflow table disagrees on where ${event} leads from ${stage}`);
        ofStage.set(event, led);
      }
    }
  return (from, event, holds) => {
    for (const { to, when } of found.get(from)?.get(event) ?? []) if (when === undefined || holds(when)) return to;
    return null;
  };
}
