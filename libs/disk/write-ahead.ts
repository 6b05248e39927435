import type Database from 'better-sqlite3';
import { isBusy } from './damage.js';

const PAUSE_MS = 5;
const TRIES = 1000;

/**
 * Puts a database into write-ahead mode. Where another connection is just doing so to a new file, SQLite answers at once
 * that it is locked, whatever the connection's timeout, since waiting for each other could go on for ever: so this tries
 * again. It stands in the way of its thread meanwhile, for a few milliseconds.
 */
export function writeAhead(db: Database.Database): void {
  const nobodyWakes = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  for (let left = TRIES; ; left--) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || left === 0) throw error;
      Atomics.wait(nobodyWakes, 0, 0, PAUSE_MS);
    }
  }
}
