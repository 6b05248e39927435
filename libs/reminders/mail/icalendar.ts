import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';
import { londonInstant } from '#domain';
import type { CalendarEntry } from '#domain';

/** A conversation on its way to somebody's calendar. */
export interface ToCalendar {
  readonly auditId: string;
  readonly reference: string;
  readonly entry: CalendarEntry;
  /** Where the audit is found after signing in. */
  readonly link: string;
  /** ISO instant. */
  readonly now: string;
}

export interface CalendarParties {
  /** Who sends invitations: `Plumbline <audits@council.gov.uk>` or an address. Nobody reads answers. */
  readonly organizer: string;
  /** To whose mailbox it goes; left out where it is taken from a page, and published (RFC 5546, 3.2.1). */
  readonly attendee?: string;
}

/** Where only the time of its beginning is said. */
const MINUTES = 60;

export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

/**
 * A conversation as iCalendar (RFC 5545 and 5546): with reference and link, and no word of a child or of who else comes. A time
 * is written in UTC, as a clock in London shows it on that day; where none was said it takes the whole day.
 */
export function icalendarOf(
  { auditId, reference, entry, link, now }: ToCalendar,
  { organizer, attendee }: CalendarParties,
): { readonly method: CalendarMethod; readonly content: string } {
  const isOff = entry.standing === 'called-off';
  const method = isOff ? 'CANCEL' : attendee === undefined ? 'PUBLISH' : 'REQUEST';
  const [, name = 'Plumbline', email = organizer] = /^(.*?)\s*<([^>]+)>$/.exec(organizer) ?? [];
  const calendar = ical({ prodId: '//Plumbline//Audits//EN', method: ICalCalendarMethod[method] });
  calendar.createEvent({
    id: `conversation-${auditId}@plumbline`,
    sequence: entry.sequence,
    stamp: new Date(now),
    ...timesOf(entry),
    summary: `Audit conversation: audit ${reference}`,
    description: `What to prepare is found after signing in: ${link}`,
    url: link,
    class: ICalEventClass.PRIVATE,
    status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: name === '' ? 'Plumbline' : name, email },
    attendees: attendee === undefined ? [] : [{ email: attendee, rsvp: false, status: ICalAttendeeStatus.NEEDSACTION }],
  });
  return { method, content: calendar.toString() };
}

function timesOf({ on, at }: CalendarEntry): { start: Date; end?: Date; allDay: boolean } {
  if (at === null) return { start: new Date(`${on}T00:00:00.000Z`), allDay: true };
  const start = new Date(londonInstant(on, at));
  return { start, end: new Date(start.getTime() + MINUTES * 60_000), allDay: false };
}
