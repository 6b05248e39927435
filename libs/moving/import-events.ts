import { ChainWalk, NO_STREAM } from '#event-store';
import type { ChainEnd, ChainedEvent, EventStore, StreamName } from '#event-store';
import { AppendWindow } from './append-window.js';
import { CannotMove } from './cannot-move.js';
import { checkedLog } from './checked-log.js';
import { eventOf } from './event-line.js';
import { EVENTS_FILE } from './file-format.js';
import type { ShowProgress } from './progress.js';
import { MovedFile } from './moved-file.js';

type Target = Pick<EventStore, 'append' | 'readAll' | 'readStream' | 'head'>;

export interface ImportEventsOrder {
  /** Nothing else appends to it meanwhile. */
  readonly store: Target;
  readonly file: string;
  /** Called once, when everything has been checked and something is about to be appended. */
  readonly onAppending?: () => void;
  readonly progress?: ShowProgress;
}

export interface ImportedEvents {
  /** In the file. */
  readonly events: number;
  readonly streams: number;
  /** Of these events, those that were not there before. */
  readonly added: number;
}

/**
 * Appends the events of a file that `exportEvents` wrote, byte for byte and in the file's order, to a log that is empty,
 * or holds the beginning of the same streams: run again after it was cut short it goes on where it stopped, and run again
 * after it was done it adds nothing. The whole file is checked first (check sum, chains, what the log holds already);
 * where anything is wrong, nothing is appended. Keeps a short record for each stream, never the history.
 *
 * Within a stream the order is always the file's. Across streams too, but for one case: where an event server failed in
 * the middle of the import, the few hundred events then under way may stand among one another in another order.
 * @throws CannotMove, StoreUnavailable (run it again), and the file system's errors
 */
export async function importEvents({
  store,
  file: name,
  onAppending,
  progress,
}: ImportEventsOrder): Promise<ImportedEvents> {
  const file = await MovedFile.open(name, EVENTS_FILE);
  try {
    const standing = await walkOf(store);
    const checked = await check(file, standing, (done) => progress?.({ done, of: 2 * file.bytes }));
    await compareShorter(store, checked.ends, standing);
    const added = checked.events - checked.there;
    if (added > 0) {
      onAppending?.();
      await append(store, file, standing, (done) => progress?.({ done: file.bytes + done, of: 2 * file.bytes }));
    }
    return { events: checked.events, streams: checked.ends.streams, added };
  } finally {
    await file.close();
  }
}

/** Where the streams of the log stand. */
async function walkOf(store: Target): Promise<ChainWalk> {
  const walk = new ChainWalk();
  for await (const event of checkedLog(store, walk)) void event;
  return walk;
}

/** Reads the file to its end and compares it with the log. */
async function check(
  file: MovedFile,
  standing: ChainWalk,
  show: (bytes: number) => void,
): Promise<{ readonly events: number; readonly there: number; readonly ends: ChainWalk }> {
  const ends = new ChainWalk();
  let events = 0;
  let there = 0;
  for await (const { number, event, bytesRead } of eventsOf(file)) {
    const [wrong] = ends.next(event);
    if (wrong !== undefined) throw file.wrong(number, `event ${event.revision} of ${event.stream}: ${wrong}`);
    const end = standing.end(event.stream);
    if (end !== undefined && event.revision <= end.revision) there++;
    if (end?.revision === event.revision) mustBeTheSame(event.stream, end, ends.end(event.stream)?.hash);
    events++;
    show(bytesRead);
  }
  return { events, there, ends };
}

/** The streams that go on in the log beyond what the file holds of them. */
async function compareShorter(store: Target, ends: ChainWalk, standing: ChainWalk): Promise<void> {
  for (const [stream, end] of ends.allEnds()) {
    if ((standing.end(stream)?.revision ?? NO_STREAM) <= end.revision) continue;
    const [event] = await store.readStream(stream, { from: end.revision, maxCount: 1 });
    const { hash }: { hash?: string } = JSON.parse(event?.metadata ?? '{}');
    mustBeTheSame(stream, end, hash);
  }
}

function mustBeTheSame(stream: StreamName, { revision, hash }: ChainEnd, other: string | undefined): void {
  if (hash === other) return;
  throw new CannotMove(
    `The log already holds another history: event ${revision} of ${stream} is not that of the file. Nothing was imported. Import into a new log, before any service is started on it: a new DATA_DIR, or a new EVENT_STORE_DEPLOYMENT on an event server.`,
  );
}

async function append(
  store: Target,
  file: MovedFile,
  standing: ChainWalk,
  show: (bytes: number) => void,
): Promise<void> {
  const window = new AppendWindow(store);
  for await (const { event, bytesRead } of eventsOf(file)) {
    show(bytesRead);
    if (event.revision <= (standing.end(event.stream)?.revision ?? NO_STREAM)) continue;
    await window.add(event);
  }
  await window.flush();
}

interface EventLine {
  readonly number: number;
  readonly event: ChainedEvent;
  readonly bytesRead: number;
}

async function* eventsOf(file: MovedFile): AsyncGenerator<EventLine, void, undefined> {
  for await (const { number, value, bytesRead } of file.lines()) {
    const event = eventOf(value);
    if (event === undefined) throw file.wrong(number, 'it holds no event');
    yield { number, event, bytesRead };
  }
}
