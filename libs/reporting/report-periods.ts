import {
  addDays,
  addMonths,
  datePartsOf,
  daysBetween,
  daysInMonth,
  periodBefore,
  periodsBetween,
  type Period,
} from '#domain';
import type { ReportRequest } from './report.js';

/** The periods of a report in order, and the one before the first, to compare it with. */
export interface ReportPeriods {
  readonly before: Period;
  readonly periods: readonly Period[];
}

export function reportPeriods({ from, to, by }: Pick<ReportRequest, 'from' | 'to' | 'by'>): ReportPeriods {
  const periods = periodsBetween(from, to, by ?? 'total');
  const first = periods[0];
  // A range of days always holds a period.
  if (first === undefined || first.length === 'total') return { before: rangeBefore(from, to), periods };
  return { before: periodBefore({ ...first, length: first.length }), periods };
}

/** As many whole months just before whole months, otherwise as many days. */
function rangeBefore(from: string, to: string): Period {
  const first = datePartsOf(from);
  const last = datePartsOf(to);
  const wholeMonths = first.day === 1 && last.day === daysInMonth(last.year, last.month);
  const start = wholeMonths
    ? addMonths(from, -((last.year - first.year) * 12 + last.month - first.month + 1))
    : addDays(from, -(daysBetween(from, to) + 1));
  return { key: 'before', length: 'total', from: start, to: addDays(from, -1) };
}
