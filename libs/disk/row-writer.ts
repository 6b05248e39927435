import type { Database, Statement } from 'better-sqlite3';

export type Cell = string | number | null;

/** Rows written at once: enough that a call costs little beside its rows. */
const CHUNK = 40;
/** SQLite's limit on the values of one statement. */
const MOST_VALUES = 32_766;

/**
 * Writes rows of one table, many at a time. A row whose key is there replaces it.
 * @param columns in the order of each row's cells
 */
export class RowWriter {
  private readonly one: Statement<[readonly Cell[]]>;
  private readonly many: Statement<[readonly Cell[]]>;
  private readonly chunk: number;

  constructor(db: Database, table: string, columns: readonly string[]) {
    this.chunk = Math.min(CHUNK, Math.floor(MOST_VALUES / columns.length));
    const row = `(${columns.map(() => '?').join(', ')})`;
    const sql = (rows: number): string =>
      `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES ${Array<string>(rows).fill(row).join(', ')}`;
    this.one = db.prepare<[readonly Cell[]]>(sql(1));
    this.many = db.prepare<[readonly Cell[]]>(sql(this.chunk));
  }

  write(rows: readonly (readonly Cell[])[]): void {
    const whole = rows.length - (rows.length % this.chunk);
    for (let at = 0; at < whole; at += this.chunk) this.many.run(rows.slice(at, at + this.chunk).flat());
    for (const row of rows.slice(whole)) this.one.run(row);
  }
}
