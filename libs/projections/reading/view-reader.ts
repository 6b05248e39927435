import Database from 'better-sqlite3';
import type { Position } from '#event-store';

type Value = string | number | null;

/** Reads one generation of a view. Statements are prepared once. */
export class ViewReader {
  /** For reports that bring their own SQL; read-only. */
  readonly db: Database.Database;
  private readonly statements = new Map<string, Database.Statement<Value[]>>();

  constructor(readonly file: string) {
    this.db = new Database(file, { readonly: true, fileMustExist: true });
    this.db.pragma('mmap_size = 268435456');
    // The first read takes hold of the file: until then it could be deleted beneath the connection.
    this.position();
  }

  /** The rows of a query, in the shape its columns say: the caller writes both side by side. */
  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.statement(sql).all(...values) as Row[];
  }

  get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.statement(sql).get(...values) as Row | undefined;
  }

  /** The position of the last event in the rows. */
  position(): Position {
    return this.get<{ position: Position }>('SELECT position FROM checkpoint')?.position ?? -1;
  }

  close(): void {
    this.db.close();
  }

  private statement(sql: string): Database.Statement<Value[]> {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare<Value[]>(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
