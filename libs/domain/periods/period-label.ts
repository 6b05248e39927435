import { datePartsOf } from '../calendar/iso-date.js';
import { MONTHS } from '../calendar/spoken-date.js';
import { periodOf, type Period } from './period.js';

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
