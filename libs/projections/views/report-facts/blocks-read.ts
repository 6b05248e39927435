import type { Database } from 'better-sqlite3';
import { cellsFromBytes, type Cells, type ColumnPrefix } from './columns.js';

/** A block as far as it was asked for: columns in which no fact of it has a value are not there. */
export interface BlockRead {
  readonly block: number;
  readonly columns: ReadonlyMap<string, Cells>;
}

/**
 * The blocks of facts in the order of the log, with the columns of these names and of names that begin so. One is in memory
 * at a time, however many there are. Each is one search of the index of `fact_column`.
 */
export function* readBlocks(
  db: Database,
  names: readonly string[],
  prefixes: readonly ColumnPrefix[] = [],
): Generator<BlockRead> {
  const read = db.prepare<[number, ...string[]], { name: string; cells: Uint8Array }>(
    `SELECT name, cells FROM fact_column WHERE block = ? AND (name IN (${names.map(() => '?').join()})${prefixes
      .map((prefix) => ` OR (name >= '${prefix}' AND name < '${prefix.slice(0, -1)};')`)
      .join('')}) ORDER BY name`,
  );
  const last = db.prepare<[], { last: number | null }>('SELECT max(block) AS last FROM fact_column').get()?.last ?? -1;
  for (let block = 0; block <= last; block += 1)
    yield {
      block,
      columns: new Map(read.all(block, ...names).map(({ name, cells }) => [name, cellsFromBytes(name, cells)])),
    };
}
