import type { Database, Statement } from 'better-sqlite3';
import type { Beside } from './folded-rows.js';

/** An amount of one value in a group. */
export interface Amount {
  /** Of the group, a text for each key column; null stands as the empty text. */
  readonly key: readonly (string | null)[];
  readonly amount: number;
}

interface MostDeclared<Value> {
  readonly table: string;
  readonly keys: readonly string[];
  readonly amount: string;
  readonly of: (value: Value) => readonly Amount[];
  /** The largest amount of a group, read from the rows themselves: by an index, of that group alone. */
  readonly anew: (db: Database) => (key: readonly string[]) => number | null;
}

/** The table's own DDL. */
export const mostSchema = (table: string, keys: readonly string[], amount: string): string => `
CREATE TABLE ${table} (
  ${keys.map((key) => `${key} TEXT NOT NULL`).join(',\n  ')},
  ${amount} INTEGER NOT NULL,
  PRIMARY KEY (${keys.join(', ')})
) STRICT, WITHOUT ROWID;`;

/**
 * The largest amount of each group of the rows of a table, kept as the rows change: an amount that comes may raise it. Only
 * where the largest itself goes is the group read again.
 */
export class KeptMost<Value> implements Beside<Value> {
  private readonly amounts = new Map<string, readonly Amount[]>();
  private readonly raised = new Map<string, number>();
  private readonly gone = new Map<string, number>();
  private readonly anew: (key: readonly string[]) => number | null;
  private readonly find: Statement<string[], number>;
  private readonly set: Statement<(string | number)[]>;
  private readonly remove: Statement<string[]>;

  constructor(
    db: Database,
    private readonly declared: MostDeclared<Value>,
  ) {
    const { table, keys, amount, anew } = declared;
    const ofGroup = keys.map((key) => `${key} = ?`).join(' AND ');
    this.anew = anew(db);
    this.find = db.prepare<string[], number>(`SELECT ${amount} FROM ${table} WHERE ${ofGroup}`).pluck();
    this.set = db.prepare(`INSERT OR REPLACE INTO ${table} VALUES (${[...keys, amount].map(() => '?').join(', ')})`);
    this.remove = db.prepare(`DELETE FROM ${table} WHERE ${ofGroup}`);
  }

  read(rowKey: string, value: Value | undefined): void {
    this.amounts.set(rowKey, this.amountsOf(value));
  }

  change(rowKey: string, value: Value | undefined): void {
    const before = this.amounts.get(rowKey) ?? [];
    const now = this.amountsOf(value);
    this.amounts.set(rowKey, now);
    for (const one of before) if (!now.some((other) => isSame(one, other))) larger(this.gone, one);
    for (const one of now) if (!before.some((other) => isSame(one, other))) larger(this.raised, one);
  }

  forget(rowKey: string): void {
    this.amounts.delete(rowKey);
  }

  /** Once the rows are written. In the order of the groups: each page of the table is touched once. */
  flush(): void {
    for (const group of [...new Set([...this.raised.keys(), ...this.gone.keys()])].sort()) {
      const key = JSON.parse(group) as string[];
      const [stands, raised, gone] = [this.find.get(...key), this.raised.get(group), this.gone.get(group)];
      const most = gone !== undefined && gone >= (stands ?? gone) ? this.anew(key) : Math.max(stands ?? 0, raised ?? 0);
      if (most === null) this.remove.run(...key);
      else if (most !== stands) this.set.run(...key, most);
    }
    this.raised.clear();
    this.gone.clear();
  }

  private amountsOf(value: Value | undefined): readonly Amount[] {
    return value === undefined ? [] : this.declared.of(value);
  }
}

const groupOf = ({ key }: Amount): string => JSON.stringify(key.map((part) => part ?? ''));

const isSame = (one: Amount, other: Amount): boolean => one.amount === other.amount && groupOf(one) === groupOf(other);

function larger(amounts: Map<string, number>, one: Amount): void {
  const group = groupOf(one);
  amounts.set(group, Math.max(amounts.get(group) ?? 0, one.amount));
}
