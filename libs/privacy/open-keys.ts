import { KeyRing } from './key-ring.js';
import { loadMasterKey } from './master-key.js';
import { SqliteKeyStore } from './sqlite/sqlite-key-store.js';

export interface KeysPlace {
  readonly dataDir: string;
  readonly masterKeyFile: string;
  /** ISO instant, UTC; recorded when a key file is made. */
  readonly now: string;
}

/**
 * Opens the keys of a data folder, made where it is new, and makes sure that the master key really opens them.
 * @throws KeyFileProblem, KeysUnavailable
 */
export async function openKeys({ dataDir, masterKeyFile, now }: KeysPlace): Promise<KeyRing> {
  const keys = SqliteKeyStore.open(dataDir);
  try {
    const ring = new KeyRing(keys, await loadMasterKey({ file: masterKeyFile, dataDir, keys, now }));
    await ring.pseudonym('start', '');
    return ring;
  } catch (error) {
    await keys.close();
    throw error;
  }
}
