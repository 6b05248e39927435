import { addDays, dateOf, dateOfDayNumber, dayNumber, weekdayOfDayNumber, type IsoDate } from './iso-date.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/**
 * The date on a clock in London at an instant.
 * @param instant ISO 8601 in UTC, such as `2026-06-30T23:30:00.000Z` (which is 1 July in London)
 * @throws RangeError when the text is no instant
 */
export function londonDateOf(instant: string): IsoDate {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw new RangeError('An instant must be written in ISO 8601, in UTC.');
  return dateOfDayNumber(Math.floor((time + summerTime(time)) / DAY));
}

/**
 * The last millisecond of a day in London, in UTC: `2026-07-01` ends at `2026-07-01T22:59:59.999Z`.
 * "As at" a date means as at its end, so an event counts when it was recorded at or before this instant.
 */
export function endOfLondonDay(date: string): string {
  return new Date(londonMidnight(addDays(date, 1)) - 1).toISOString();
}

/**
 * The instant at which a clock in London shows a time. In the hour that October has twice, the first; in the hour that
 * March leaves out, as much later as the clock jumped.
 * @param time `HH:mm`
 */
export function londonInstant(date: string, time: string): string {
  const shown = dayNumber(date) * DAY + minutesOf(time) * MINUTE;
  const inSummer = shown - HOUR;
  return new Date(summerTime(inSummer) === HOUR ? inSummer : shown).toISOString();
}

/** What a clock in London shows at an instant, `HH:mm`. */
export function londonTimeOf(instant: string): string {
  const time = Date.parse(instant);
  return new Date(time + summerTime(time)).toISOString().slice(11, 16);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function londonMidnight(date: string): number {
  const midnight = dayNumber(date) * DAY;
  // The clocks change at one in the morning, so the time that rules at midnight GMT rules at midnight in London.
  return midnight - summerTime(midnight);
}

/**
 * Milliseconds that London is ahead of GMT. Summer Time Act 1972, section 1, as amended by the Summer Time Order 2002
 * (the same days since 1996): from one o'clock in the morning GMT of the last Sunday of March until one o'clock in the
 * morning GMT of the last Sunday of October. Not meant for instants before 1996.
 */
function summerTime(time: number): number {
  const { from, until } = summerOf(new Date(time).getUTCFullYear());
  return time >= from && time < until ? HOUR : 0;
}

const summers = new Map<number, { from: number; until: number }>();

function summerOf(year: number): { from: number; until: number } {
  let summer = summers.get(year);
  if (summer === undefined) {
    summer = { from: lastSundayOf(year, 3) * DAY + HOUR, until: lastSundayOf(year, 10) * DAY + HOUR };
    summers.set(year, summer);
  }
  return summer;
}

/** As a day number. March and October have 31 days. */
function lastSundayOf(year: number, month: 3 | 10): number {
  const last = dayNumber(dateOf(year, month, 31));
  return last - (weekdayOfDayNumber(last) % 7);
}
