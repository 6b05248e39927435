import Database from 'better-sqlite3';
import { isDamage, openedOrAnew, setAside, writeAhead } from '#disk';
import type { Shape } from '#disk';
import { START } from '#event-store';
import type { Position } from '#event-store';

/** Kept in `user_version`: a register of another shape is thrown away. */
const SHAPE = 1;

const TABLES = `
DROP TABLE IF EXISTS checkpoints;
DROP TABLE IF EXISTS promises;
CREATE TABLE checkpoints (
  process TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE promises (
  process TEXT NOT NULL,
  instance TEXT NOT NULL,
  cause TEXT NOT NULL,
  correlation TEXT NOT NULL,
  recorded_on TEXT NOT NULL,
  woken_at INTEGER NOT NULL,
  due TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at TEXT,
  trouble TEXT,
  PRIMARY KEY (process, instance)
) STRICT, WITHOUT ROWID;
CREATE INDEX promises_by_due ON promises (due, woken_at) WHERE due IS NOT NULL;
PRAGMA user_version = ${SHAPE};
`;

export const PROMISES_SHAPE: Shape = { schema: TABLES, version: SHAPE, grows: true };

/** What an event does to the promises of a process. */
export type Note =
  | { readonly act: 'start'; readonly instance: string; readonly by: Waking }
  | { readonly act: 'continue'; readonly instance: string; readonly by: Waking }
  | { readonly act: 'continue-all'; readonly by: Waking }
  | { readonly act: 'stop'; readonly instance: string };

export type NoteAt = Note & { readonly at: Position };

/** The event that opens a promise or has it looked at again. */
export interface Waking {
  readonly position: Position;
  readonly eventId: string;
  readonly correlationId: string;
  /** London date. */
  readonly recordedOn: string;
}

/** The last event that a process has been told of. */
export interface Checkpoint {
  readonly position: Position;
  readonly eventId: string;
}

/** A promise not kept yet. */
export interface OpenPromise {
  readonly process: string;
  readonly instance: string;
  readonly cause: string;
  readonly correlation: string;
  readonly recordedOn: string;
  /** The position of the event that last had it looked at. */
  readonly wokenAt: Position;
  readonly attempts: number;
}

export interface Trouble {
  readonly process: string;
  readonly instance: string;
  readonly attempts: number;
  readonly retryAt: string;
  readonly trouble: string;
}

/** Look at it at once. This sorts before every date. */
const AT_ONCE = '';

/**
 * Where each process stands in the log, and its promises that are not kept yet, in one SQLite file. It can be thrown away:
 * the processes then read the log from its start, and find most promises kept. Several runners may share one.
 */
export class Register {
  private db: Database.Database;
  private statements: ReturnType<typeof prepare>;

  /**
   * @param file made where it is new, or damaged; `:memory:` for none
   * @param onDamage told in a sentence that it was damaged and is made anew
   */
  constructor(
    private readonly file: string,
    private readonly onDamage: (sentence: string) => void = () => undefined,
  ) {
    ({ db: this.db, statements: this.statements } = this.opened());
  }

  private opened(): { db: Database.Database; statements: ReturnType<typeof prepare> } {
    return openedOrAnew(this.file, () => openDatabase(this.file), this.onDamage);
  }

  /** What is asked of a damaged register fails once: the next time it is a new one, that has been told of nothing yet. */
  private ask<Answer>(work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      if (isDamage(error)) {
        this.db.close();
        setAside(this.file);
        ({ db: this.db, statements: this.statements } = this.opened());
        this.onDamage(`The file ${this.file} was damaged: it is set aside and made anew`);
      }
      throw error;
    }
  }

  private change(work: () => void): void {
    this.ask(() => this.db.transaction(work).immediate());
  }

  /** The position of the last event a process has been told of; START before the first. */
  checkpoint(process: string): Position {
    return this.ask(() => this.statements.checkpoint.get(process)?.position ?? START);
  }

  /** The last events that processes have been told of, each once. */
  checkpoints(): readonly Checkpoint[] {
    return this.ask(() => this.statements.checkpoints.all());
  }

  /** Forgets everything: the processes read the log from its start. */
  startOver(): void {
    this.change(() => {
      this.statements.forgetCheckpoints.run();
      this.statements.forgetPromises.run();
    });
  }

  /**
   * Takes down, in one transaction, what the events up to one of them mean to each process. Events that a process has been
   * told of already, by another runner on this register, are passed over.
   */
  note(
    told: readonly { readonly process: string; readonly notes: readonly NoteAt[] }[],
    { position, eventId }: Checkpoint,
  ): void {
    this.change(() => {
      for (const { process, notes } of told) {
        const standing = this.statements.checkpoint.get(process)?.position ?? START;
        if (standing >= position) continue;
        for (const note of notes) if (note.at > standing) this.take(process, note);
        this.statements.setCheckpoint.run(process, position, eventId);
      }
    });
  }

  /** Open promises to be looked at now, the longest waiting first. */
  ready(today: string, now: string): readonly OpenPromise[] {
    return this.ask(() => this.statements.ready.all(today, now));
  }

  /** Removes a promise, unless an event has meanwhile asked for it to be looked at again. */
  kept({ process, instance, wokenAt }: OpenPromise): void {
    this.ask(() => this.statements.kept.run(process, instance, wokenAt));
  }

  /** @param day when it is looked at again, a London date; null for when an event says so */
  wait({ process, instance, wokenAt }: OpenPromise, day: string | null): void {
    this.ask(() => this.statements.wait.run(day, process, instance, wokenAt));
  }

  /** Keeps what went wrong, without personal data, and tries again at an instant. */
  trouble({ process, instance, wokenAt }: OpenPromise, trouble: string, retryAt: string): void {
    this.ask(() => this.statements.trouble.run(trouble, retryAt, process, instance, wokenAt));
  }

  troubles(): readonly Trouble[] {
    return this.ask(() => this.statements.troubles.all());
  }

  close(): void {
    this.db.close();
  }

  private take(process: string, note: Note): void {
    const { start, wake, wakeAll, stop } = this.statements;
    switch (note.act) {
      case 'start': {
        const { eventId, correlationId, recordedOn, position } = note.by;
        start.run(process, note.instance, eventId, correlationId, recordedOn, position, AT_ONCE);
        return;
      }
      case 'continue':
        wake.run(note.by.position, AT_ONCE, process, note.instance);
        return;
      case 'continue-all': {
        const { eventId, correlationId, recordedOn, position } = note.by;
        wakeAll.run(eventId, correlationId, recordedOn, position, AT_ONCE, process);
        return;
      }
      case 'stop':
        stop.run(process, note.instance);
        return;
      default:
        note satisfies never;
    }
  }
}

function openDatabase(file: string) {
  const db = new Database(file);
  try {
    writeAhead(db);
    db.pragma('synchronous = NORMAL');
    db.pragma('busy_timeout = 10000');
    db.transaction(() => {
      if (db.pragma('user_version', { simple: true }) !== SHAPE) db.exec(TABLES);
    }).immediate();
    return { db, statements: prepare(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepare(db: Database.Database) {
  return {
    checkpoint: db.prepare<[string], { position: number }>('SELECT position FROM checkpoints WHERE process = ?'),
    checkpoints: db.prepare<[], Checkpoint>('SELECT DISTINCT position, event_id AS eventId FROM checkpoints'),
    setCheckpoint: db.prepare<[string, number, string]>('INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?)'),
    forgetCheckpoints: db.prepare('DELETE FROM checkpoints'),
    forgetPromises: db.prepare('DELETE FROM promises'),
    start: db.prepare<[string, string, string, string, string, number, string]>(
      `INSERT OR REPLACE INTO promises (process, instance, cause, correlation, recorded_on, woken_at, due)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    wake: db.prepare<[number, string, string, string]>(
      'UPDATE promises SET woken_at = ?, due = ?, retry_at = NULL WHERE process = ? AND instance = ?',
    ),
    wakeAll: db.prepare<[string, string, string, number, string, string]>(
      `UPDATE promises SET cause = ?, correlation = ?, recorded_on = ?, woken_at = ?, due = ?, retry_at = NULL
       WHERE process = ?`,
    ),
    stop: db.prepare<[string, string]>('DELETE FROM promises WHERE process = ? AND instance = ?'),
    ready: db.prepare<[string, string], OpenPromise>(
      `SELECT process, instance, cause, correlation, recorded_on AS recordedOn, woken_at AS wokenAt, attempts
       FROM promises WHERE due <= ? AND (retry_at IS NULL OR retry_at <= ?) ORDER BY woken_at, process, instance`,
    ),
    kept: db.prepare<[string, string, number]>(
      'DELETE FROM promises WHERE process = ? AND instance = ? AND woken_at = ?',
    ),
    wait: db.prepare<[string | null, string, string, number]>(
      `UPDATE promises SET due = ?, attempts = 0, retry_at = NULL, trouble = NULL
       WHERE process = ? AND instance = ? AND woken_at = ?`,
    ),
    trouble: db.prepare<[string, string, string, string, number]>(
      `UPDATE promises SET attempts = attempts + 1, trouble = ?, retry_at = ?
       WHERE process = ? AND instance = ? AND woken_at = ?`,
    ),
    troubles: db.prepare<[], Trouble>(
      `SELECT process, instance, attempts, retry_at AS retryAt, trouble FROM promises
       WHERE trouble IS NOT NULL ORDER BY process, instance`,
    ),
  };
}
