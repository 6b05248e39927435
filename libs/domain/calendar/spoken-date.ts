import { datePartsOf, weekdayOf } from './iso-date.js';

/** Of the year, in order. */
export const MONTHS: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** `Friday 3 May 2024` */
export function spokenDate(date: string): string {
  const { year, month, day } = datePartsOf(date);
  return `${WEEKDAYS[weekdayOf(date) - 1]} ${day} ${MONTHS[month - 1]} ${year}`;
}
