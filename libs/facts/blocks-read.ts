import type { Database } from 'better-sqlite3';
import { cellsFromBytes, type Cells, type ColumnPrefix } from './columns.js';

/** A block as far as it was asked for: columns in which no fact of it has a value are not there. */
export interface BlockRead {
  readonly block: number;
  readonly columns: ReadonlyMap<string, Cells>;
}

type ReadBlock = (block: number) => ReadonlyMap<string, Cells>;

/** Reads of one block the columns of these names and of names that begin so: one search of the index of `fact_column`. */
export function blockReader(db: Database, names: readonly string[], prefixes: readonly ColumnPrefix[]): ReadBlock {
  const wanted = [
    `name IN (${names.map(() => '?').join()})`,
    ...prefixes.map((prefix) => `name >= '${prefix}' AND name < '${prefix.slice(0, -1)};'`),
  ];
  const read = db.prepare<[number, ...string[]], { name: string; cells: Uint8Array }>(
    `SELECT name, cells FROM fact_column WHERE block = ? AND (${wanted.join(' OR ')}) ORDER BY name`,
  );
  return (block) => new Map(read.all(block, ...names).map(({ name, cells }) => [name, cellsFromBytes(name, cells)]));
}

/**
 * The blocks of facts in the order of the log, with the columns of these names. One is in memory at a time, however many there are. */
export function* readBlocks(db: Database, names: readonly string[]): Generator<BlockRead> {
  const read = blockReader(db, names, []);
  const last = db.prepare<[], { last: number | null }>('SELECT max(block) AS last FROM fact_column').get()?.last ?? -1;
  for (let block = 0; block <= last; block += 1) yield { block, columns: read(block) };
}
