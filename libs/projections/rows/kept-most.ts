import type { Database, Statement } from 'better-sqlite3';
import type { Beside } from './folded-rows.js';
import { agree, groupOf, type GroupKey } from './group.js';

/** An amount of one value in a group. */
export interface Amount {
  readonly key: GroupKey;
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

/**
 * The largest amount of each group of the rows of a table, kept as the rows change: an amount that comes may raise it. Only
 * where the largest itself goes is the group read again. Its table is one of sums (`sumsSchema`).
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
    // Most events change none of them.
    if (before.length === now.length && before.every((one, at) => isSame(one, now[at]))) return;
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

const isSame = (one: Amount, other: Amount | undefined): boolean =>
  other !== undefined && one.amount === other.amount && agree(one.key, other.key);

function larger(amounts: Map<string, number>, one: Amount): void {
  const group = groupOf(one.key);
  amounts.set(group, Math.max(amounts.get(group) ?? 0, one.amount));
}
