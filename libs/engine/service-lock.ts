import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Another service runs on the folder already. */
export class FolderInUse extends Error {
  constructor(dataDir: string) {
    super(
      `Another Plumbline service is running on the data folder ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
    );
    this.name = 'FolderInUse';
  }
}

/**
 * Keeps a data folder for one service. The lock is the operating system's, on an empty database file: it goes with the
 * process, however that ends.
 * @returns what lets it go
 * @throws FolderInUse
 */
export function lockService(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = new Database(join(dataDir, 'service.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') throw new FolderInUse(dataDir);
    throw error;
  }
  return () => lock.close();
}
