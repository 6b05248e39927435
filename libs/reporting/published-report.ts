import { checkFigure, type FigureCheck, type PrintedFigure } from '#domain';
import type { Table } from './table.js';
import { isWithin } from './measures-report.js';
import type { ReportNote } from './report.js';

/** A figure as it was printed, beside what the counts printed with it give. */
export interface PublishedItem extends FigureCheck {
  readonly source: string;
  readonly period: string;
  readonly series: string;
  readonly key: string;
  /** The percentage as printed; null where only counts were. */
  readonly printed: number | null;
  /** Decimals as printed: 50 with one decimal was printed as 50.0. */
  readonly decimals: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** Figures of one source, period and series that cannot all be parts of their whole. */
export interface PartsNote extends ReportNote {
  readonly code: 'parts-exceed-whole';
  readonly source: string;
  readonly period: string;
  readonly series: string;
}

export interface PublishedRequest {
  /** The first and the last day; figures of a calendar period outside them are left out. Null for no bound. */
  readonly from: string | null;
  readonly to: string | null;
  /** A date, meaning its end in London, or an instant in UTC; null for what is known now. */
  readonly asAt: string | null;
}

/** What was published, as printed and as entered here. It is public: nothing of it is withheld. */
export interface PublishedReport extends PublishedRequest {
  readonly report: 'published';
  readonly items: readonly PublishedItem[];
  readonly notes: readonly PartsNote[];
}

/** Each figure held against its own counts, in the order they were entered, and each group against its whole. */
export function publishedReport(
  figures: Iterable<PrintedFigure>,
  { from, to, asAt }: PublishedRequest,
): PublishedReport {
  const asked = [...figures].filter(({ period }) => isWithin(period, from, to));
  const items = asked.map(({ source, period, series, key, percent: printed, ...numbers }): PublishedItem => ({
    source,
    period,
    series,
    key,
    printed,
    ...numbers,
    ...checkFigure({ percent: printed, ...numbers }),
  }));
  return { report: 'published', from, to, asAt, items, notes: notesOf(asked) };
}

function notesOf(figures: readonly PrintedFigure[]): PartsNote[] {
  const groups = new Map<string, PrintedFigure[]>();
  for (const figure of figures) {
    const name = JSON.stringify([figure.source, figure.period, figure.series]);
    groups.set(name, [...(groups.get(name) ?? []), figure]);
  }
  return [...groups.values()].flatMap((group) => {
    const note = noteOf(group);
    return note === null ? [] : [note];
  });
}

/** Figures of one whole are added up; those of another in the same series, such as a standard that fewer cases call for, by themselves. */
function noteOf(group: readonly PrintedFigure[]): PartsNote | null {
  const sums = new Map<number, number>();
  for (const { numerator, denominator } of group)
    if (numerator !== null && denominator !== null) sums.set(denominator, (sums.get(denominator) ?? 0) + numerator);
  const over = [...sums].filter(([whole, sum]) => sum > whole);
  const [first] = group;
  if (first === undefined || over.length === 0) return null;
  const { source, period, series } = first;
  const sentences = over.map(([whole, sum]) => `The parts add up to ${sum} of ${whole}.`);
  return {
    code: 'parts-exceed-whole',
    source,
    period,
    series,
    text: `${source}, ${period}, ${series}: ${sentences.join(' ')}`,
  };
}

const COLUMNS = [
  'source',
  'period',
  'series',
  'key',
  'printed',
  'numerator',
  'denominator',
  'fromCounts',
  'verdict',
  'why',
] as const;

/** The figures as a table, percentages with the decimals they were printed with. Notes are in the JSON only. */
export const publishedTable = ({ items }: PublishedReport): Table => ({
  head: COLUMNS,
  rows: items.map((item) => COLUMNS.map((column) => (column === 'printed' ? asPrinted(item) : item[column]))),
});

/** `62.5`; the text of a number, so that 50.0 stays 50.0. */
export const asPrinted = ({ printed, decimals }: PublishedItem): string | null =>
  printed === null ? null : printed.toFixed(decimals ?? 0);
