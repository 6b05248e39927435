import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openedOrAnew, writeAhead } from '#disk';
import type { Shape } from '#disk';
import type { Role } from '#domain';
import type { SessionStore } from '../port.js';
import {
  IDLE_MS,
  LONGEST_MS,
  MOST_NOTES,
  NOTES_MS,
  REMEMBERED_MS,
  type KeptSession,
  type ProviderSession,
  type Session,
  type SignInNote,
  type SignInWay,
} from '../session.js';

/** Of a data folder. Losing it signs everybody out and does no other harm. */
export const sessionsFile = (dataDir: string): string => join(dataDir, 'sessions.db');

/** Instants are milliseconds since 1970. */
export const SESSIONS_SHAPE: Shape = {
  schema: `
    CREATE TABLE IF NOT EXISTS signed_in (
      digest TEXT PRIMARY KEY,
      person_id TEXT NOT NULL,
      roles TEXT NOT NULL,
      way TEXT NOT NULL,
      endings INTEGER NOT NULL,
      began_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      issuer TEXT,
      sid TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS signed_in_person ON signed_in (person_id);
    CREATE INDEX IF NOT EXISTS signed_in_under ON signed_in (issuer, sid) WHERE issuer IS NOT NULL;
    CREATE TABLE IF NOT EXISTS signed_in_on (
      digest TEXT PRIMARY KEY,
      device TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sign_in (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      person_id TEXT,
      way TEXT NOT NULL,
      refused TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sign_in_of ON sign_in (person_id)`,
  grows: true,
};

interface Row {
  readonly digest: string;
  readonly person_id: string;
  readonly roles: string;
  readonly way: SignInWay;
  readonly endings: number;
  readonly began_at: number;
  readonly seen_at: number;
  readonly issuer: string | null;
  readonly sid: string | null;
  readonly device: string | null;
}

interface NoteRow {
  readonly at: number;
  readonly person_id: string | null;
  readonly way: SignInWay;
  readonly refused: string | null;
}

const FIND = 'SELECT * FROM signed_in LEFT JOIN signed_in_on USING (digest)';

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Sessions of the one machine there is, in a file of the data folder. Several processes may share it. */
export class SqliteSessionStore implements SessionStore {
  private constructor(private readonly db: Database.Database) {}

  /** Makes the file where it is new, or damaged. */
  static open(dataDir: string): SqliteSessionStore {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const file = sessionsFile(dataDir);
    return new SqliteSessionStore(
      openedOrAnew(file, () => {
        const db = new Database(file);
        writeAhead(db);
        // A power cut may sign somebody out, and may not bring back a session that was ended.
        db.pragma('synchronous = FULL');
        db.pragma('secure_delete = ON');
        db.exec(SESSIONS_SHAPE.schema);
        return db;
      }),
    );
  }

  async put(digest: string, session: Session): Promise<void> {
    const { personId, roles, way, endings, beganAt, seenAt, provider, device } = session;
    this.db.transaction(() => {
      this.db
        .prepare('INSERT INTO signed_in VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
        .run(
          digest,
          personId,
          JSON.stringify(roles),
          way,
          endings,
          Date.parse(beganAt),
          Date.parse(seenAt),
          provider?.issuer ?? null,
          provider?.sid ?? null,
        );
      if (device !== undefined) this.db.prepare('INSERT INTO signed_in_on VALUES (?, ?)').run(digest, device);
    })();
  }

  async get(digest: string): Promise<Session | undefined> {
    const row = this.db.prepare<[string], Row>(`${FIND} WHERE digest = ?`).get(digest);
    return row && sessionOf(row);
  }

  async saw(digest: string, seenAt: string): Promise<void> {
    const instant = Date.parse(seenAt);
    this.db.prepare('UPDATE signed_in SET seen_at = ? WHERE digest = ? AND seen_at < ?').run(instant, digest, instant);
  }

  async end(digest: string): Promise<void> {
    this.db.prepare('DELETE FROM signed_in WHERE digest = ?').run(digest);
  }

  async allOf(personId: string): Promise<readonly KeptSession[]> {
    return this.db
      .prepare<[string], Row>(`${FIND} WHERE person_id = ? ORDER BY began_at DESC, digest`)
      .all(personId)
      .map((row) => ({ ...sessionOf(row), digest: row.digest }));
  }

  async endAllOf(personId: string): Promise<number> {
    return this.db.prepare('DELETE FROM signed_in WHERE person_id = ?').run(personId).changes;
  }

  async endAllUnder({ issuer, sid }: ProviderSession): Promise<number> {
    return this.db.prepare('DELETE FROM signed_in WHERE issuer = ? AND sid = ?').run(issuer, sid).changes;
  }

  async note({ at, personId, way, refused }: SignInNote): Promise<void> {
    this.db
      .prepare('INSERT INTO sign_in (at, person_id, way, refused) VALUES (?, ?, ?, ?)')
      .run(Date.parse(at), personId, way, refused);
  }

  async notes(limit: number, personId?: string): Promise<readonly SignInNote[]> {
    const [of, values] = personId === undefined ? ['', []] : ['WHERE person_id = ?', [personId]];
    return this.db
      .prepare<unknown[], NoteRow>(`SELECT * FROM sign_in ${of} ORDER BY number DESC LIMIT ?`)
      .all(...values, limit)
      .map(({ at, person_id, way, refused }) => ({ at: isoOf(at), personId: person_id, way, refused }));
  }

  async sweep(now: string): Promise<void> {
    const instant = Date.parse(now);
    this.db
      .prepare('DELETE FROM signed_in WHERE began_at <= ? OR seen_at <= ?')
      .run(instant - LONGEST_MS - REMEMBERED_MS, instant - IDLE_MS - REMEMBERED_MS);
    this.db.prepare('DELETE FROM signed_in_on WHERE digest NOT IN (SELECT digest FROM signed_in)').run();
    this.db
      .prepare('DELETE FROM sign_in WHERE at <= ? OR number <= (SELECT max(number) FROM sign_in) - ?')
      .run(instant - NOTES_MS, MOST_NOTES);
  }

  async close(): Promise<void> {
    this.db.close();
  }
}

const sessionOf = ({ person_id, roles, way, endings, began_at, seen_at, issuer, sid, device }: Row): Session => ({
  personId: person_id,
  roles: JSON.parse(roles) as readonly Role[],
  way,
  endings,
  beganAt: isoOf(began_at),
  seenAt: isoOf(seen_at),
  provider: issuer === null || sid === null ? null : { issuer, sid },
  ...(device !== null && { device }),
});
