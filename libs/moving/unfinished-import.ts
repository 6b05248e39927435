import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotMove } from './cannot-move.js';

/** Stands in a data folder from the first event of an import until the last. */
const markOf = (dataDir: string): string => join(dataDir, 'import-unfinished');

export function markUnfinished(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(markOf(dataDir), '');
}

export function markFinished(dataDir: string): void {
  rmSync(markOf(dataDir), { force: true });
}

/**
 * Half a history would be gone on with as if it were whole, and the rest could never be imported.
 * @throws CannotMove where an import into the folder's log was cut short
 */
export function mustNotBeUnfinished(dataDir: string): void {
  if (!existsSync(markOf(dataDir))) return;
  throw new CannotMove(
    `An import of events into the log of ${dataDir} was cut short. Run the same plumbline import events again: it goes on where it stopped.`,
  );
}
