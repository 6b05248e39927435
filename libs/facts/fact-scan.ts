import type { Database } from 'better-sqlite3';
import { dayNumber, type Period } from '#domain';
import {
  cellOfDayNumber,
  FACTS_PER_BLOCK,
  type Cells,
  type Column,
  type ColumnPrefix,
  type DayColumn,
} from './columns.js';
import { blockReader, readBlocks } from './blocks-read.js';
import { factNamesAsAt } from './fact-names.js';
import { countingImports } from './imports.js';
import { instantOf } from './instant.js';
import type { Division } from './division.js';
import { PickedFacts } from './picked-facts.js';

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
  /** Each of these days is counted in as many periods, one after another, as there are parts. */
  readonly apart?: { readonly days: readonly Period[]; readonly by: Division };
  /** Facts known at any time are counted, whatever the instant: the parts tell them apart. */
  readonly everKnown?: true;
}

/** The facts of one block that were selected. */
export interface SelectedFacts {
  /** The number of the block's first fact. */
  readonly firstFact: number;
  /** In groups by the index of their period. */
  readonly picked: PickedFacts;
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

/**
 * Reads every fact that was known at the instant, counts then, falls in a period and matches the filters, block by block in the
 * order of the log. It costs the same for any instant.
 */
export function scanFacts(
  db: Database,
  selection: FactSelection,
  { day, columns, prefixes }: ScanColumns,
  visit: (facts: SelectedFacts) => void,
): void {
  const { periods, asAt, apart, everKnown } = selection;
  const instant = everKnown === true ? null : instantOf(asAt);
  const periodOfDay = periodsByDay(apart?.days ?? periods);
  const matches = filterCodes(db, selection);
  const counting = everKnown === true ? null : countingImports(db, asAt);
  if (periodOfDay === null || matches === null) return;

  const kept = new Map<Column, Uint8Array>([...matches, ...(counting === null ? [] : [['import', counting] as const])]);
  // Of most blocks a report counts no fact: the rest of those is not read.
  const picking = ['recorded_from', 'recorded_to', day, ...kept.keys(), ...(apart?.by.columns ?? [])];
  const readRest = blockReader(db, columns, prefixes);
  const picked = new PickedFacts();
  for (const { block, columns: read } of readBlocks(db, [...new Set(picking)])) {
    const from = read.get('recorded_from');
    const to = read.get('recorded_to');
    const days = read.get(day);
    if (from === undefined || to === undefined || days === undefined) continue;
    select(from, to, days, instant, periodOfDay, picked);
    for (const [column, wanted] of kept) picked.keep(read.get(column), wanted);
    if (apart !== undefined)
      picked.divide(
        apart.by,
        apart.by.columns.map((column) => read.get(column)),
      );
    if (picked.count === 0) continue;
    const rest = readRest(block);
    visit({
      firstFact: block * FACTS_PER_BLOCK,
      picked,
      cells: (column) => rest.get(column) ?? read.get(column),
      columns: (prefix) => [...rest].filter(([name]) => name.startsWith(prefix)),
    });
  }
}

/** Picks the facts of a block that were known at the instant, or at any where there is none, and fall in a period. */
function select(
  from: Cells,
  to: Cells,
  days: Cells,
  instant: number | null,
  { firstDay, indexes }: PeriodsByDay,
  picked: PickedFacts,
): void {
  picked.clear();
  for (let place = 0; place < FACTS_PER_BLOCK; place += 1) {
    // The columns are of one length, so a place is always in them.
    if (instant !== null && ((from[place] ?? 0) > instant || (to[place] ?? 0) <= instant)) continue;
    const period = indexes[(days[place] ?? 0) - firstDay] ?? NO_PERIOD;
    if (period !== NO_PERIOD) picked.pick(place, period);
  }
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

type FilterColumn = keyof FactFilters;

/** For each filter, 1 at the codes of the names it means; null where it means nothing any audit has. */
function filterCodes(db: Database, { asAt, filters }: FactSelection): ReadonlyMap<FilterColumn, Uint8Array> | null {
  const asked = (['service', 'team', 'activity'] as const).flatMap((column) => {
    const name = filters[column];
    return name === undefined ? [] : [[column, name] as const];
  });
  const codes = new Map<FilterColumn, Uint8Array>();
  if (asked.length === 0) return codes;
  const names = factNamesAsAt(db, asAt);
  for (const [column, name] of asked) {
    const wanted = names.codesOf(column, name);
    if (!wanted.includes(1)) return null;
    codes.set(column, wanted);
  }
  return codes;
}
