import Database from 'better-sqlite3';
import { isDamage } from '#disk';
import { START } from '#event-store';
import type { Position } from '#event-store';
import type { Checkpoint } from '../runner/view-file.js';
import { Rows } from './rows.js';

/** Each view has a reader, so what they keep in memory adds up. The rest is in the operating system's cache. */
const CACHE_KIB = 2_048;

/** Reads one generation of a view, and cannot write it. */
export class ViewReader extends Rows {
  /** @param onDamage takes the file from its readers; answers what whoever asked is told */
  constructor(
    readonly file: string,
    private readonly onDamage: (error: unknown) => Error,
  ) {
    super(new Database(file, { readonly: true, fileMustExist: true }));
    try {
      this.db.pragma(`cache_size = -${CACHE_KIB}`);
      // The first read takes hold of the file: until then it could be deleted beneath the connection.
      this.position();
    } catch (error) {
      this.close();
      throw this.failure(error);
    }
  }

  override failure(error: unknown): unknown {
    return isDamage(error) ? this.onDamage(error) : error;
  }

  /** The position of the last event in the rows. */
  position(): Position {
    return this.checkpoint().position;
  }

  checkpoint(): Checkpoint {
    return (
      this.get<Checkpoint>('SELECT position, event_id AS eventId FROM checkpoint') ?? { position: START, eventId: '' }
    );
  }

  close(): void {
    this.db.close();
  }
}
