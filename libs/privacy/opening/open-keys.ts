import { KeyRing } from '../key-ring.js';
import type { KeyStore } from '../key-store.js';
import { loadMasterKey, readMasterKey } from '../master-key.js';
import type { OwnerIds } from '../owner.js';
import { SqliteKeyStore } from '../sqlite/sqlite-key-store.js';

export interface KeysPlace {
  readonly dataDir: string;
  /** Where the wrapped keys are; in the data folder by default. Closed with the ring, and where it cannot be opened. */
  readonly store?: KeyStore;
  /** What that place is called in sentences. */
  readonly keptIn?: string;
  readonly masterKeyFile: string;
  /** Whether there are records already, which only their own keys open. */
  readonly hasRecords?: boolean;
  /** How new owners get their ids: at random where it is left out. */
  readonly ownerIds?: OwnerIds;
  /** ISO instant, UTC; recorded when a key file is made. */
  readonly now: string;
}

/**
 * Opens keys, made where they are new, and makes sure that the master key really opens them.
 * @throws KeyFileProblem, KeysUnavailable
 */
export async function openKeys({
  dataDir,
  store = SqliteKeyStore.open(dataDir),
  keptIn,
  masterKeyFile,
  hasRecords,
  ownerIds,
  now,
}: KeysPlace): Promise<KeyRing> {
  try {
    const master = await loadMasterKey({ file: masterKeyFile, dataDir, keys: store, keptIn, hasRecords, now });
    const readAgain = () => readMasterKey({ file: masterKeyFile, dataDir });
    const ring = new KeyRing(store, master, undefined, ownerIds, readAgain);
    await ring.pseudonym('start', '');
    return ring;
  } catch (error) {
    await store.close();
    throw error;
  }
}
