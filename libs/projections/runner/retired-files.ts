import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isBusy } from './busy.js';
import type { Register } from './register.js';

/** Deletes the files of retired generations that nobody reads any more; the rest wait for the next time. */
export function clearRetired(register: Register): void {
  for (const generation of register.generations()) {
    if (generation.standing !== 'retired') continue;
    const file = register.fileOf(generation);
    if (!letGo(file)) continue;
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(file + ending, { force: true });
    register.remove(generation);
  }
}

/** SQLite leaves the write-ahead log of a file only when no other connection, in any process, has it open. */
function letGo(file: string): boolean {
  if (!existsSync(file)) return true;
  const db = new Database(file, { timeout: 0 });
  try {
    return db.pragma('journal_mode = DELETE', { simple: true }) === 'delete';
  } catch (error) {
    return !isBusy(error);
  } finally {
    db.close();
  }
}
