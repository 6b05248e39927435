import { addDays, spokenDate } from '#domain';
import type { WorkingDays } from '#domain';

/** `4 May 2026` */
export const plainDate = (date: string): string => spokenDate(date).split(' ').slice(1).join(' ');

const days = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`;

/** How near a day is: `today`, `tomorrow`, `in 3 working days`, `2 working days late`. */
export function howNear(due: string, today: string, calendar: WorkingDays): string {
  if (due === today) return 'today';
  if (due > today)
    return due === addDays(today, 1) ? 'tomorrow' : `in ${days(calendar.workingDaysBetween(today, due))}`;
  const late = calendar.workingDaysBetween(due, today);
  // A weekend may lie between, in which nobody was late.
  return late === 0 ? 'due on a day that was no working day' : `${days(late)} late`;
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** `May 2026` of `2026-05`; anything else as it is. */
export const plainMonth = (month: string): string =>
  isMonth(month) ? MONTH.format(new Date(`${month}-01T12:00:00Z`)) : month;
