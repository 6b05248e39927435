import Database from 'better-sqlite3';
import { onFile, writeAhead } from '#disk';
import type { Shape } from '#disk';
import { START } from '#event-store';
import type { EventEnvelope, Position } from '#event-store';
import { ddlOf } from '../view.js';
import type { View, ViewProjector } from '../view.js';

/** A file is open for each view, and two while a view is rebuilt, so what they keep in memory adds up. */
const CACHE_KIB = 4_096;

const CHECKPOINT = `
CREATE TABLE checkpoint (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  made_with TEXT NOT NULL
) STRICT`;

/** What a view's file is made of; indexes may still be missing in one that is being built. */
export const shapeOf = (view: View, isBuilding: boolean): Shape => ({
  schema: `${CHECKPOINT};\n${ddlOf(view)}`,
  version: 1,
  ...(isBuilding && { grows: true }),
});

/** Where a view stands: the last event whose rows it holds. */
export interface Checkpoint {
  readonly position: Position;
  /** Empty before the first event. */
  readonly eventId: string;
}

/** The file was made with other tables than the view has today. */
export class OtherTables extends Error {
  constructor(view: string) {
    super(`The tables of ${view} have changed since its file was made`);
    this.name = 'OtherTables';
  }
}

/** The tables that a file was made with; undefined where it cannot be read. */
export function tablesOf(file: string): string | undefined {
  try {
    return onFile(file, (db) => db.prepare<[], string>('SELECT made_with FROM checkpoint').pluck().get());
  } catch {
    return undefined;
  }
}

/**
 * A view's rows and its checkpoint in one SQLite file, written by one projector. They change in the same transaction,
 * so that after any crash the rows are those of the events up to the checkpoint, no fewer and no more. The last few
 * transactions may be lost with the power: the projector reads those events again.
 */
export class ViewFile {
  private readonly db: Database.Database;
  private readonly projector: ViewProjector;
  private readonly move: Database.Statement<[Position, string, Position]>;
  private standing: Checkpoint;
  /** Those of its indexes that nobody has looked for yet. */
  private readonly indexes: string[];

  /** Opens the file, made where it is new. @throws OtherTables */
  constructor(view: View, file: string) {
    this.db = new Database(file);
    writeAhead(this.db);
    this.db.pragma('synchronous = NORMAL');
    this.db.pragma('wal_autocheckpoint = 4000');
    this.db.pragma(`cache_size = -${CACHE_KIB}`);
    try {
      this.standing = this.prepareTables(view);
      this.projector = view.projector(this.db);
      this.indexes = [...(view.indexes ?? [])];
    } catch (error) {
      this.db.close();
      throw error;
    }
    this.move = this.db.prepare('UPDATE checkpoint SET position = ?, event_id = ? WHERE position = ?');
  }

  get checkpoint(): Checkpoint {
    return this.standing;
  }

  /** Applies the events that follow the checkpoint, or none of them when the projection throws. */
  apply(events: readonly EventEnvelope[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.db
      .transaction(() => {
        this.projector.apply(events);
        const { changes } = this.move.run(last.position, last.id, this.standing.position);
        if (changes !== 1) throw new Error('Somebody else has written to this view');
      })
      .immediate();
    this.standing = { position: last.position, eventId: last.id };
  }

  /** Makes one index that is not there yet, since each takes a while. Answers whether all are there. */
  makeIndex(): boolean {
    const next = this.indexes.shift();
    if (next !== undefined) this.db.exec(next.replace('CREATE INDEX', 'CREATE INDEX IF NOT EXISTS'));
    return this.indexes.length === 0;
  }

  /** Ends the writing; what stood in the write-ahead log is in the file then, unless somebody reads it just now. */
  close(): void {
    if (!this.db.open) return;
    try {
      this.db.pragma('busy_timeout = 0');
      this.db.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // It is left as it is, damaged perhaps: whoever opens it next finds out.
    }
    this.db.close();
  }

  private prepareTables(view: View): Checkpoint {
    return this.db
      .transaction(() => {
        if (this.db.pragma('user_version', { simple: true }) === 0) {
          this.db.exec(CHECKPOINT);
          this.db.exec(view.schema);
          this.db.prepare('INSERT INTO checkpoint VALUES (1, ?, ?, ?)').run(START, '', ddlOf(view));
          this.db.pragma('user_version = 1');
        }
        const row = this.db
          .prepare<[], Checkpoint & { madeWith: string }>(
            'SELECT position, event_id AS eventId, made_with AS madeWith FROM checkpoint',
          )
          .get();
        if (row?.madeWith !== ddlOf(view)) throw new OtherTables(view.name);
        return { position: row.position, eventId: row.eventId };
      })
      .immediate();
  }
}
