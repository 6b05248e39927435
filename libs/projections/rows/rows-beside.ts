import type { Database, Statement } from 'better-sqlite3';
import { RowWriter } from '#disk';
import type { Cell } from '#disk';
import type { Beside } from './folded-rows.js';

/** A row, of which every cell is part of its table's key. */
type Row = readonly (string | number)[];

/** A table with a few rows for each value of another, which say under what it is looked for. */
interface BesideDeclared<Value> {
  readonly table: string;
  /** All of them, in the order of the table's key. */
  readonly columns: readonly string[];
  readonly of: (key: string, value: Value) => readonly Row[];
}

/** Keeps such a table: of a value that changes, only the rows that differ are touched. */
export class RowsBeside<Value> implements Beside<Value> {
  private readonly writer: RowWriter;
  private readonly remove: Statement<[Row]>;
  private readonly written = new Map<string, readonly Row[]>();
  private readonly gone: Row[] = [];
  private readonly added: Row[] = [];

  constructor(
    db: Database,
    private readonly declared: BesideDeclared<Value>,
  ) {
    const { table, columns } = declared;
    this.writer = new RowWriter(db, table, columns);
    this.remove = db.prepare<[Row]>(
      `DELETE FROM ${table} WHERE ${columns.map((column) => `${column} = ?`).join(' AND ')}`,
    );
  }

  read(key: string, value: Value | undefined): void {
    this.written.set(key, this.rowsOf(key, value));
  }

  change(key: string, value: Value | undefined): void {
    const before = this.written.get(key) ?? [];
    const now = this.rowsOf(key, value);
    this.written.set(key, now);
    this.gone.push(...before.filter((row) => !holds(now, row)));
    this.added.push(...now.filter((row) => !holds(before, row)));
  }

  forget(key: string): void {
    this.written.delete(key);
  }

  flush(): void {
    for (const row of this.gone.splice(0)) this.remove.run(row);
    const added: readonly (readonly Cell[])[] = this.added.splice(0);
    this.writer.write(added);
  }

  private rowsOf(key: string, value: Value | undefined): readonly Row[] {
    return value === undefined ? [] : this.declared.of(key, value);
  }
}

const holds = (rows: readonly Row[], wanted: Row): boolean =>
  rows.some((row) => row.every((cell, at) => cell === wanted[at]));
