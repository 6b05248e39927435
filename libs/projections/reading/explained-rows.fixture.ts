import type { Database } from 'better-sqlite3';
import { Rows } from './rows.js';
import type { Value } from './rows.js';

interface Step {
  readonly detail: string;
}

/** Rows that keep how each question asked of them is answered by the database: by which index, walked or sorted. */
export class ExplainedRows extends Rows {
  private readonly plans = new Map<string, readonly string[]>();

  constructor(db: Database) {
    super(db);
  }

  override all<Row>(sql: string, ...values: Value[]): Row[] {
    this.explain(sql, values);
    return super.all<Row>(sql, ...values);
  }

  override get<Row>(sql: string, ...values: Value[]): Row | undefined {
    this.explain(sql, values);
    return super.get<Row>(sql, ...values);
  }

  /**
   * What walks a table or sorts what it found, a line each; questions of small tables alone are left out.
   * @param small tables that do not grow with the audits
   */
  walks(small: readonly string[]): readonly string[] {
    return [...this.plans].flatMap(([sql, steps]) =>
      steps
        .filter((detail) => /^SCAN |TEMP B-TREE/.test(detail))
        // What only a few have, found by that alone.
        .filter(
          (detail) =>
            !(detail.includes('TEMP B-TREE') && /INDEXED BY (board_by_(due|sample)|items_by_due)\b/.test(sql)),
        )
        .filter((detail) => !small.some((table) => new RegExp(`^SCAN ${table}\\b`).test(detail)))
        .filter((detail) => !(detail.includes('TEMP B-TREE') && isOfSmall(sql, small)))
        .filter((detail) => !/^SCAN (json_each|value|CONSTANT ROW|[a-z]+ VIRTUAL TABLE)/.test(detail))
        // By an index in the order asked for, and no further than the page: that is no walk.
        .filter((detail) => !(/^SCAN \w+ USING (COVERING )?INDEX/.test(detail) && /LIMIT \?$/.test(sql.trim())))
        .map((detail) => `${detail} <- ${sql.replaceAll(/\s+/g, ' ').trim()}`),
    );
  }

  /** How rows of a table are found, each way once. */
  waysTo(table: string): readonly string[] {
    const steps = [...this.plans.values()].flat();
    return [...new Set(steps.filter((detail) => new RegExp(`^(SCAN|SEARCH) ${table}\\b`).test(detail)))];
  }

  private explain(sql: string, values: readonly Value[]): void {
    if (this.plans.has(sql)) return;
    const steps = this.db.prepare<Value[], Step>(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    this.plans.set(
      sql,
      steps.map(({ detail }) => detail),
    );
  }
}

const isOfSmall = (sql: string, small: readonly string[]): boolean => {
  const named = [...sql.matchAll(/\b(?:FROM|JOIN) (\w+)/g)].map(([, table = '']) => table);
  return named.length > 0 && named.every((table) => small.includes(table));
};
