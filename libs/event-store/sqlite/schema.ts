import { chmodSync, mkdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Shape, writeAhead } from '#disk';
import { eventsFile } from '../records-place.js';

/** Kept in `user_version`, so that a folder written by a later release is refused rather than misread. */
const SCHEMA_VERSION = 1;

/** The writer lock makes positions follow commits, so that a reader never sees a gap that fills later. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS events (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  metadata TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS events_by_stream ON events (stream, revision);
PRAGMA user_version = ${SCHEMA_VERSION};`;

export const EVENTS_SHAPE: Shape = { schema: SCHEMA, version: SCHEMA_VERSION };

const OPENING_TIMEOUT_MS = 10_000;

/**
 * How long SQLite itself waits for another process's commit, which holds up this process. After that the store waits
 * without holding it up.
 */
const LOCK_WAIT_MS = 50;

/** Opens `<data folder>/events.db`, made where it is new: write-ahead log, every commit on disk before it returns. */
export function openEventsDatabase(dataDir: string): Database.Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = eventsFile(dataDir);
  const db = new Database(file, { timeout: OPENING_TIMEOUT_MS });
  chmodSync(file, 0o600);
  writeAhead(db);
  db.pragma('synchronous = FULL');
  const version = db.pragma('user_version', { simple: true });
  if (typeof version === 'number' && version > SCHEMA_VERSION) {
    db.close();
    throw new Error(`The events in ${dataDir} were written by a later version of Plumbline: start that version`);
  }
  if (version !== SCHEMA_VERSION) db.transaction(() => db.exec(SCHEMA)).immediate();
  db.pragma(`busy_timeout = ${LOCK_WAIT_MS}`);
  return db;
}
