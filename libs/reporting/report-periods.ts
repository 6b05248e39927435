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
import type { FactSelection } from '#facts';
import type { CountRequest } from './report.js';

/** The periods of a report in order, each for every part apart where they are told apart. */
export interface ReportPeriods {
  readonly periods: readonly Period[];
  /** How many periods of the selection come before them: those to compare the first with. */
  readonly before: number;
  readonly selection: FactSelection;
}

/** The periods of a report, and the one before the first. */
export function comparedPeriods(request: CountRequest): ReportPeriods {
  const { from, to, by } = request;
  const periods = periodsBetween(from, to, by ?? 'total');
  const first = periods[0];
  // A range of days always holds a period.
  const before =
    first === undefined || first.length === 'total'
      ? rangeBefore(from, to)
      : periodBefore({ ...first, length: first.length });
  return counted(request, [before, ...periods], 1);
}

export function reportPeriods(request: CountRequest): ReportPeriods {
  return counted(request, periodsBetween(request.from, request.to, request.by ?? 'total'), 0);
}

function counted(request: CountRequest, days: readonly Period[], before: number): ReportPeriods {
  const { apart } = request;
  const periods = apart === undefined ? days : days.flatMap((period) => apart.parts.map(() => period));
  const skipped = before * (apart?.parts.length ?? 1);
  return {
    periods: periods.slice(skipped),
    before: skipped,
    selection: {
      periods,
      asAt: request.asAt,
      filters: request.filters,
      apart: apart === undefined ? undefined : { days, by: apart },
    },
  };
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
