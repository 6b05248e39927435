import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { isDamage, writeAhead } from '#disk';
import type { Shape } from '#disk';
import { KeysUnavailable } from '../key-store.js';
import type { KeptKey, KeyState, KeyStore, NewKey, RewrappedKey, StandingKey } from '../key-store.js';
import type { Owner } from '../owner.js';

/** A row lives (wrapped key, perhaps a lookup) or is a tombstone (the instant alone). */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS keys (
  owner TEXT PRIMARY KEY,
  master_key_id TEXT,
  box BLOB,
  lookup TEXT UNIQUE,
  destroyed_at TEXT,
  CHECK ((box IS NULL) = (destroyed_at IS NOT NULL)),
  CHECK ((box IS NULL) = (master_key_id IS NULL)),
  CHECK (lookup IS NULL OR box IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS destroyed_keys ON keys (destroyed_at) WHERE destroyed_at IS NOT NULL`;

export const KEYS_SHAPE: Shape = { schema: SCHEMA };

const PAGE = 1_000;
const LOCK_WAIT_MS = 5_000;
const SCRUB_TRIES = 20;
const SCRUB_PAUSE_MS = 25;

interface Row {
  readonly owner: string;
  readonly master_key_id: string | null;
  readonly box: Buffer | null;
  readonly lookup: string | null;
  readonly destroyed_at: string | null;
}

/** The wrapped keys of a folder that has them. */
export const keysFile = (dataDir: string): string => join(dataDir, 'keys.db');

/** Wrapped keys in `<data folder>/keys.db`, away from the log. Several processes may share it. */
export class SqliteKeyStore implements KeyStore {
  private readonly byOwner;
  private readonly byLookup;
  private readonly insert;
  private readonly bury;
  private readonly rewrite;
  private readonly page;
  private readonly masters;
  private readonly destroyed;

  private constructor(private readonly db: Database.Database) {
    this.byOwner = db.prepare<[string], Row>('SELECT * FROM keys WHERE owner = ?');
    this.byLookup = db.prepare<[string], Row>('SELECT * FROM keys WHERE lookup = ?');
    this.insert = db.prepare<[string, string, Buffer, string | null]>(
      'INSERT INTO keys (owner, master_key_id, box, lookup) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.bury = db.prepare<[string, string]>(
      'UPDATE keys SET master_key_id = NULL, box = NULL, lookup = NULL, destroyed_at = ? WHERE owner = ?',
    );
    this.rewrite = db.prepare<[string, Buffer, string, Buffer]>(
      'UPDATE keys SET master_key_id = ?, box = ? WHERE owner = ? AND box = ?',
    );
    this.page = db.prepare<[string, number], Row>('SELECT * FROM keys WHERE owner > ? ORDER BY owner LIMIT ?');
    this.masters = db
      .prepare<[], string>('SELECT DISTINCT master_key_id FROM keys WHERE box IS NOT NULL ORDER BY 1')
      .pluck();
    this.destroyed = db.prepare<[], number>('SELECT count(*) FROM keys WHERE destroyed_at IS NOT NULL').pluck();
  }

  /** @throws KeysUnavailable */
  static open(dataDir: string): SqliteKeyStore {
    return guarded(() => {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      const file = keysFile(dataDir);
      const db = new Database(file, { timeout: LOCK_WAIT_MS });
      chmodSync(file, 0o600);
      writeAhead(db);
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = ON');
      // An import makes a hundred thousand keys at random places in the file: 16 MiB of cache, 32 MiB of log.
      db.pragma('cache_size = -16384');
      db.pragma('wal_autocheckpoint = 8192');
      db.exec(SCHEMA);
      emptyLog(db);
      return new SqliteKeyStore(db);
    });
  }

  async create(keys: readonly NewKey[]): Promise<readonly StandingKey[]> {
    return guarded(() => this.db.transaction(() => keys.map((key) => this.createOne(key))).immediate());
  }

  async find(lookups: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
    return guarded(() => {
      const owners = new Map<string, Owner>();
      for (const lookup of lookups) {
        const row = this.byLookup.get(lookup);
        if (row !== undefined) owners.set(lookup, row.owner);
      }
      return owners;
    });
  }

  async get(owners: readonly Owner[]): Promise<ReadonlyMap<Owner, KeyState>> {
    return guarded(() => {
      const states = new Map<Owner, KeyState>();
      for (const owner of owners) {
        const row = this.byOwner.get(owner);
        if (row !== undefined) states.set(owner, stateOf(row));
      }
      return states;
    });
  }

  async destroy(owner: Owner, at: string): Promise<KeyState | undefined> {
    const standing = guarded(() =>
      this.db
        .transaction(() => {
          const row = this.byOwner.get(owner);
          if (row === undefined || row.box === null) return row && stateOf(row);
          this.bury.run(at, owner);
          return { state: 'destroyed', at } as const;
        })
        .immediate(),
    );
    await this.scrub();
    return standing;
  }

  async rewrap(keys: readonly RewrappedKey[]): Promise<number> {
    const done = guarded(() =>
      this.db
        .transaction(() =>
          keys.reduce(
            (count, { owner, from, to }) => count + this.rewrite.run(to.masterKeyId, to.box, owner, from.box).changes,
            0,
          ),
        )
        .immediate(),
    );
    await this.scrub();
    return done;
  }

  async destructions(): Promise<number> {
    return guarded(() => this.destroyed.get() ?? 0);
  }

  async *all(): AsyncIterable<KeptKey> {
    for (let after = ''; ;) {
      const from = after;
      const rows = guarded(() => this.page.all(from, PAGE));
      for (const row of rows) yield { owner: row.owner, key: stateOf(row), lookup: row.lookup ?? undefined };
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.owner;
    }
  }

  async masterKeyIds(): Promise<readonly string[]> {
    return guarded(() => this.masters.all());
  }

  async close(): Promise<void> {
    this.db.close();
  }

  private createOne({ owner, wrapped, lookup }: NewKey): StandingKey {
    const { changes } = this.insert.run(owner, wrapped.masterKeyId, wrapped.box, lookup ?? null);
    if (changes === 1) return { owner, state: 'living', wrapped };
    const older = this.byOwner.get(owner) ?? (lookup === undefined ? undefined : this.byLookup.get(lookup));
    if (older === undefined) throw new Error('A key was neither kept nor there already');
    return { owner: older.owner, ...stateOf(older) };
  }

  /**
   * Moves the overwritten page into the file and empties the log, which still holds the page as it was before.
   * Where another process reads all the while, that is left to the next destruction or start.
   */
  private async scrub(): Promise<void> {
    for (let tries = 0; tries < SCRUB_TRIES; tries++) {
      if (guarded(() => emptyLog(this.db))) return;
      await pause(SCRUB_PAUSE_MS);
    }
  }
}

/** Whether the write-ahead log is empty now; does not wait for readers, which would hold up everything else. */
function emptyLog(db: Database.Database): boolean {
  db.pragma('busy_timeout = 0');
  try {
    return db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
  } finally {
    db.pragma(`busy_timeout = ${LOCK_WAIT_MS}`);
  }
}

function stateOf(row: Row): KeyState {
  if (row.box !== null && row.master_key_id !== null) {
    return { state: 'living', wrapped: { masterKeyId: row.master_key_id, box: row.box } };
  }
  return { state: 'destroyed', at: row.destroyed_at ?? '' };
}

function guarded<Answer>(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    throw new KeysUnavailable(
      isDamage(error)
        ? 'The file of the keys, keys.db, is damaged: nothing personal can be read or written'
        : 'The keys of the data folder cannot be reached: nothing personal can be read or written',
      { cause: error },
    );
  }
}
