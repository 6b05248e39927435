import { namedId } from '../named-id.js';
import type { ReminderStep } from './steps.js';

/** One id for each obligation, due date and step, wherever and whenever it is planned. */
export function reminderIdOf(auditId: string, obligation: string, due: string, { days, to }: ReminderStep): string {
  return namedId('reminder', auditId, obligation, due, String(days), to);
}

/** One for each person and instant from which what is in it waits. */
export function digestIdOf(personId: string, at: string): string {
  return namedId('digest', personId, at);
}

/** One for each reminder and person, without the part after the @: sent again, it is the same message. */
export function messageIdOf(reminderId: string, personId: string): string {
  return namedId('message', reminderId, personId);
}
