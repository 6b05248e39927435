import type { Database } from 'better-sqlite3';
import { addDays, addMonths, dateOfDayNumber, endOfLondonDay, londonDateOf, periodOf } from '#domain';
import { readBlocks } from './blocks-read.js';
import { cellOfAnswer, dayNumberOfCell, FACTS_PER_BLOCK, type Cells } from './columns.js';
import { importSpans, type ImportSpan } from './imports.js';
import { countedOf, firstFrom, SPAN_COLUMNS, type Span } from './spans.js';

/** When what is recorded has been made known to readers from whom small numbers are withheld, and of which years. */
export interface RecordedMoments {
  /** Instants, in milliseconds since 1970, in order: the end of each month, and when an import of earlier audits was whole or was taken back. */
  readonly moments: readonly number[];
  /** By the first day of a financial year, from which of the moments until before which something of it counted. */
  readonly ofYear: ReadonlyMap<string, readonly Span[]>;
}

/** Imports less than a minute apart are one. */
const APART_MS = 60_000;

const IMPORTED = cellOfAnswer('origin', 'imported');
const CORRECTED = cellOfAnswer('corrected', 'yes');

/** @param until milliseconds since 1970: what is recorded later is not looked at */
export function recordedMoments(db: Database, until: number): RecordedMoments {
  const spans = importSpans(db);
  const moments = momentsOf(db, spans, until);
  const known = new Map<string, Map<string, Span>>();
  const years = new Map<number, string>();
  const yearOf = (cell: number): string => {
    let year = years.get(cell);
    if (year === undefined) years.set(cell, (year = periodOf(dateOfDayNumber(dayNumberOfCell(cell)), 'year').from));
    return year;
  };
  const note = (day: number, span: Span): void => {
    const year = yearOf(day);
    let counted = known.get(year);
    if (counted === undefined) known.set(year, (counted = new Map()));
    counted.set(`${span.from} ${span.to}`, span);
  };
  for (const { counted, audited, planned } of blocksOf(db)) {
    for (let place = 0; place < FACTS_PER_BLOCK; place += 1) {
      const { from: began, to: ended } = countedOf(counted, place, spans);
      if (began > until) continue;
      const span = { from: firstFrom(moments, began), to: firstFrom(moments, ended) };
      if (span.from >= span.to) continue;
      for (const day of [audited?.[place] ?? 0, planned?.[place] ?? 0]) if (day > 0) note(day, span);
    }
  }
  return { moments, ofYear: new Map([...known].map(([year, counted]) => [year, [...counted.values()]])) };
}

interface Block {
  /** Cells of `SPAN_COLUMNS`. */
  readonly counted: readonly (Cells | undefined)[];
  readonly audited: Cells | undefined;
  readonly planned: Cells | undefined;
  readonly origin: Cells | undefined;
  readonly corrected: Cells | undefined;
}

/** One at a time: they are gone through twice rather than kept. */
function* blocksOf(db: Database): Generator<Block> {
  const names = [...SPAN_COLUMNS, 'audited_on', 'planned_on', 'origin', 'corrected'];
  for (const { columns } of readBlocks(db, names))
    yield {
      counted: SPAN_COLUMNS.map((name) => columns.get(name)),
      audited: columns.get('audited_on'),
      planned: columns.get('planned_on'),
      origin: columns.get('origin'),
      corrected: columns.get('corrected'),
    };
}

function momentsOf(db: Database, spans: ReadonlyMap<number, ImportSpan>, until: number): number[] {
  let first = Infinity;
  const imported = new Set<number>([...spans.values()].map(({ to }) => to).filter((at) => at <= until));
  for (const block of blocksOf(db))
    for (let place = 0; place < FACTS_PER_BLOCK; place += 1) {
      const { counted, origin, corrected } = block;
      const began = countedOf(counted, place, spans).from;
      if (began > until) continue;
      if (began < first) first = began;
      if (origin?.[place] === IMPORTED && corrected?.[place] !== CORRECTED) imported.add(began);
    }
  const at = [...imported].sort((one, other) => one - other);
  const ends = at.filter((instant, index) => (at[index + 1] ?? Infinity) - instant > APART_MS);
  return [...new Set([...monthEnds(first, until), ...ends])].sort((one, other) => one - other);
}

function monthEnds(first: number, until: number): number[] {
  if (first > until) return [];
  const ends: number[] = [];
  let month = `${londonDateOf(new Date(first).toISOString()).slice(0, 7)}-01`;
  for (;;) {
    const end = monthEnd(month);
    if (end > until) return ends;
    ends.push(end);
    month = addMonths(month, 1);
  }
}

/** The last instant of a month, in milliseconds since 1970. @param month its first day */
export const monthEnd = (month: string): number => Date.parse(endOfLondonDay(addDays(addMonths(month, 1), -1)));
