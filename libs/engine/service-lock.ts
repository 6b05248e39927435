import { takeLease } from '#projections';

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
 * Keeps a data folder for one service; the hold goes with the process, however that ends.
 * @returns what lets it go
 * @throws FolderInUse
 */
export function lockService(dataDir: string): () => void {
  const lease = takeLease(dataDir, 'service');
  if (lease === undefined) throw new FolderInUse(dataDir);
  return () => lease.release();
}
