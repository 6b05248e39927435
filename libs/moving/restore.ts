import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { eventsFile } from '#event-store';
import { toDisk } from '#disk';
import { keysFile } from '#privacy';
import { BACKUP_FILES, BACKUP_MANIFEST, sha256Of } from './backup-manifest.js';
import type { BackupManifest } from './backup-manifest.js';
import { CannotMove } from './cannot-move.js';

export interface RestoreOrder {
  /** What `backUp` made. */
  readonly folder: string;
  /** Holds no events and no keys yet. */
  readonly dataDir: string;
}

/**
 * Puts the events and keys of a backup into a data folder that has none. Views are not in a backup: the next start works
 * them out from the log. Run again after it was cut short, it begins anew.
 * @throws CannotMove for a damaged backup or a data folder in use; the file system's errors
 */
export async function restore({ folder, dataDir }: RestoreOrder): Promise<BackupManifest> {
  const manifest = await manifestOf(folder);
  if (existsSync(eventsFile(dataDir))) {
    throw new CannotMove(`The data folder ${dataDir} holds a log already. Restore into a new one: set DATA_DIR.`);
  }
  if (existsSync(keysFile(dataDir)) && (await sha256Of(keysFile(dataDir))) !== manifest.sha256.keys) {
    throw new CannotMove(`The data folder ${dataDir} holds other keys already. Restore into a new one: set DATA_DIR.`);
  }
  for (const name of ['events', 'keys'] as const) {
    const file = join(folder, BACKUP_FILES[name]);
    if ((await sha256Of(file)) !== manifest.sha256[name]) throw damaged(folder, `${BACKUP_FILES[name]} has changed`);
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // The log last: a folder with a log is a restored one.
  await putInPlace(join(folder, BACKUP_FILES.keys), keysFile(dataDir));
  await putInPlace(join(folder, BACKUP_FILES.events), eventsFile(dataDir));
  await toDisk(dataDir);
  return manifest;
}

async function putInPlace(from: string, to: string): Promise<void> {
  const draft = `${to}.unfinished`;
  await copyFile(from, draft, constants.COPYFILE_FICLONE);
  await chmod(draft, 0o600);
  await toDisk(draft);
  await rename(draft, to);
}

async function manifestOf(folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, BACKUP_MANIFEST), 'utf8').catch(() => '');
  const manifest = parsed(text);
  if (isManifest(manifest)) return manifest;
  throw damaged(folder, `${BACKUP_MANIFEST} is missing, or of another version`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is BackupManifest {
  if (typeof value !== 'object' || value === null) return false;
  const { format, version, sha256 }: { format?: unknown; version?: unknown; sha256?: unknown } = value;
  return format === 'plumbline-backup' && version === 1 && typeof sha256 === 'object' && sha256 !== null;
}

const damaged = (folder: string, what: string): CannotMove =>
  new CannotMove(`${folder} is not a whole backup: ${what}. Nothing was restored. Take another backup.`);
