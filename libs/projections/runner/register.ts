import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { View } from '../view.js';

/** `building` catches up beside the current one; `retired` has been replaced and goes once nobody reads it. */
export type Standing = 'building' | 'current' | 'retired';

/** One build of a view, in a file of its own. */
export interface Generation {
  readonly view: string;
  readonly version: number;
  readonly generation: number;
  readonly standing: Standing;
  /** Why it has stopped; null while all is well. */
  readonly failure: string | null;
}

export type ViewName = Pick<View, 'name' | 'version'>;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS generations (
  view TEXT NOT NULL,
  version INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('building', 'current', 'retired')),
  failure TEXT,
  PRIMARY KEY (view, version, generation)
) STRICT`;

const VIEW_FILE = /\.v\d+\.\d+\.db(-wal|-shm|-journal)?$/;
const OTHERS_WRITE_MS = 10_000;

/**
 * Which file of a view is the one to read: a row, so that a new generation takes over in one transaction, for readers
 * in every process. A rebuild is asked for by a row too, and whoever holds the projector's lease finds it there.
 */
export class Register {
  readonly folder: string;
  private readonly db: Database.Database;
  private readonly statements;

  /** Opens `<data folder>/views/register.db`, made where it is new. */
  constructor(dataDir: string) {
    this.folder = join(dataDir, 'views');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.db = new Database(join(this.folder, 'register.db'), { timeout: OTHERS_WRITE_MS });
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = NORMAL');
    this.db
      .transaction(() => {
        if (this.db.pragma('user_version', { simple: true }) !== 0) return;
        // Files that no row vouches for: without a register nobody knows what they hold.
        for (const file of readdirSync(this.folder)) if (VIEW_FILE.test(file)) rmSync(join(this.folder, file));
        this.db.exec(SCHEMA);
        this.db.pragma('user_version = 1');
      })
      .immediate();
    const columns = 'view, version, generation, standing, failure';
    this.statements = {
      changes: this.db.prepare<[], number>('PRAGMA data_version').pluck(),
      all: this.db.prepare<[], Generation>(`SELECT ${columns} FROM generations ORDER BY view, version, generation`),
      standing: this.db.prepare<[string, number, Standing], Generation>(
        `SELECT ${columns} FROM generations WHERE view = ? AND version = ? AND standing = ? ORDER BY generation DESC LIMIT 1`,
      ),
      newest: this.db
        .prepare<[string], number | null>('SELECT max(generation) FROM generations WHERE view = ?')
        .pluck(),
      add: this.db.prepare<[string, number, number]>(
        `INSERT INTO generations (view, version, generation, standing) VALUES (?, ?, ?, 'building')`,
      ),
      retireOthers: this.db.prepare<[string, number, number]>(
        `UPDATE generations SET standing = 'retired' WHERE view = ? AND NOT (version = ? AND generation = ?)`,
      ),
      retire: this.db.prepare<[string, number, number]>(
        `UPDATE generations SET standing = 'retired' WHERE view = ? AND version = ? AND generation = ?`,
      ),
      install: this.db.prepare<[string, number, number]>(
        `UPDATE generations SET standing = 'current' WHERE view = ? AND version = ? AND generation = ?`,
      ),
      fail: this.db.prepare<[string | null, string, number, number]>(
        'UPDATE generations SET failure = ? WHERE view = ? AND version = ? AND generation = ?',
      ),
      remove: this.db.prepare<[string, number, number]>(
        'DELETE FROM generations WHERE view = ? AND version = ? AND generation = ?',
      ),
    };
  }

  /** Changes whenever another connection has changed the register. */
  changes(): number {
    return this.statements.changes.get() ?? 0;
  }

  generations(): readonly Generation[] {
    return this.statements.all.all();
  }

  current(view: ViewName): Generation | undefined {
    return this.statements.standing.get(view.name, view.version, 'current');
  }

  building(view: ViewName): Generation | undefined {
    return this.statements.standing.get(view.name, view.version, 'building');
  }

  /** Asks for a new generation; answers the one that is being built already, if it has not failed. */
  build(view: ViewName): Generation {
    return this.db
      .transaction(() => {
        const underWay = this.building(view);
        if (underWay?.failure === null) return underWay;
        if (underWay !== undefined) this.retire(underWay);
        const generation = (this.statements.newest.get(view.name) ?? 0) + 1;
        this.statements.add.run(view.name, view.version, generation);
        return { view: view.name, version: view.version, generation, standing: 'building' as const, failure: null };
      })
      .immediate();
  }

  /** Readers find this generation from now on; every other one of the view, older versions too, is retired. */
  takeOver({ view, version, generation }: Generation): void {
    this.db
      .transaction(() => {
        this.statements.retireOthers.run(view, version, generation);
        this.statements.install.run(view, version, generation);
      })
      .immediate();
  }

  retire({ view, version, generation }: Generation): void {
    this.statements.retire.run(view, version, generation);
  }

  recordFailure({ view, version, generation }: Generation, reason: string | null): void {
    this.statements.fail.run(reason, view, version, generation);
  }

  remove({ view, version, generation }: Generation): void {
    this.statements.remove.run(view, version, generation);
  }

  fileOf({ view, version, generation }: Pick<Generation, 'view' | 'version' | 'generation'>): string {
    return join(this.folder, `${view}.v${version}.${generation}.db`);
  }

  close(): void {
    this.db.close();
  }
}
