import type { Database, Statement } from 'better-sqlite3';
import type { Cell } from '#disk';

/**
 * Changes rows that are there, and of each only the columns that differ: an index on others is not touched. A row that is
 * replaced is taken out of every index and put into it again.
 */
export class RowChanger {
  /** By the places of the columns they set; few of all that might be. */
  private readonly statements = new Map<string, Statement<[readonly Cell[]]>>();

  constructor(
    private readonly db: Database,
    private readonly table: string,
    private readonly key: string,
    private readonly columns: readonly string[],
  ) {}

  /** @param before the row's cells without its key, as it stands @param now as it is to stand */
  change(key: string, before: readonly Cell[], now: readonly Cell[]): void {
    const places = now.flatMap((cell, place) => (cell === before[place] ? [] : [place]));
    if (places.length === 0) return;
    this.setting(places).run([...places.map((place) => now[place] ?? null), key]);
  }

  private setting(places: readonly number[]): Statement<[readonly Cell[]]> {
    const name = places.join();
    const known = this.statements.get(name);
    if (known !== undefined) return known;
    const set = places.map((place) => `${this.columns[place] ?? ''} = ?`).join(', ');
    const statement = this.db.prepare<[readonly Cell[]]>(`UPDATE ${this.table} SET ${set} WHERE ${this.key} = ?`);
    this.statements.set(name, statement);
    return statement;
  }
}
