import type { Database, Statement } from 'better-sqlite3';
import { RowWriter } from '#disk';
import type { Cell } from '#disk';
import { RowChanger } from './row-changer.js';

/** A table whose rows are values folded from events, found by one text key. */
export interface FoldedTable<Value> {
  readonly table: string;
  readonly key: string;
  /** Without the key. */
  readonly columns: readonly string[];
  /** In the order of the columns. */
  readonly cells: (value: Value) => readonly Cell[];
  readonly value: (row: Readonly<Record<string, Cell>>) => Value;
}

/** Rows of another table that follow from the values, and are written with them. */
export interface Beside<Value> {
  /** A value as it stands in its row. */
  read(key: string, value: Value | undefined): void;
  /** A value as it stands now. */
  change(key: string, value: Value | undefined): void;
  /** The value is no longer kept in memory: it is read before it changes. */
  forget(key: string): void;
  flush(): void;
}

/** Values kept in memory from batch to batch; what is forgotten is read again. */
const KEPT = 1_000;

/** Up to so many rows are changed a column at a time, which spares their indexes; more are quicker written many at a time. */
const FEW = 200;

/**
 * The values of a table while events are folded into them: read when first touched, written once a batch. What is kept
 * between batches only saves reading; after a failed batch the whole projector goes, and this with it.
 */
export class FoldedRows<Value> {
  private readonly values = new Map<string, Value | undefined>();
  /** The cells of the rows as they stand, as far as they were read or written. */
  private readonly written = new Map<string, readonly Cell[]>();
  private readonly touched = new Set<string>();
  private readonly select: Statement<[string]>;
  private readonly remove: Statement<[string]>;
  private readonly writer: RowWriter;
  private readonly changer: RowChanger;

  constructor(
    db: Database,
    private readonly declared: FoldedTable<Value>,
    private readonly beside: readonly Beside<Value>[] = [],
  ) {
    const { table, key, columns } = declared;
    this.select = db.prepare<[string]>(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${key} = ?`);
    this.remove = db.prepare<[string]>(`DELETE FROM ${table} WHERE ${key} = ?`);
    this.writer = new RowWriter(db, table, [key, ...columns]);
    this.changer = new RowChanger(db, table, key, columns);
  }

  get(key: string): Value | undefined {
    if (this.values.has(key)) return this.values.get(key);
    const row = this.select.get(key) as Readonly<Record<string, Cell>> | undefined;
    const value = row && this.declared.value(row);
    this.values.set(key, value);
    if (row !== undefined) this.written.set(key, Object.values(row));
    for (const other of this.beside) other.read(key, value);
    return value;
  }

  /** Of the stream an event belongs to: a stream's first event finds nothing, and need not look. */
  before(key: string, event: { readonly revision: number }): Value | undefined {
    return event.revision === 0 ? undefined : this.get(key);
  }

  set(key: string, value: Value): void {
    this.values.set(key, value);
    this.touched.add(key);
  }

  delete(key: string): void {
    this.values.set(key, undefined);
    this.touched.add(key);
  }

  /** Changes a value that is there; what has none is left alone. */
  update(key: string, change: (value: Value) => Value): void {
    const value = this.get(key);
    if (value !== undefined) this.set(key, change(value));
  }

  /** Writes what has been touched since the last time, in the order of the keys: each page of their index is touched once. */
  flush(): void {
    const rows: Cell[][] = [];
    for (const key of [...this.touched].sort()) {
      const value = this.values.get(key);
      for (const other of this.beside) other.change(key, value);
      const before = this.written.get(key);
      if (value === undefined) {
        this.remove.run(key);
        this.written.delete(key);
        continue;
      }
      const cells = this.declared.cells(value);
      this.written.set(key, cells);
      if (before === undefined || this.touched.size > FEW) rows.push([key, ...cells]);
      else this.changer.change(key, before, cells);
    }
    this.writer.write(rows);
    for (const other of this.beside) other.flush();
    this.touched.clear();
    for (const key of this.values.keys()) {
      if (this.values.size <= KEPT) break;
      this.values.delete(key);
      this.written.delete(key);
      for (const other of this.beside) other.forget(key);
    }
  }
}
