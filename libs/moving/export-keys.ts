import type { KeyStore } from '#privacy';
import { KEYS_FILE } from './file-format.js';
import { keyLine } from './key-line.js';
import { writeFile } from './write-file.js';

export interface ExportKeysOrder {
  readonly keys: Pick<KeyStore, 'all'>;
  /** Written whole or not at all; only its owner may read it. */
  readonly file: string;
}

export interface ExportedKeys {
  readonly living: number;
  readonly destroyed: number;
  /** The master keys that the living keys are wrapped under. Without them nothing in the file can be opened. */
  readonly masterKeyIds: readonly string[];
  /** Of the file, as its last line says it. */
  readonly sha256: string;
}

/**
 * Writes the living keys, wrapped as they are, and the destroyed ones as destroyed. The master key is not among them:
 * it goes its own way.
 * @throws KeysUnavailable, and the file system's errors
 */
export async function exportKeys({ keys, file }: ExportKeysOrder): Promise<ExportedKeys> {
  const masterKeyIds = new Set<string>();
  let living = 0;
  async function* keyLines(): AsyncGenerator<string, void, undefined> {
    for await (const kept of keys.all()) {
      if (kept.key.state === 'living') {
        living++;
        masterKeyIds.add(kept.key.wrapped.masterKeyId);
      }
      yield keyLine(kept);
    }
  }
  const { lines, sha256 } = await writeFile(file, KEYS_FILE, keyLines());
  return { living, destroyed: lines - living, masterKeyIds: [...masterKeyIds].sort(), sha256 };
}
