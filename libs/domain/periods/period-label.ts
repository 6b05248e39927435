import { datePartsOf } from '../calendar/iso-date.js';
import { MONTHS } from '../calendar/spoken-date.js';
import { parsePeriod, periodOf, type Period, type PeriodLength } from './period.js';

/** How a period is written for a reader: `April 2024`, `Quarter 1 of 2024-25 (April to June 2024)`, `2024-25`. */
export function periodLabel(period: Period): string {
  if (period.length === 'total') return 'Total';
  const { key, from, to } = periodOf(period.from, period.length);
  if (period.length === 'year') return key;
  if (period.length === 'month') return `${monthOf(from)} ${from.slice(0, 4)}`;
  return `Quarter ${key.slice(-1)} of ${key.slice(0, 7)} (${monthOf(from)} to ${monthOf(to)} ${to.slice(0, 4)})`;
}

function monthOf(date: string): string {
  return MONTHS[datePartsOf(date).month - 1] ?? '';
}

/**
 * A period for a reader: `May 2026`, `April to June 2026`, `2026-27`; any other key as it stands.
 * @param length what it is a key of: `2009-10` may be a month or a year
 */
export function periodName(key: string, length: PeriodLength = 'month'): string {
  if (key === 'total') return 'All together';
  const period = parsePeriod(key, length);
  if (period === null) return key;
  const label = periodLabel(period);
  return /\((.*)\)/.exec(label)?.[1] ?? label;
}
