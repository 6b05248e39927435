import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isDamage, openedOrAnew, setAside, writeAhead } from '#disk';
import type { Shape } from '#disk';
import type { DraftStore, KeptDraft, Standing } from '../port.js';

/** Of a data folder. Losing it loses what people typed and did not send, and nothing that was recorded. */
export const draftsFile = (dataDir: string): string => join(dataDir, 'drafts.db');

/** Instants are milliseconds since 1970. */
export const DRAFTS_SHAPE: Shape = {
  schema: `
    CREATE TABLE IF NOT EXISTS draft (
      id TEXT PRIMARY KEY,
      person_id TEXT NOT NULL,
      owner TEXT NOT NULL,
      box TEXT NOT NULL,
      begun_at INTEGER NOT NULL,
      saved_at INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS draft_of_person ON draft (person_id)`,
  grows: true,
};

/** What stands where nothing does. */
const NONE = 0;
/** Never the same again, also once a draft was forgotten and begun anew. */
const NEXT_VERSION = `1 + (random() & ${Number.MAX_SAFE_INTEGER - 1})`;
const PAGE = 500;

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly owner: string;
  readonly box: string;
  readonly begun_at: number;
  readonly saved_at: number;
  readonly version: number;
}

/** Drafts of the one machine there is, in a file of the data folder. Several processes may share it. */
export class SqliteDraftStore implements DraftStore {
  private db: Database.Database;

  private constructor(private readonly file: string) {
    this.db = openedOrAnew(file, () => openDatabase(file));
  }

  /** Makes the file where it is new; a damaged one is set aside, to be looked at, and begun anew. */
  static open(dataDir: string): SqliteDraftStore {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return new SqliteDraftStore(draftsFile(dataDir));
  }

  async standing(_personId: string, id: string): Promise<Standing> {
    const row = this.ask((db) => db.prepare<[string], Row>('SELECT * FROM draft WHERE id = ?').get(id));
    return row === undefined ? { draft: null, version: NONE } : { draft: draftOf(row), version: row.version };
  }

  async put({ id, personId, owner, box, begunAt, savedAt }: KeptDraft, version: number): Promise<boolean> {
    const row = [personId, owner, box, Date.parse(begunAt), Date.parse(savedAt)];
    const { changes } = this.ask((db) =>
      version === NONE
        ? db
            .prepare(
              `INSERT INTO draft (person_id, owner, box, begun_at, saved_at, version, id) VALUES (?, ?, ?, ?, ?, ${NEXT_VERSION}, ?)
               ON CONFLICT DO NOTHING`,
            )
            .run(...row, id)
        : db
            .prepare(
              `UPDATE draft SET person_id = ?, owner = ?, box = ?, begun_at = ?, saved_at = ?, version = ${NEXT_VERSION}
               WHERE id = ? AND version = ?`,
            )
            .run(...row, id, version),
    );
    return changes === 1;
  }

  async forget(_personId: string, id: string): Promise<void> {
    this.ask((db) => db.prepare('DELETE FROM draft WHERE id = ?').run(id));
  }

  async of(personId: string): Promise<readonly Pick<KeptDraft, 'id' | 'begunAt'>[]> {
    return this.ask((db) => db.prepare<[string], Row>('SELECT * FROM draft WHERE person_id = ?').all(personId)).map(
      ({ id, begun_at }) => ({ id, begunAt: isoOf(begun_at) }),
    );
  }

  async *all(): AsyncIterable<Omit<KeptDraft, 'box'>> {
    for (let after = ''; ;) {
      const from = after;
      const rows = this.ask((db) =>
        db.prepare<[string, number], Row>('SELECT * FROM draft WHERE id > ? ORDER BY id LIMIT ?').all(from, PAGE),
      );
      for (const row of rows) yield draftOf(row);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  async close(): Promise<void> {
    this.db.close();
  }

  /** A file that turns out to be damaged is begun anew at once: what is being typed is kept in the new one. */
  private ask<Answer>(work: (db: Database.Database) => Answer): Answer {
    try {
      return work(this.db);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.db.close();
      setAside(this.file);
      this.db = openDatabase(this.file);
      return work(this.db);
    }
  }
}

function openDatabase(file: string): Database.Database {
  const db = new Database(file);
  chmodSync(file, 0o600);
  writeAhead(db);
  // What a page says is saved, is.
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.exec(DRAFTS_SHAPE.schema);
  return db;
}

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

const draftOf = ({ id, person_id, owner, box, begun_at, saved_at }: Row): KeptDraft => ({
  id,
  personId: person_id,
  owner,
  box,
  begunAt: isoOf(begun_at),
  savedAt: isoOf(saved_at),
});
