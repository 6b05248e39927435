import { addDays, addMonths, dateOf, datePartsOf, daysInMonth, isoDate, type IsoDate } from '../calendar/iso-date.js';

/** Calendar months; quarters and years of the financial year, which runs from April to March. */
export const PERIOD_LENGTHS = ['month', 'quarter', 'year'] as const;
export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

/** A stretch of days that a sample is drawn for or a report counts in. */
export interface Period<Length extends PeriodLength | 'total' = PeriodLength | 'total'> {
  /** `2024-04`, `2024-25-Q1` (April to June 2024) or `2024-25`; `total` for a whole report. */
  readonly key: string;
  readonly length: Length;
  /** The first day. */
  readonly from: IsoDate;
  /** The last day, which counts. */
  readonly to: IsoDate;
}

const MONTHS: Readonly<Record<PeriodLength, number>> = { month: 1, quarter: 3, year: 12 };
const APRIL = 4;

/** The month, financial quarter or financial year a day falls in. */
export function periodOf(date: string, length: PeriodLength): Period<PeriodLength> {
  const { year, month } = datePartsOf(date);
  const monthsIntoFinancialYear = (month - APRIL + 12) % 12;
  return periodFrom(addMonths(dateOf(year, month, 1), -(monthsIntoFinancialYear % MONTHS[length])), length);
}

/**
 * The period a key stands for, or null. Strict: the month must exist, in the years 1900 to 2199, and the second half of a year must follow the
 * first (`2024-25`, not `2024-26`).
 * @param length what the key must be. Without it `2009-10`, which could be October 2009 or a financial year, is the month.
 */
export function parsePeriod(key: string, length?: PeriodLength): Period<PeriodLength> | null {
  const lengths: readonly PeriodLength[] = length === undefined ? PERIOD_LENGTHS : [length];
  for (const candidate of lengths) {
    const from = FIRST_DAY[candidate](key);
    if (from !== null) return periodFrom(from, candidate);
  }
  return null;
}

/**
 * The periods that the days from one date to another fall in, in order, none left out. The first and last are cut to
 * the dates asked for, so that a report from 15 April does not count 1 April.
 * @throws RangeError when `to` is before `from`
 */
export function periodsBetween(from: string, to: string, by: PeriodLength | 'total'): Period[] {
  if (to < from) throw new RangeError('A range of dates must not end before it begins.');
  const first = isoDate(from);
  const last = isoDate(to);
  if (by === 'total') return [{ key: 'total', length: 'total', from: first, to: last }];
  const periods: Period[] = [];
  for (let period = periodOf(first, by); period.from <= last; period = periodOf(addDays(period.to, 1), by)) {
    periods.push({
      ...period,
      from: period.from < first ? first : period.from,
      to: period.to > last ? last : period.to,
    });
  }
  return periods;
}

/** The key of the period a day counts in: what a figure is filed under. */
export function periodKey(date: string, by: PeriodLength | 'total'): string {
  return by === 'total' ? 'total' : keyOf(date, by);
}

/** The month, quarter or year just before this one; whole, also when this one was cut short. */
export function periodBefore(period: Period<PeriodLength>): Period<PeriodLength> {
  return periodOf(addDays(periodOf(period.from, period.length).from, -1), period.length);
}

/** The first day of the period that a key of each length stands for, or null. */
const FIRST_DAY: Readonly<Record<PeriodLength, (key: string) => IsoDate | null>> = {
  month(key) {
    const [, year, month] = /^((?:19|20|21)\d{2})-(0[1-9]|1[0-2])$/.exec(key) ?? [];
    return year === undefined ? null : dateOf(Number(year), Number(month), 1);
  },
  quarter(key) {
    const [, financialYear = '', quarter] = /^(.{7})-Q([1-4])$/.exec(key) ?? [];
    const april = FIRST_DAY.year(financialYear);
    return april === null ? null : addMonths(april, 3 * (Number(quarter) - 1));
  },
  year(key) {
    const [, first, second] = /^((?:19|20|21)\d{2})-(\d{2})$/.exec(key) ?? [];
    if (first === undefined || (Number(first) + 1) % 100 !== Number(second)) return null;
    return dateOf(Number(first), APRIL, 1);
  },
};

/** @param from the first day of the period */
function periodFrom(from: IsoDate, length: PeriodLength): Period<PeriodLength> {
  const { year, month } = datePartsOf(addMonths(from, MONTHS[length] - 1));
  return { key: keyOf(from, length), length, from, to: dateOf(year, month, daysInMonth(year, month)) };
}

function keyOf(date: string, length: PeriodLength): string {
  if (length === 'month') return date.slice(0, 7);
  const { year, month } = datePartsOf(date);
  const first = month < APRIL ? year - 1 : year;
  const financialYear = `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
  const quarter = Math.floor(((month - APRIL + 12) % 12) / 3) + 1;
  return length === 'year' ? financialYear : `${financialYear}-Q${quarter}`;
}
