import { auditFold, auditStream } from '#application';
import { isSelected } from '#domain';
import type { AuditState, CalendarEntry } from '#domain';
import type { AskedOfAudit } from './audit-readers.js';
import type { Engine } from './engine.js';

/**
 * What stands of an audit's conversation in somebody's own calendar: theirs while it is arranged and once it is called off,
 * whatever else of the audit they may read. It tells nothing of what is in it.
 * @throws StoreUnavailable
 */
export async function calendarEntryFor(
  { memories }: Engine,
  { auditId, actor }: AskedOfAudit,
): Promise<CalendarEntry | undefined> {
  const { state } = (await memories.of(auditFold).load(auditStream(auditId))).state;
  return entryIn(state, actor.id);
}

/** The same, of an audit that is open already. */
export const entryIn = (state: AuditState, personId: string): CalendarEntry | undefined =>
  isSelected(state) ? state.calendars[personId] : undefined;
