/**
 * A day in England, `yyyy-MM-dd`. Text from outside becomes one through `parseIsoDate`; recorded dates are plain strings
 * known to be dates, and the functions here take them as they are.
 */
export type IsoDate = `${number}-${number}-${number}`;

const SHAPE = /^[1-9]\d{3}-\d{2}-\d{2}$/;
const DAY_IN_MILLISECONDS = 86_400_000;

/**
 * Nobody in a caseload was born before the first, no deadline falls after the last: such a date is a typing mistake.
 */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/**
 * The date a text stands for, or null: the shape must be exact, the day must exist (30 February does not) and fall in
 * the years 1900 to 2199.
 */
export function parseIsoDate(text: string): IsoDate | null {
  if (!hasShape(text) || !exists(text)) return null;
  const { year } = datePartsOf(text);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? text : null;
}

export function isIsoDate(text: unknown): text is IsoDate {
  return typeof text === 'string' && parseIsoDate(text) !== null;
}

/**
 * A date already known to be one, such as a constant or a date in a recorded event.
 * @throws RangeError when it is not: text from outside goes through `parseIsoDate`.
 */
export function isoDate(text: string): IsoDate {
  const date = parseIsoDate(text);
  if (date === null)
    throw new RangeError('A date must exist, be written yyyy-MM-dd and fall in the years 1900 to 2199.');
  return date;
}

/** Calendar days, negative for earlier. */
export function addDays(date: string, days: number): IsoDate {
  if (!Number.isInteger(days)) throw new RangeError('Days are counted in whole numbers.');
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Calendar days from one date to another: 1 from Monday to Tuesday, -1 back again. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Calendar months, negative for earlier. The last day of a shorter month stands in for a day it lacks: 31 March less one month is 28 (or 29) February. */
export function addMonths(date: string, months: number): IsoDate {
  if (!Number.isInteger(months)) throw new RangeError('Months are counted in whole numbers.');
  const { year, month, day } = datePartsOf(date);
  const monthsSinceYearZero = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(monthsSinceYearZero / 12);
  const targetMonth = monthsSinceYearZero - targetYear * 12 + 1;
  return dateOf(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** 1 for Monday to 7 for Sunday, as in ISO 8601. */
export function weekdayOf(date: string): number {
  return weekdayOfDayNumber(dayNumber(date));
}

/** The date with these parts; month 1 to 12. @throws RangeError when there is no such day. */
export function dateOf(year: number, month: number, day: number): IsoDate {
  const text = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  if (!hasShape(text) || !exists(text)) throw new RangeError('There is no such day.');
  return text;
}

export function datePartsOf(date: string): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month has; month 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  const leapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leapYear ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/**
 * Days since 1970-01-01, negative before it: the form in which days are counted.
 * @throws RangeError for a text that is not written as a date
 */
export function dayNumber(date: string): number {
  const number = Date.parse(`${date}T00:00:00Z`) / DAY_IN_MILLISECONDS;
  if (!Number.isInteger(number)) throw new RangeError('A date must be written yyyy-MM-dd.');
  return number;
}

/** The last day asked for: what is recorded follows in time, so that the next is most often the same. */
let lastDay: { readonly number: number; readonly date: IsoDate } | undefined;

/** @throws RangeError for a day outside the years 1000 to 9999. */
export function dateOfDayNumber(number: number): IsoDate {
  if (lastDay?.number === number) return lastDay.date;
  const date = new Date(number * DAY_IN_MILLISECONDS).toISOString().slice(0, 10);
  if (!hasShape(date)) throw new RangeError('A date must fall in the years 1000 to 9999.');
  lastDay = { number, date };
  return date;
}

export function weekdayOfDayNumber(number: number): number {
  // Day 0, 1 January 1970, was a Thursday.
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

function hasShape(text: string): text is IsoDate {
  return SHAPE.test(text);
}

function exists(date: IsoDate): boolean {
  const { year, month, day } = datePartsOf(date);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
