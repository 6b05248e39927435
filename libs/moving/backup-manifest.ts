import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** What a backup says of itself, in `backup.json` beside its files. */
export interface BackupManifest {
  readonly format: 'plumbline-backup';
  readonly version: 1;
  /** ISO instant, UTC. */
  readonly madeAt: string;
  readonly events: number;
  /** The master keys, kept elsewhere, that its keys open with: one, or two during a rotation. */
  readonly masterKeyIds: readonly string[];
  /** Of each file, hex. */
  readonly sha256: { readonly events: string; readonly keys: string };
}

export const BACKUP_MANIFEST = 'backup.json';
export const BACKUP_FILES = { events: 'events.db', keys: 'keys.db' } as const;

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
