import { addDays, addMonths, isIsoDate, parsePeriod, periodOf } from '#domain';
import type { PeriodLength, ReportName } from '#domain';
import type { ReportRequest } from '#reporting';
import { monthsUpTo } from '../words/months.js';

/** What is asked of a report, as its page's address says it. Months are `2026-05`. */
export interface ReportQuestion {
  readonly from: string;
  readonly to: string;
  readonly by: PeriodLength;
  readonly service: string;
  readonly team: string;
  readonly activity: string;
  /** The last day of a month; empty for what is known now. */
  readonly asAt: string;
  /** Rows that are wanted as one: `good+outstanding`. */
  readonly combine: string;
}

/** Of what is to be combined. */
const LONGEST = 200;

const LENGTHS: readonly PeriodLength[] = ['month', 'quarter', 'year'];

/** What is shown where nobody says: periods of this length, the last not yet over. */
interface Usual {
  readonly by: PeriodLength;
  /** From the first day of the first to that of the last. */
  readonly months: number;
}

/** Of single quarters a reader from whom small numbers are withheld is told little: two financial years tell more. */
const usualFor = (withSmallNumbers: boolean): Usual =>
  withSmallNumbers ? { by: 'quarter', months: 3 * 3 } : { by: 'year', months: 12 };

/**
 * The question of an address; what it does not say, or says wrongly, is the last year by quarter, or two years. @param today
 * London date @param withSmallNumbers whether its reader sees small numbers
 */
export function questionOf(
  query: Readonly<Record<string, unknown>>,
  today: string,
  withSmallNumbers: boolean,
): ReportQuestion {
  const usual = usualFor(withSmallNumbers);
  const said = (name: string): string => (typeof query[name] === 'string' ? String(query[name]) : '');
  const by = LENGTHS.find((length) => length === said('by')) ?? usual.by;
  const monthOr = (month: string, otherwise: string): string =>
    parsePeriod(month, 'month') === null ? otherwise : month;
  const to = monthOr(said('to').slice(0, 7), today.slice(0, 7));
  const start = addMonths(periodOf(`${to}-01`, usual.by).from, -usual.months).slice(0, 7);
  const from = monthOr(said('from').slice(0, 7), start);
  const asAt = said('asAt');
  return {
    from: from <= to ? from : to,
    to,
    by,
    service: said('service'),
    team: said('team'),
    activity: said('activity'),
    asAt: isIsoDate(asAt) ? asAt : '',
    combine: said('combine').slice(0, LONGEST),
  };
}

/** The same, of a report: from the first day of the first whole period to the last day of the last. */
export function requestOf(report: ReportName, question: ReportQuestion): ReportRequest {
  const { from, to, by, service, team, activity, asAt } = question;
  return {
    report,
    from: periodOf(`${from}-01`, by).from,
    to: periodOf(`${to}-01`, by).to,
    by,
    asAt: asAt || null,
    filters: {
      ...(service !== '' && { service }),
      ...(team !== '' && { team }),
      ...(activity !== '' && { activity }),
    },
  };
}

/** The last days of months that have ended, the newest first. */
export const monthEndsBefore = (today: string, count: number): readonly string[] =>
  monthsUpTo(today, count).map((month) => addDays(`${month}-01`, -1));
