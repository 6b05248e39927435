import type { Database } from 'better-sqlite3';
import { addDays, addMonths, dateOfDayNumber, endOfLondonDay, londonDateOf, periodOf } from '#domain';
import { readBlocks } from './blocks-read.js';
import { cellOfAnswer, dayNumberOfCell, FACTS_PER_BLOCK, type Cells } from './columns.js';
import { importSpans, type ImportSpan } from './imports.js';

/** When what is recorded has been made known to readers from whom small numbers are withheld, and of which years. */
export interface RecordedMoments {
  /** Instants, in milliseconds since 1970, in order: the end of each month, and when an import of earlier audits was whole or was taken back. */
  readonly moments: readonly number[];
  /** By the first day of a financial year, the moments at which something of it had become known, or known otherwise. */
  readonly ofYear: ReadonlyMap<string, readonly number[]>;
}

/** Imports less than a minute apart are one. */
const APART_MS = 60_000;

const IMPORTED = cellOfAnswer('origin', 'imported');
const CORRECTED = cellOfAnswer('corrected', 'yes');

/** @param until milliseconds since 1970: what is recorded later is not looked at */
export function recordedMoments(db: Database, until: number): RecordedMoments {
  const spans = importSpans(db);
  const moments = momentsOf(db, spans, until);
  const known = new Map<string, Set<number>>();
  const years = new Map<number, string>();
  const yearOf = (cell: number): string => {
    let year = years.get(cell);
    if (year === undefined) years.set(cell, (year = periodOf(dateOfDayNumber(dayNumberOfCell(cell)), 'year').from));
    return year;
  };
  const note = (day: number, instant: number): void => {
    const moment = firstFrom(moments, instant);
    if (day === 0 || moment === undefined) return;
    const year = yearOf(day);
    let changed = known.get(year);
    if (changed === undefined) known.set(year, (changed = new Set()));
    changed.add(moment);
  };
  for (const block of blocksOf(db)) {
    const { audited, planned } = block;
    for (let place = 0; place < FACTS_PER_BLOCK; place += 1) {
      const { from: began, to: ended } = countedOf(block, place, spans);
      if (began > until || began >= ended) continue;
      for (const day of [audited?.[place] ?? 0, planned?.[place] ?? 0]) {
        note(day, began);
        if (ended <= until) note(day, ended);
      }
    }
  }
  return {
    moments,
    ofYear: new Map([...known].map(([year, at]) => [year, [...at].sort((one, other) => one - other)])),
  };
}

interface Block {
  readonly from: Cells;
  readonly to: Cells;
  readonly audited: Cells | undefined;
  readonly planned: Cells | undefined;
  readonly origin: Cells | undefined;
  readonly corrected: Cells | undefined;
  readonly imports: Cells | undefined;
}

/** From when until when a fact counts: an import's audits from when it is whole until it is taken back. No fact never begins. */
function countedOf({ from, to, imports }: Block, place: number, spans: ReadonlyMap<number, ImportSpan>): ImportSpan {
  const began = from[place] ?? 0;
  const span = spans.get(imports?.[place] ?? 0);
  return {
    from: began === 0 ? Infinity : Math.max(began, span?.from ?? 0),
    to: Math.min(to[place] ?? Infinity, span?.to ?? Infinity),
  };
}

/** One at a time: they are gone through twice rather than kept. */
function* blocksOf(db: Database): Generator<Block> {
  const names = ['recorded_from', 'recorded_to', 'audited_on', 'planned_on', 'origin', 'corrected', 'import'];
  for (const { columns } of readBlocks(db, names)) {
    const [from, to] = [columns.get('recorded_from'), columns.get('recorded_to')];
    if (from === undefined || to === undefined) continue;
    yield {
      from,
      to,
      audited: columns.get('audited_on'),
      planned: columns.get('planned_on'),
      origin: columns.get('origin'),
      corrected: columns.get('corrected'),
      imports: columns.get('import'),
    };
  }
}

function momentsOf(db: Database, spans: ReadonlyMap<number, ImportSpan>, until: number): number[] {
  let first = Infinity;
  const imported = new Set<number>([...spans.values()].map(({ to }) => to).filter((at) => at <= until));
  for (const block of blocksOf(db))
    for (let place = 0; place < FACTS_PER_BLOCK; place += 1) {
      const { origin, corrected } = block;
      const began = countedOf(block, place, spans).from;
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
    const next = addMonths(month, 1);
    const end = Date.parse(endOfLondonDay(addDays(next, -1)));
    if (end > until) return ends;
    ends.push(end);
    month = next;
  }
}

/** The first moment that is not before an instant. */
function firstFrom(moments: readonly number[], instant: number): number | undefined {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return moments[low];
}
