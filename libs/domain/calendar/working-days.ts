import { bankHolidays } from './bank-holidays.js';
import { dateOfDayNumber, dayNumber, weekdayOfDayNumber, type IsoDate } from './iso-date.js';

/** Counts the days on which a council works: deadlines, response times and timeliness are in these. */
export interface WorkingDays {
  isWorkingDay(date: string): boolean;
  /**
   * The working day `days` working days after a date (before it, when negative), the date itself not counted:
   * 1 from a Friday is the Monday. 0 is the date itself, or the next working day where it is not one.
   */
  addWorkingDays(date: string, days: number): IsoDate;
  /**
   * Working days after `from` up to and including `to`, negative when `to` is the earlier:
   * 1 from a Friday to the Monday, 0 from the Friday to the Saturday.
   */
  workingDaysBetween(from: string, to: string): number;
}

/**
 * Monday to Friday, less the bank holidays of England and Wales and the council's own closures
 * (such as the days between Christmas and New Year).
 */
export function workingDays(closures: Iterable<string> = []): WorkingDays {
  const closed = new Set<number>();
  for (const date of closures) closed.add(dayNumber(date));

  const works = (day: number): boolean =>
    weekdayOfDayNumber(day) <= 5 && !closed.has(day) && !bankHolidayNumbers(yearOfDayNumber(day)).has(day);

  return {
    isWorkingDay: (date) => works(dayNumber(date)),

    addWorkingDays(date, days) {
      if (!Number.isInteger(days)) throw new RangeError('Working days are counted in whole numbers.');
      let day = dayNumber(date);
      if (days === 0) while (!works(day)) day += 1;
      const step = Math.sign(days);
      for (let left = Math.abs(days); left > 0;) {
        day += step;
        if (works(day)) left -= 1;
      }
      return dateOfDayNumber(day);
    },

    workingDaysBetween(from, to) {
      const first = dayNumber(from);
      const last = dayNumber(to);
      let count = 0;
      for (let day = Math.min(first, last) + 1; day <= Math.max(first, last); day += 1) if (works(day)) count += 1;
      return first <= last ? count : 0 - count;
    },
  };
}

const numbersByYear = new Map<number, ReadonlySet<number>>();

function bankHolidayNumbers(year: number): ReadonlySet<number> {
  let numbers = numbersByYear.get(year);
  if (numbers === undefined) {
    numbers = new Set(bankHolidays(year).map(({ date }) => dayNumber(date)));
    numbersByYear.set(year, numbers);
  }
  return numbers;
}

function yearOfDayNumber(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}
