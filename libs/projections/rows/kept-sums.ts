import type { Database } from 'better-sqlite3';
import type { Cell } from '#disk';
import type { Beside } from './folded-rows.js';
import { agree, groupOf, type GroupKey } from './group.js';

/** What one value adds to the sums of a group. */
export interface Addend {
  readonly key: GroupKey;
  /** For each amount column. */
  readonly add: readonly number[];
}

/** Sums over the rows of a table that are kept as the rows change, so that nobody has to count them. */
interface SumsDeclared<Value> {
  readonly table: string;
  readonly keys: readonly string[];
  /** The first tells how many there are: a group of which there are none goes. */
  readonly amounts: readonly string[];
  readonly of: (value: Value) => readonly Addend[];
}

/** The table's own DDL. */
export const sumsSchema = (table: string, keys: readonly string[], amounts: readonly string[]): string => `
CREATE TABLE ${table} (
  ${keys.map((key) => `${key} TEXT NOT NULL`).join(',\n  ')},
  ${amounts.map((amount) => `${amount} INTEGER NOT NULL`).join(',\n  ')},
  PRIMARY KEY (${keys.join(', ')})
) STRICT, WITHOUT ROWID;`;

/** Keeps the sums of one table by what each value added before and adds now. */
export class KeptSums<Value> implements Beside<Value> {
  private readonly changes = new Map<string, number[]>();
  /** What each value, by its row's key, added when it was last written. */
  private readonly added = new Map<string, readonly Addend[]>();
  private readonly write: (key: readonly Cell[], amounts: readonly number[]) => void;

  constructor(
    db: Database,
    private readonly declared: SumsDeclared<Value>,
  ) {
    const { table, keys, amounts } = declared;
    const columns = [...keys, ...amounts];
    const upsert = db.prepare<Cell[]>(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${amounts.map((amount) => `${amount} = ${amount} + excluded.${amount}`).join(', ')}`,
    );
    const gone = db.prepare<Cell[]>(
      `DELETE FROM ${table} WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')} AND ${amounts[0] ?? ''} = 0`,
    );
    this.write = (key, sums) => {
      upsert.run(...key, ...sums);
      if ((sums[0] ?? 0) < 0) gone.run(...key);
    };
  }

  read(rowKey: string, value: Value | undefined): void {
    this.added.set(rowKey, value === undefined ? [] : this.declared.of(value));
  }

  change(rowKey: string, value: Value | undefined): void {
    const now = value === undefined ? [] : this.declared.of(value);
    const before = this.added.get(rowKey) ?? [];
    this.added.set(rowKey, now);
    if (before.length === now.length && before.every((addend, at) => isSame(addend, now[at]))) return;
    for (const addend of before) this.note(addend, -1);
    for (const addend of now) this.note(addend, 1);
  }

  forget(rowKey: string): void {
    this.added.delete(rowKey);
  }

  /** In the order of the groups: each page of the table is touched once. */
  flush(): void {
    for (const key of [...this.changes.keys()].sort()) {
      const sums = this.changes.get(key) ?? [];
      if (sums.some((sum) => sum !== 0)) this.write(JSON.parse(key) as string[], sums);
    }
    this.changes.clear();
  }

  private note({ key, add }: Addend, sign: 1 | -1): void {
    const group = groupOf(key);
    const before = this.changes.get(group) ?? add.map(() => 0);
    this.changes.set(
      group,
      before.map((sum, index) => sum + sign * (add[index] ?? 0)),
    );
  }
}

const isSame = (one: Addend, other: Addend | undefined): boolean =>
  other !== undefined && agree(one.key, other.key) && agree(one.add, other.add);
