import type { Database, Statement } from 'better-sqlite3';

export type Value = string | number | null;

/** Reads rows, with statements prepared once. What a view's queries are given. */
export class Rows {
  private readonly statements = new Map<string, Statement<Value[]>>();

  constructor(readonly db: Database) {}

  /** The rows of a query, in the shape its columns say: the caller writes both side by side. */
  all<Row>(sql: string, ...values: Value[]): Row[] {
    try {
      return this.statement(sql).all(...values) as Row[];
    } catch (error) {
      throw this.failure(error);
    }
  }

  get<Row>(sql: string, ...values: Value[]): Row | undefined {
    try {
      return this.statement(sql).get(...values) as Row | undefined;
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** What a failed read is told as. */
  failure(error: unknown): unknown {
    return error;
  }

  private statement(sql: string): Statement<Value[]> {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare<Value[]>(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
