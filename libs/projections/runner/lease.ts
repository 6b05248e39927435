import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { isBusy, isDamage } from '#disk';

/** Held by one process (or thread) at a time on a data folder. */
export interface Lease {
  release(): void;
}

/** `projector`: writes the views. `service`: answers requests; a second one on the same folder is refused. */
export type LeaseName = 'projector' | 'service';

const RETRY_MS = 50;

/** A connection nobody refers to is closed by the garbage collector, and its lock would go with it. */
const held = new Set<Database.Database>();

/**
 * Takes a lease on a data folder; nothing when somebody holds it. The lease is a lock of the operating system (an
 * exclusive transaction that never ends), so it goes with its holder, however that dies.
 */
export function takeLease(dataDir: string, name: LeaseName): Lease | undefined {
  const folder = join(dataDir, 'leases');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.db`);
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (isBusy(error)) return undefined;
    if (!isDamage(error)) throw error;
    // Nothing is kept in it but the lock, and whoever gets as far as reading it finds nobody holding that.
    truncateSync(file);
    return takeLease(dataDir, name);
  }
  held.add(db);
  return {
    release: () => {
      held.delete(db);
      db.close();
    },
  };
}

/** Waits for a lease until the signal aborts. */
export async function awaitLease(dataDir: string, name: LeaseName, signal: AbortSignal): Promise<Lease | undefined> {
  while (!signal.aborted) {
    const lease = takeLease(dataDir, name);
    if (lease !== undefined) return lease;
    await pause(RETRY_MS);
  }
  return undefined;
}
