import type { StreamName } from './port.js';
import type { LoadedStream } from './stream-end.js';

/**
 * The bounds for all streams together and for one, in characters as stored. Decoded, they take some three times as
 * much memory.
 */
const AT_MOST = 32_000_000;
const OF_ONE_AT_MOST = 1_000_000;

export interface RecentStream {
  readonly loaded: LoadedStream;
  /** Characters of its events as they are stored. */
  readonly size: number;
}

/**
 * Streams as they were last read, so that the next command on one reads and decodes only what came since. Events never
 * change, so what was read once stays right; what came since is read from the store every time. Personal fields in
 * them are sealed, as everywhere. The streams longest unused are let go.
 */
export class RecentStreams {
  private readonly streams = new Map<StreamName, RecentStream>();
  private size = 0;

  constructor(
    private readonly atMost = AT_MOST,
    private readonly ofOneAtMost = OF_ONE_AT_MOST,
  ) {}

  get(stream: StreamName): RecentStream | undefined {
    return this.streams.get(stream);
  }

  put(stream: StreamName, recent: RecentStream): void {
    this.drop(stream);
    if (recent.size > this.ofOneAtMost) return;
    this.streams.set(stream, recent);
    this.size += recent.size;
    for (const longestUnused of this.streams.keys()) {
      if (this.size <= this.atMost) break;
      this.drop(longestUnused);
    }
  }

  private drop(stream: StreamName): void {
    this.size -= this.streams.get(stream)?.size ?? 0;
    this.streams.delete(stream);
  }
}
