import type { Database } from 'better-sqlite3';
import { dayNumber, endOfLondonDay, isIsoDate, type Period } from '#domain';
import {
  cellOfDayNumber,
  cellsFromBytes,
  FACTS_PER_BLOCK,
  type Cells,
  type Column,
  type ColumnPrefix,
  type DayColumn,
} from './columns.js';
import { knownNames } from './dictionary.js';

export interface FactFilters {
  readonly service?: string;
  readonly team?: string;
  readonly activity?: string;
}

/** Which facts a report counts. */
export interface FactSelection {
  /** In order, none overlapping another. */
  readonly periods: readonly Period[];
  /** An instant (ISO, UTC) or a date, which means its end in London; null for what is known now. */
  readonly asAt: string | null;
  readonly filters: FactFilters;
}

/** The facts of one block that were selected. */
export interface SelectedFacts {
  /** The number of the block's first fact. */
  readonly firstFact: number;
  readonly count: number;
  /** The places in the block of the facts selected; the first `count` hold. */
  readonly places: Uint16Array;
  /** For each, the index of its period. */
  readonly periods: Uint16Array;
  /** A column of the block, or undefined where no fact of the block has a value in it. */
  cells(column: Column): Cells | undefined;
  /** The columns of the block whose names begin with a prefix that was asked for. */
  columns(prefix: ColumnPrefix): readonly (readonly [name: string, cells: Cells])[];
}

export interface ScanColumns {
  /** The day by which a fact falls in a period. */
  readonly day: DayColumn;
  readonly columns: readonly Column[];
  readonly prefixes: readonly ColumnPrefix[];
}

/** @returns milliseconds since 1970; no end for what is known now */
export function instantOf(asAt: string | null): number {
  if (asAt === null) return Number.MAX_VALUE;
  const instant = Date.parse(isIsoDate(asAt) ? endOfLondonDay(asAt) : asAt);
  if (Number.isNaN(instant)) throw new RangeError('A report is as at a date or an instant.');
  return instant;
}

/**
 * Reads every fact that was known at the instant, falls in a period and matches the filters, block by block in the
 * order of the log. Each block is one search of the index of `fact_column`, and costs the same for any instant.
 */
export function scanFacts(
  db: Database,
  { periods, asAt, filters }: FactSelection,
  { day, columns, prefixes }: ScanColumns,
  visit: (facts: SelectedFacts) => void,
): void {
  const instant = instantOf(asAt);
  const periodOfDay = periodsByDay(periods);
  const matches = filterCodes(db, filters);
  if (periodOfDay === null || matches === null) return;

  const names = [...new Set<string>(['recorded_from', 'recorded_to', day, ...columns, ...matches.keys()])];
  const readBlock = db.prepare<[number, ...string[]], { name: string; cells: Uint8Array }>(
    `SELECT name, cells FROM fact_column WHERE block = ? AND (name IN (${names.map(() => '?').join()})${prefixes
      .map((prefix) => ` OR (name >= '${prefix}' AND name < '${prefix.slice(0, -1)};')`)
      .join('')}) ORDER BY name`,
  );
  const blocks =
    db.prepare<[], { last: number | null }>('SELECT max(block) AS last FROM fact_column').get()?.last ?? -1;

  const places = new Uint16Array(FACTS_PER_BLOCK);
  const periodsOfPlaces = new Uint16Array(FACTS_PER_BLOCK);
  for (let block = 0; block <= blocks; block += 1) {
    const read = new Map<string, Cells>();
    for (const { name, cells } of readBlock.all(block, ...names)) read.set(name, cellsFromBytes(name, cells));
    const from = read.get('recorded_from');
    const to = read.get('recorded_to');
    const days = read.get(day);
    if (from === undefined || to === undefined || days === undefined) continue;
    const count = select(from, to, days, instant, periodOfDay, matchesIn(read, matches), places, periodsOfPlaces);
    if (count === 0) continue;
    visit({
      firstFact: block * FACTS_PER_BLOCK,
      count,
      places,
      periods: periodsOfPlaces,
      cells: (column) => read.get(column),
      columns: (prefix) => [...read].filter(([name]) => name.startsWith(prefix)),
    });
  }
}

interface Match {
  readonly cells: Cells | undefined;
  readonly codes: ReadonlySet<number>;
}

function select(
  from: Cells,
  to: Cells,
  days: Cells,
  instant: number,
  { firstDay, indexes }: PeriodsByDay,
  matches: readonly Match[],
  places: Uint16Array,
  periods: Uint16Array,
): number {
  let count = 0;
  for (let place = 0; place < FACTS_PER_BLOCK; place += 1) {
    // The columns are of one length, so a place is always in them.
    if ((from[place] ?? 0) > instant || (to[place] ?? 0) <= instant) continue;
    const period = indexes[(days[place] ?? 0) - firstDay] ?? NO_PERIOD;
    if (period === NO_PERIOD) continue;
    if (!matches.every(({ cells, codes }) => codes.has(cells?.[place] ?? 0))) continue;
    places[count] = place;
    periods[count] = period;
    count += 1;
  }
  return count;
}

const NO_PERIOD = 0xffff;

interface PeriodsByDay {
  readonly firstDay: number;
  readonly indexes: Uint16Array;
}

function periodsByDay(periods: readonly Period[]): PeriodsByDay | null {
  const first = periods[0];
  const last = periods.at(-1);
  if (first === undefined || last === undefined) return null;
  const firstDay = cellOfDayNumber(dayNumber(first.from));
  const indexes = new Uint16Array(cellOfDayNumber(dayNumber(last.to)) - firstDay + 1).fill(NO_PERIOD);
  periods.forEach(({ from, to }, index) => {
    indexes.fill(index, cellOfDayNumber(dayNumber(from)) - firstDay, cellOfDayNumber(dayNumber(to)) - firstDay + 1);
  });
  return { firstDay, indexes };
}

/** The codes of the names that a filter means, whatever their case; null where it names nothing any audit has. */
function filterCodes(
  db: Database,
  filters: FactFilters,
): Map<'service' | 'team' | 'activity', ReadonlySet<number>> | null {
  const wanted = (['service', 'team', 'activity'] as const).flatMap((column) => {
    const name = filters[column];
    return name === undefined ? [] : [[column, spelling(name)] as const];
  });
  const names = wanted.length === 0 ? [] : knownNames(db);
  const codes = new Map<'service' | 'team' | 'activity', ReadonlySet<number>>();
  for (const [column, name] of wanted) {
    const matching = new Set(names.filter((known) => spelling(known.name) === name).map(({ code }) => code));
    if (matching.size === 0) return null;
    codes.set(column, matching);
  }
  return codes;
}

function spelling(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

function matchesIn(
  read: ReadonlyMap<string, Cells>,
  codes: ReadonlyMap<string, ReadonlySet<number>>,
): readonly Match[] {
  return [...codes].map(([column, wanted]) => ({ cells: read.get(column), codes: wanted }));
}
