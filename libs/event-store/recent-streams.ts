import type { LoadedStream } from './stream-end.js';
import type { StreamName } from './port.js';

/** Some 40 MB of events, all in all. */
const EVENTS_AT_MOST = 20_000;

/**
 * Streams as they were last read, so that the next command on one reads and decodes only what came since. Events never
 * change, so what was read once stays right; what came since is read from the store every time. Personal fields in
 * them are sealed, as everywhere. The streams longest unused are let go.
 */
export class RecentStreams {
  private readonly streams = new Map<StreamName, LoadedStream>();
  private events = 0;

  constructor(private readonly eventsAtMost = EVENTS_AT_MOST) {}

  get(stream: StreamName): LoadedStream | undefined {
    return this.streams.get(stream);
  }

  put(stream: StreamName, loaded: LoadedStream): void {
    this.drop(stream);
    if (loaded.events.length === 0 || loaded.events.length > this.eventsAtMost) return;
    this.streams.set(stream, loaded);
    this.events += loaded.events.length;
    for (const longestUnused of this.streams.keys()) {
      if (this.events <= this.eventsAtMost) break;
      this.drop(longestUnused);
    }
  }

  private drop(stream: StreamName): void {
    this.events -= this.streams.get(stream)?.events.length ?? 0;
    this.streams.delete(stream);
  }
}
