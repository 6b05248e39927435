import { findingsOf, judgeReading, measureKey, parsePeriod, readingKey } from '#domain';
import type { BandFinding, JudgedReading, Measure, MeasureReading, Measures } from '#domain';
import type { Table } from './table.js';
import type { ReportNote } from './report.js';

/** A reading in its measure's bands; of a measure without a reading, one item without a period. */
export interface MeasureItem extends JudgedReading {
  readonly measure: string;
  readonly unit: string;
  readonly direction: Measure['direction'];
  readonly period: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Its figures are withheld because of small numbers. */
  readonly withheld?: true;
}

/** A measure as it is published, with what in its bands does not hold together. */
export interface MeasureShown extends Measure {
  readonly version: number;
  readonly findings: readonly BandFinding[];
}

export interface MeasuresRequest {
  /** The first and the last day; readings of a calendar period outside them are left out. Null for no bound. */
  readonly from: string | null;
  readonly to: string | null;
  /** A date, meaning its end in London, or an instant in UTC; null for what is known now. */
  readonly asAt: string | null;
}

export interface MeasuresReport extends MeasuresRequest {
  readonly report: 'measures';
  /** In the order they were published. */
  readonly measures: readonly MeasureShown[];
  /** By measure; its calendar periods in order, then the others as they were entered. */
  readonly items: readonly MeasureItem[];
  readonly notes: readonly ReportNote[];
}

/** @param withheld by `readingKey`: what does not go to whoever asks */
export function measuresReport(
  { measures, readings }: Measures,
  request: MeasuresRequest,
  withheld: ReadonlySet<string>,
): MeasuresReport {
  const { from, to, asAt } = request;
  const asked = [...readings.values()].filter(({ period }) => isWithin(period, from, to)).sort(byPeriod);
  const all = [...measures.values()];
  const items = all.flatMap((measure) => {
    const own = asked.filter((reading) => measureKey(reading.measure) === measureKey(measure.measure));
    return own.length === 0
      ? [itemOf(measure, null, withheld)]
      : own.map((reading) => itemOf(measure, reading, withheld));
  });
  return {
    report: 'measures',
    from,
    to,
    asAt,
    measures: all.map((measure) => ({ ...measure, findings: findingsOf(measure) })),
    items,
    notes: items.some((item) => item.withheld === true) ? [WITHHELD] : [],
  };
}

const WITHHELD: ReportNote = {
  code: 'small_numbers',
  text: 'Withheld: readings of few children or cases, and those of the same measure that they could be worked out from.',
};

const NOTHING = { numerator: null, denominator: null, value: null } as const;

function itemOf(measure: Measure, reading: MeasureReading | null, withheld: ReadonlySet<string>): MeasureItem {
  const isWithheld = reading !== null && withheld.has(readingKey(reading));
  const { numerator, denominator, value } = reading === null || isWithheld ? NOTHING : reading;
  const { measure: name, unit, direction } = measure;
  return {
    measure: name,
    unit,
    direction,
    period: reading?.period ?? null,
    numerator,
    denominator,
    ...judgeReading(measure, { numerator, denominator, value }),
    ...(isWithheld && { withheld: true }),
  };
}

/** What is no calendar period (`Autumn`) is of any. */
export function isWithin(key: string, from: string | null, to: string | null): boolean {
  const period = parsePeriod(key);
  return period === null || ((to === null || period.from <= to) && (from === null || period.to >= from));
}

function byPeriod(one: MeasureReading, other: MeasureReading): number {
  const [first, second] = [parsePeriod(one.period), parsePeriod(other.period)];
  if (first === null || second === null) return first === second ? 0 : first === null ? 1 : -1;
  if (first.to !== second.to) return first.to < second.to ? -1 : 1;
  return first.from === second.from ? 0 : first.from > second.from ? -1 : 1;
}

/**
 * The readings that do not leave the QA team: those of a small number, on either side of their whole, and, of the same
 * measure, every other whose period they share or is shared with one that is withheld: months may be taken from their
 * quarter, and quarters from their year.
 * @param ever every reading that was ever recorded, corrected ones too: what is asked as at an earlier moment tells no more
 * @param minimum the programme's `smallNumber`; below 2 nothing is withheld
 */
export function withheldReadings(ever: readonly MeasureReading[], minimum: number): ReadonlySet<string> {
  const withheld = new Set<string>();
  if (minimum < 2) return withheld;
  const left = new Set(ever.filter(({ numerator }) => numerator !== null));
  let found = [...left].filter((reading) => isSmall(reading, minimum));
  while (found.length > 0) {
    for (const reading of found) left.delete(reading);
    const periods = found.map(({ measure, period }) => ({ measure: measureKey(measure), period }));
    for (const reading of found) withheld.add(readingKey(reading));
    found = [...left].filter((reading) =>
      periods.some(({ measure, period }) => measure === measureKey(reading.measure) && share(period, reading.period)),
    );
  }
  return withheld;
}

function isSmall({ numerator, denominator }: MeasureReading, minimum: number): boolean {
  if (numerator === null || denominator === null) return false;
  return [numerator, denominator - numerator, denominator].some((count) => count > 0 && count < minimum);
}

/** Whether two periods may have a day in common. */
function share(one: string, other: string): boolean {
  const [first, second] = [parsePeriod(one), parsePeriod(other)];
  return first === null || second === null || (first.from <= second.to && second.from <= first.to);
}

const COLUMNS = [
  'measure',
  'unit',
  'direction',
  'period',
  'numerator',
  'denominator',
  'value',
  'band',
  'ambiguous',
] as const;

/** The readings as a table. The measures' bands and the notes are in the JSON only. */
export const measuresTable = ({ items }: MeasuresReport): Table => ({
  head: COLUMNS,
  rows: items.map((item) =>
    COLUMNS.map((column) => (column === 'ambiguous' ? (item.ambiguous ? 'yes' : 'no') : item[column])),
  ),
});
