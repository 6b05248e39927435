import type { Database } from 'better-sqlite3';
import {
  bytesOfCells,
  cellsFromBytes,
  emptyCells,
  FACTS_PER_BLOCK,
  type Cells,
  type Column,
  type ColumnPrefix,
} from './columns.js';

/** Blocks kept at once, however many audits a batch changes. */
const KEPT = 32;

/** The cells of facts, for one batch: blocks are read when they are first needed and written back by `flush`, or to make room. */
export interface FactBlocks {
  get(fact: number, column: Column): number;
  set(fact: number, column: string, value: number): void;
  copy(from: number, to: number): void;
  /** Empties all columns of a fact whose names begin so. */
  empty(fact: number, prefix: ColumnPrefix): void;
  flush(): void;
}

interface BlockColumn {
  readonly cells: Cells;
  changed: boolean;
}
type Block = Map<string, BlockColumn>;

/** @returns opens the blocks for a batch */
export function prepareFactBlocks(db: Database): () => FactBlocks {
  const readBlock = db.prepare<[number], { name: string; cells: Uint8Array }>(
    'SELECT name, cells FROM fact_column WHERE block = ?',
  );
  const writeCells = db.prepare(
    'INSERT INTO fact_column (block, name, cells) VALUES (?, ?, ?) ON CONFLICT (block, name) DO UPDATE SET cells = excluded.cells',
  );

  return () => {
    const blocks = new Map<number, Block>();
    // Most changes are to the block of the change before.
    let current: Block = new Map();
    let currentNumber = -1;

    const write = (number: number, block: Block): void => {
      for (const [name, column] of block) {
        if (!column.changed) continue;
        writeCells.run(number, name, bytesOfCells(column.cells));
        column.changed = false;
      }
    };
    const letGoOfOldest = (): void => {
      const [oldest] = blocks;
      if (oldest === undefined) return;
      write(...oldest);
      blocks.delete(oldest[0]);
    };
    const blockOf = (fact: number): Block => {
      const number = Math.floor(fact / FACTS_PER_BLOCK);
      if (number === currentNumber) return current;
      let block = blocks.get(number);
      if (block === undefined) {
        block = new Map();
        for (const { name, cells } of readBlock.all(number))
          block.set(name, { cells: cellsFromBytes(name, cells), changed: false });
      }
      // The one touched last is let go of last.
      blocks.delete(number);
      blocks.set(number, block);
      if (blocks.size > KEPT) letGoOfOldest();
      current = block;
      currentNumber = number;
      return block;
    };
    const set = (fact: number, name: string, value: number): void => {
      const block = blockOf(fact);
      let column = block.get(name);
      if (column === undefined) {
        if (value === 0) return;
        column = { cells: emptyCells(name), changed: true };
        block.set(name, column);
      }
      column.cells[fact % FACTS_PER_BLOCK] = value;
      column.changed = true;
    };

    return {
      get: (fact, column) => blockOf(fact).get(column)?.cells[fact % FACTS_PER_BLOCK] ?? 0,
      set,
      copy(from, to) {
        for (const [name, { cells }] of blockOf(from)) {
          const value = cells[from % FACTS_PER_BLOCK] ?? 0;
          if (value !== 0) set(to, name, value);
        }
      },
      empty(fact, prefix) {
        for (const name of blockOf(fact).keys()) if (name.startsWith(prefix)) set(fact, name, 0);
      },
      flush() {
        for (const [number, block] of blocks) write(number, block);
      },
    };
  };
}
