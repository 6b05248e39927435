import { RESPONDENTS, inRatingOrder, percent, periodOf, periodsBetween, ratingLabel } from '#domain';
import type { PeriodLength, Respondent } from '#domain';
import { countedByMonthEnds } from './counted-by-month-ends.js';
import type { Table } from './table.js';
import type { ReportNote } from './report.js';

/** Feedback as it is counted. */
export interface FeedbackCounted {
  readonly date: string;
  readonly respondent: Respondent;
  readonly rating: string;
  /** Instant, UTC. */
  readonly recordedAt: string;
}

/** Words that may be shown. */
export interface QuoteShown {
  readonly period: string;
  readonly series: string;
  readonly text: string;
}

export interface FeedbackRequest {
  /** The first and the last day; null for no bound. */
  readonly from: string | null;
  readonly to: string | null;
  /** Null for one period, the `total`. */
  readonly by: PeriodLength | null;
  /** A date, meaning its end in London, or an instant in UTC; null for what is known now. */
  readonly asAt: string | null;
}

export interface FeedbackRow {
  readonly period: string;
  /** `respondent:child`, `respondent:parent_carer` … */
  readonly series: string;
  /** The rating; `any` in a row whose figures are withheld. */
  readonly key: string;
  readonly label: string;
  readonly numerator: number | null;
  /** Everybody who was asked, those among them for whom it was too early and those who gave no rating. */
  readonly denominator: number | null;
  readonly percent: number | null;
  readonly withheld?: true;
}

export interface FeedbackReport extends FeedbackRequest {
  readonly report: 'feedback';
  readonly rows: readonly FeedbackRow[];
  /** Words of those who let them be shown, and only of a series whose figures are. */
  readonly quotes: readonly QuoteShown[];
  readonly notes: readonly ReportNote[];
}

/** Counts of one respondent's ratings over a stretch; null where they are withheld. */
type Counts = ReadonlyMap<string, number> | null;

const seriesOf = (respondent: Respondent): string => `respondent:${respondent}`;

interface Cells {
  readonly key: string;
  readonly of: (respondent: Respondent) => Counts;
}

/** @param quotes words that may be shown, with their day and who said them */
export function feedbackReport(
  all: readonly FeedbackCounted[],
  quotes: readonly (Pick<FeedbackCounted, 'date' | 'respondent'> & { readonly text: string })[],
  request: FeedbackRequest,
  outside: { readonly minimum: number; readonly until: string } | null,
): FeedbackReport {
  const { from, to, by, asAt } = request;
  const isAsked = ({ date }: { readonly date: string }): boolean =>
    (from === null || date >= from) && (to === null || date <= to);
  const asked = all.filter(isAsked);
  const cells = outside === null ? countedWithin(asked, by) : toldOutside(asked, by, outside);
  const rows = cells.flatMap(({ key, of }) =>
    RESPONDENTS.flatMap((respondent) => rowsOf(key, respondent, of(respondent))),
  );
  const shown = new Set(
    rows.filter(({ withheld }) => withheld !== true).map(({ period, series }) => `${period} ${series}`),
  );
  return {
    report: 'feedback',
    from,
    to,
    by,
    asAt,
    rows,
    quotes: quotes
      .filter(isAsked)
      .map(({ date, respondent, text }) => ({ period: keyOf(date, by), series: seriesOf(respondent), text }))
      .filter(({ period, series }) => shown.has(`${period} ${series}`)),
    notes: outside === null ? [] : [smallNumbers(outside.minimum)],
  };
}

const keyOf = (date: string, by: PeriodLength | null): string => (by === null ? 'total' : periodOf(date, by).key);

function rowsOf(period: string, respondent: Respondent, counts: Counts): FeedbackRow[] {
  const series = seriesOf(respondent);
  if (counts === null)
    return [
      {
        period,
        series,
        key: 'any',
        label: 'Any rating',
        numerator: null,
        denominator: null,
        percent: null,
        withheld: true,
      },
    ];
  const denominator = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return inRatingOrder(counts.keys()).map((key) => {
    const numerator = counts.get(key) ?? 0;
    return {
      period,
      series,
      key,
      label: ratingLabel(key),
      numerator,
      denominator,
      percent: percent(numerator, denominator),
    };
  });
}

function countedWithin(asked: readonly FeedbackCounted[], by: PeriodLength | null): Cells[] {
  return periodsOf(asked, by).map((key) => {
    const within = asked.filter(({ date }) => keyOf(date, by) === key);
    return { key, of: (respondent) => countsOf(within.filter((each) => each.respondent === respondent)) };
  });
}

function countsOf(some: readonly FeedbackCounted[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rating } of some) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  return counts;
}

function periodsOf(asked: readonly FeedbackCounted[], by: PeriodLength | null): readonly string[] {
  const days = asked.map(({ date }) => date).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  return by === null ? ['total'] : periodsBetween(first, last, by).map(({ key }) => key);
}

/**
 * What leaves the QA team: sums of quarters, each as it stood at the end of a month. A quarter's counts move on from one month's
 * end to a later one only where each of them stays as it is or grows by the smallest number that is told, nothing being
 * the first: so whatever is taken from whatever, of any periods as at any moments, comes to nothing or to that many.
 */
function toldOutside(
  asked: readonly FeedbackCounted[],
  by: PeriodLength | null,
  { minimum, until }: { readonly minimum: number; readonly until: string },
): Cells[] {
  const known = asked.filter(({ recordedAt }) => recordedAt <= until);
  return periodsOf(known, by).map((key) => ({
    key,
    of: (respondent) => {
      const own = known.filter((each) => each.respondent === respondent && keyOf(each.date, by) === key);
      const quarters = [...new Set(own.map(({ date }) => periodOf(date, 'quarter').key))];
      const told = quarters.map((quarter) =>
        standing(
          own.filter(({ date }) => periodOf(date, 'quarter').key === quarter),
          minimum,
          until,
        ),
      );
      const sum = new Map<string, number>();
      for (const counts of told) {
        // Of a quarter of which nothing is told yet the whole is not told either: it would be taken for all of it.
        if (counts.size === 0) return null;
        for (const [rating, count] of counts) sum.set(rating, (sum.get(rating) ?? 0) + count);
      }
      return sum;
    },
  }));
}

/** The counts of one quarter and respondent as they are told. */
function standing(own: readonly FeedbackCounted[], minimum: number, until: string): ReadonlyMap<string, number> {
  const moments = own.map(({ recordedAt }) => recordedAt);
  const told = countedByMonthEnds(moments, { minimum, until }, (end) =>
    countsOf(own.filter(({ recordedAt }) => recordedAt <= end)),
  );
  return told.at(-1)?.counts ?? new Map();
}

const smallNumbers = (minimum: number): ReportNote => ({
  code: 'small_numbers',
  text: `Withheld: figures of fewer than ${minimum} answers, and what they could be worked out from. Figures are as they stood at the end of a month; a quarter stands as it was while few answers have come since.`,
});

const COLUMNS = ['period', 'series', 'key', 'label', 'numerator', 'denominator', 'percent'] as const;

/** The rows as a table. Words and notes are in the JSON only. */
export const feedbackTable = ({ rows }: FeedbackReport): Table => ({
  head: COLUMNS,
  rows: rows.map((row) => COLUMNS.map((column) => row[column])),
});
