import { mkdirSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import Database from 'better-sqlite3';
import { isSqliteError, openedOrAnew, setAside } from '#disk';
import { londonDateOf } from '#domain';
import { TOKEN_USE_SHAPE, tokenUseFile } from '#engine';
import type { Engine } from '#engine';
import { ENGINE } from './engine-token.js';

const WRITE_AFTER_MS = 5_000;

/**
 * The day on which each token was last used at this service: beside the log, in the data folder, written now and then and
 * never while a request waits. It may be lost without harm; each replica knows its own.
 */
@Injectable()
export class TokenUse implements OnModuleDestroy {
  private readonly unwritten = new Map<string, string>();
  /** What is known to stand in the file, so that a token is written once a day. */
  private readonly written = new Map<string, string>();
  private later: NodeJS.Timeout | undefined;
  private db: Database.Database | undefined;

  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  note(tokenId: string): void {
    const today = londonDateOf(this.engine.clock());
    if (this.written.get(tokenId) === today) return;
    this.unwritten.set(tokenId, today);
    this.later ??= setTimeout(() => this.write(), WRITE_AFTER_MS).unref();
  }

  /** London date; null where it was not used here. */
  lastUsedOn(tokenId: string): string | null {
    const row = this.unlessDamaged((db) =>
      db.prepare<[string], { used_on: string }>('SELECT used_on FROM used WHERE token_id = ?').get(tokenId),
    );
    return this.unwritten.get(tokenId) ?? row?.used_on ?? null;
  }

  onModuleDestroy(): void {
    if (this.unwritten.size > 0) this.write();
    clearTimeout(this.later);
    this.db?.close();
    this.db = undefined;
  }

  private write(): void {
    this.later = undefined;
    this.unlessDamaged((db) => {
      const put = db.prepare('INSERT INTO used VALUES (?, ?) ON CONFLICT DO UPDATE SET used_on = excluded.used_on');
      db.transaction(() => {
        for (const [tokenId, day] of this.unwritten) put.run(tokenId, day);
      })();
    });
    for (const [tokenId, day] of this.unwritten) this.written.set(tokenId, day);
    this.unwritten.clear();
  }

  /** A file that fails is set aside: the next use begins another. */
  private unlessDamaged<Answer>(work: (db: Database.Database) => Answer): Answer | undefined {
    try {
      return work(this.open());
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      this.db?.close();
      this.db = undefined;
      setAside(this.file);
      return undefined;
    }
  }

  private get file(): string {
    return tokenUseFile(this.engine.dataDir);
  }

  private open(): Database.Database {
    if (this.db !== undefined) return this.db;
    mkdirSync(this.engine.dataDir, { recursive: true, mode: 0o700 });
    return (this.db = openedOrAnew(this.file, () => {
      const db = new Database(this.file);
      // a day of a token lost in a power cut is no loss
      db.pragma('journal_mode = MEMORY');
      db.pragma('synchronous = OFF');
      db.exec(TOKEN_USE_SHAPE.schema);
      return db;
    }));
  }
}
