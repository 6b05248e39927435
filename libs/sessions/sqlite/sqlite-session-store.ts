import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openedOrAnew } from '#disk';
import type { Shape } from '#disk';
import type { Role } from '#domain';
import type { SessionStore } from '../port.js';
import { IDLE_MS, LONGEST_MS, type ProviderSession, type Session } from '../session.js';

/** Of a data folder. Losing it signs everybody out and does no other harm. */
export const sessionsFile = (dataDir: string): string => join(dataDir, 'sessions.db');

/** Instants are milliseconds since 1970. */
export const SESSIONS_SHAPE: Shape = {
  schema: `
    CREATE TABLE IF NOT EXISTS session (
      digest TEXT PRIMARY KEY,
      person_id TEXT NOT NULL,
      roles TEXT NOT NULL,
      began_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      issuer TEXT,
      sid TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS session_of_person ON session (person_id);
    CREATE INDEX IF NOT EXISTS session_under_provider ON session (issuer, sid) WHERE issuer IS NOT NULL`,
  grows: true,
};

interface Row {
  readonly person_id: string;
  readonly roles: string;
  readonly began_at: number;
  readonly seen_at: number;
  readonly issuer: string | null;
  readonly sid: string | null;
}

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
        db.pragma('journal_mode = WAL');
        // A power cut may sign somebody out, and may not bring back a session that was ended.
        db.pragma('synchronous = FULL');
        db.pragma('secure_delete = ON');
        db.exec(SESSIONS_SHAPE.schema);
        return db;
      }),
    );
  }

  async put(digest: string, { personId, roles, beganAt, seenAt, provider }: Session): Promise<void> {
    this.db
      .prepare('INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        digest,
        personId,
        JSON.stringify(roles),
        Date.parse(beganAt),
        Date.parse(seenAt),
        provider?.issuer ?? null,
        provider?.sid ?? null,
      );
  }

  async get(digest: string): Promise<Session | undefined> {
    const row = this.db.prepare<[string], Row>('SELECT * FROM session WHERE digest = ?').get(digest);
    return row && sessionOf(row);
  }

  async saw(digest: string, seenAt: string): Promise<void> {
    const instant = Date.parse(seenAt);
    this.db.prepare('UPDATE session SET seen_at = ? WHERE digest = ? AND seen_at < ?').run(instant, digest, instant);
  }

  async end(digest: string): Promise<void> {
    this.db.prepare('DELETE FROM session WHERE digest = ?').run(digest);
  }

  async endAllOf(personId: string): Promise<number> {
    return this.db.prepare('DELETE FROM session WHERE person_id = ?').run(personId).changes;
  }

  async endAllUnder({ issuer, sid }: ProviderSession): Promise<number> {
    return this.db.prepare('DELETE FROM session WHERE issuer = ? AND sid = ?').run(issuer, sid).changes;
  }

  async sweep(now: string): Promise<void> {
    const instant = Date.parse(now);
    this.db
      .prepare('DELETE FROM session WHERE began_at <= ? OR seen_at <= ?')
      .run(instant - LONGEST_MS, instant - IDLE_MS);
  }

  async close(): Promise<void> {
    this.db.close();
  }
}

const sessionOf = ({ person_id, roles, began_at, seen_at, issuer, sid }: Row): Session => ({
  personId: person_id,
  roles: JSON.parse(roles) as readonly Role[],
  beganAt: isoOf(began_at),
  seenAt: isoOf(seen_at),
  provider: issuer === null || sid === null ? null : { issuer, sid },
});
