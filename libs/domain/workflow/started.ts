import { auditWorkflow, type ObligationKind, type WorkflowTable, type Within } from './table.js';

/** Whether a key is an obligation of this kind: the kind itself, or one of it, written `<kind>:<id>`. */
export function isOfKind(key: string, kind: ObligationKind): boolean {
  return key === kind || key.slice(0, key.lastIndexOf(':')) === kind;
}

/** Whether the workflow table has an obligation start with a deadline of this length. */
export function isStartedWithin(within: Within, key: string, table: WorkflowTable = auditWorkflow): boolean {
  return table.some(({ starts = [] }) =>
    starts.some((start) => start.within === within && isOfKind(key, start.obligation)),
  );
}
