import { ChainWalk } from '#event-store';
import type { EventStore } from '#event-store';
import { checkedLog } from './checked-log.js';
import { eventLine } from './event-line.js';
import { EVENTS_FILE } from './file-format.js';
import type { ShowProgress } from './progress.js';
import { writeFile } from './write-file.js';

export interface ExportEventsOrder {
  readonly store: Pick<EventStore, 'readAll' | 'head'>;
  /** Written whole or not at all. */
  readonly file: string;
  readonly progress?: ShowProgress;
}

export interface ExportedEvents {
  readonly events: number;
  readonly streams: number;
  /** Of the file, as its last line says it. */
  readonly sha256: string;
}

/**
 * Writes a log up to where it stands now, in its order, to a file that `importEvents` reads. What is appended meanwhile
 * is left to the next export. Every chain is checked on the way: a damaged log is not moved.
 * @throws CannotMove, StoreUnavailable, and the file system's errors
 */
export async function exportEvents({ store, file, progress }: ExportEventsOrder): Promise<ExportedEvents> {
  const walk = new ChainWalk();
  const { lines, sha256 } = await writeFile(file, EVENTS_FILE, eventLines(store, walk, progress));
  return { events: lines, streams: walk.streams, sha256 };
}

async function* eventLines(
  store: ExportEventsOrder['store'],
  walk: ChainWalk,
  progress: ShowProgress | undefined,
): AsyncGenerator<string, void, undefined> {
  for await (const event of checkedLog(store, walk, progress)) yield eventLine(event);
}
