import type { CalendarParties, ToCalendar } from './mail/icalendar.js';

/** A conversation as a file for whoever asks for it; what writes it is loaded once somebody does. */
export async function calendarFile(told: ToCalendar, parties: CalendarParties) {
  const { icalendarOf } = await import('./mail/icalendar.js');
  return icalendarOf(told, parties);
}
