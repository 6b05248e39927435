import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { eventsFile } from '#event-store';
import { toDisk } from '#disk';
import { keysFile } from '#privacy';
import { BACKUP_FILES, BACKUP_MANIFEST, sha256Of } from './backup-manifest.js';
import type { BackupManifest } from './backup-manifest.js';
import { CannotMove } from './cannot-move.js';

export interface BackupOrder {
  /** A data folder that holds events and keys; a service may be running on it. */
  readonly dataDir: string;
  /** Made; must not be there yet. */
  readonly folder: string;
  /** ISO instant, UTC. */
  readonly now: string;
}

/**
 * Copies the events and the keys of a data folder, each as it stands at one instant, while whoever works on it works on.
 * Everything acknowledged before it began is in it. Events are copied first, so that every event's key is there; what is
 * free in a file is left out, so that nothing of a destroyed key comes along. The master key stays where it is. The
 * folder appears whole or not at all.
 * @throws CannotMove, and the file system's and SQLite's errors
 */
export async function backUp({ dataDir, folder, now }: BackupOrder): Promise<BackupManifest> {
  if (existsSync(folder)) throw new CannotMove(`${folder} is there already. Name a folder that is not there yet.`);
  const draft = `${folder}.${randomUUID()}.unfinished`;
  await mkdir(draft, { mode: 0o700 });
  try {
    await copy(eventsFile(dataDir), join(draft, BACKUP_FILES.events));
    await copy(keysFile(dataDir), join(draft, BACKUP_FILES.keys));
    const manifest = await describe(draft, now);
    await writeFile(join(draft, BACKUP_MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    await toDisk(join(draft, BACKUP_MANIFEST));
    await toDisk(draft);
    await rename(draft, folder);
    await toDisk(dirname(resolve(folder)));
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** One read transaction: writers go on in the write-ahead log meanwhile. */
async function copy(from: string, to: string): Promise<void> {
  const db = new Database(from, { readonly: true, fileMustExist: true });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
  await chmod(to, 0o600);
  await toDisk(to);
}

async function describe(folder: string, madeAt: string): Promise<BackupManifest> {
  const [eventsPath, keysPath] = [join(folder, BACKUP_FILES.events), join(folder, BACKUP_FILES.keys)];
  return {
    format: 'plumbline-backup',
    version: 1,
    madeAt,
    events: readFrom(eventsPath, (db) => db.prepare<[], number>('SELECT count(*) FROM events').pluck().get()) ?? 0,
    masterKeyIds: readFrom(keysPath, (db) =>
      db.prepare<[], string>('SELECT DISTINCT master_key_id FROM keys WHERE box IS NOT NULL ORDER BY 1').pluck().all(),
    ),
    sha256: { events: await sha256Of(eventsPath), keys: await sha256Of(keysPath) },
  };
}

function readFrom<Answer>(path: string, read: (db: Database.Database) => Answer): Answer {
  const db = new Database(path, { readonly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}
