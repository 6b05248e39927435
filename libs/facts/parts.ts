import type { Database } from 'better-sqlite3';
import { readBlocks } from './blocks-read.js';
import { FACTS_PER_BLOCK, type Cells } from './columns.js';
import type { Division } from './division.js';
import { factNamesAsAt, type JoinedColumn } from './fact-names.js';
import { importSpans } from './imports.js';
import { countedOf, SPAN_COLUMNS } from './spans.js';

/** Names by which audits are told apart, as today's settings join them; null where none is recorded. */
export type Part = readonly (string | null)[];

/** Facts told apart by what they are named. */
export interface Parts extends Division {
  readonly parts: readonly Part[];
  /** When the first audit of each part counted, in milliseconds since 1970. */
  readonly since: readonly number[];
}

/** More names than a council has. */
const NAMES = 2 ** 24;

/** Every combination of names that any fact has in these columns: one or two of them. */
export function partsBy(db: Database, columns: readonly JoinedColumn[]): Parts {
  const known = factNamesAsAt(db, null);
  const names = columns.map((column) => known.namesOf(column));
  const indexes = new Map<string, number>();
  const parts: Part[] = [];
  const since: number[] = [];
  const spans = importSpans(db);
  const byCodes = new Map<number, number>();
  const codeOf = (cells: readonly (Cells | undefined)[], place: number): number =>
    cells.reduce((code, column) => code * NAMES + (column?.[place] ?? 0), 0);
  const partOf = (cells: readonly (Cells | undefined)[], place: number): number => {
    const part = cells.map((column, index) => names[index]?.[column?.[place] ?? 0] ?? null);
    const key = JSON.stringify(part);
    let index = indexes.get(key);
    if (index === undefined) {
      index = parts.push(part) - 1;
      since.push(Infinity);
      indexes.set(key, index);
    }
    return index;
  };
  for (const { columns: read } of readBlocks(db, [...SPAN_COLUMNS, ...columns])) {
    const cells = columns.map((column) => read.get(column));
    const counted = SPAN_COLUMNS.map((column) => read.get(column));
    for (let place = 0; place < FACTS_PER_BLOCK; place += 1) {
      if ((counted[0]?.[place] ?? 0) === 0) continue;
      const code = codeOf(cells, place);
      let index = byCodes.get(code);
      if (index === undefined) byCodes.set(code, (index = partOf(cells, place)));
      const { from, to } = countedOf(counted, place, spans);
      if (from < to && from < (since[index] ?? Infinity)) since[index] = from;
    }
  }
  return {
    columns,
    parts,
    since,
    size: parts.length,
    indexOf: (cells, place) => byCodes.get(codeOf(cells, place)) ?? 0,
  };
}

/** How a name asked for is written in parts; null where no audit has it. */
export function partNamed(db: Database, column: JoinedColumn, name: string): string | null {
  const names = factNamesAsAt(db, null);
  return names.namesOf(column)[names.codesOf(column, name).indexOf(1)] ?? null;
}
