import type { Database } from 'better-sqlite3';
import { readBlocks } from './blocks-read.js';
import { FACTS_PER_BLOCK, type Cells, type Column } from './columns.js';
import { factNamesAsAt, type JoinedColumn } from './fact-names.js';

/** Names by which audits are told apart, as today's settings join them; null where none is recorded. */
export type Part = readonly (string | null)[];

/** Facts told apart, so that one pass counts them all. */
export interface Division {
  readonly columns: readonly Column[];
  /** How many parts there are. */
  readonly size: number;
  /** The index of the part of a fact; -1 for one that is in none. @param cells of the columns, in their order */
  indexOf(cells: readonly (Cells | undefined)[], place: number): number;
}

/** Facts told apart by what they are named. */
export interface Parts extends Division {
  readonly parts: readonly Part[];
}

/** More names than a council has. */
const NAMES = 2 ** 24;

/** Every combination of names that any fact has in these columns: one or two of them. */
export function partsBy(db: Database, columns: readonly JoinedColumn[]): Parts {
  const known = factNamesAsAt(db, null);
  const names = columns.map((column) => known.namesOf(column));
  const indexes = new Map<string, number>();
  const parts: Part[] = [];
  const byCodes = new Map<number, number>();
  const codeOf = (cells: readonly (Cells | undefined)[], place: number): number =>
    cells.reduce((code, column) => code * NAMES + (column?.[place] ?? 0), 0);
  const partOf = (cells: readonly (Cells | undefined)[], place: number): number => {
    const part = cells.map((column, index) => names[index]?.[column?.[place] ?? 0] ?? null);
    const key = JSON.stringify(part);
    let index = indexes.get(key);
    if (index === undefined) {
      index = parts.push(part) - 1;
      indexes.set(key, index);
    }
    return index;
  };
  for (const { columns: read } of readBlocks(db, ['recorded_from', ...columns])) {
    const cells = columns.map((column) => read.get(column));
    const from = read.get('recorded_from');
    for (let place = 0; place < FACTS_PER_BLOCK; place += 1) {
      if ((from?.[place] ?? 0) === 0) continue;
      const code = codeOf(cells, place);
      if (!byCodes.has(code)) byCodes.set(code, partOf(cells, place));
    }
  }
  return { columns, parts, size: parts.length, indexOf: (cells, place) => byCodes.get(codeOf(cells, place)) ?? 0 };
}

/** How a name asked for is written in parts; null where no audit has it. */
export function partNamed(db: Database, column: JoinedColumn, name: string): string | null {
  const names = factNamesAsAt(db, null);
  return names.namesOf(column)[names.codesOf(column, name).indexOf(1)] ?? null;
}
