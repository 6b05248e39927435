import { MAX_APPEND_BYTES, RevisionConflict, bytesOfEvent } from '#event-store';
import type { ChainedEvent, EventStore, StreamName } from '#event-store';
import { CannotMove } from './cannot-move.js';

/**
 * How many appends are under way at once, and how many bytes: as much as SQLite commits in one transaction, all or
 * nothing.
 */
const APPENDS = 256;
const BYTES = 8 * 1_048_576;

interface Run {
  readonly stream: StreamName;
  readonly expectedRevision: number;
  readonly events: ChainedEvent[];
  bytes: number;
}

/**
 * Appends many events in the order they are given: those of one stream that follow one another together, some hundred
 * appends at once, and the next only when all of these are answered.
 */
export class AppendWindow {
  private runs: Run[] = [];
  private bytes = 0;

  constructor(private readonly store: Pick<EventStore, 'append'>) {}

  /** @throws as `flush` does */
  async add(event: ChainedEvent): Promise<void> {
    const bytes = bytesOfEvent(event);
    if (this.bytes + bytes > BYTES) await this.flush();
    const last = this.runs.at(-1);
    if (last?.stream === event.stream && last.bytes + bytes <= MAX_APPEND_BYTES) {
      last.events.push(event);
      last.bytes += bytes;
    } else {
      if (this.runs.length === APPENDS) await this.flush();
      this.runs.push({ stream: event.stream, expectedRevision: event.revision - 1, events: [event], bytes });
    }
    this.bytes += bytes;
  }

  /** Resolves when everything added is on disk. @throws CannotMove, StoreUnavailable */
  async flush(): Promise<void> {
    const { runs, store } = this;
    this.runs = [];
    this.bytes = 0;
    const appends = runs.map(({ stream, expectedRevision, events }) => store.append(stream, expectedRevision, events));
    // Whatever fails, nothing is left under way.
    for (const outcome of await Promise.allSettled(appends)) {
      if (outcome.status === 'rejected') throw explained(outcome.reason);
    }
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof RevisionConflict)) return error;
  return new CannotMove(
    `Something else wrote to ${error.stream} during the import. Stop every service on this log and run the same import again: it goes on where it stopped.`,
    { cause: error },
  );
}
