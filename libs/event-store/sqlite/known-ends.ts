import type { StreamName } from '../port.js';

const STREAMS_AT_MOST = 20_000;

/**
 * Where streams ended when this process last looked, for as long as no other process has committed anything: asking
 * whether one has costs less than looking for a tail that is not there. All it ever does is spare a read that would
 * find nothing.
 */
export class KnownEnds {
  /** The first revision a stream does not have. */
  private readonly free = new Map<StreamName, number>();
  private seen: number | undefined;

  /** @param otherCommits a number that changes whenever another connection has committed (`PRAGMA data_version`) */
  constructor(private readonly otherCommits: () => number | undefined) {}

  /** Whether it is known that a stream holds nothing from a revision on. Asks what others committed: nothing after it is older. */
  nothingFrom(stream: StreamName, revision: number): boolean {
    const now = this.otherCommits();
    if (now !== this.seen) {
      this.free.clear();
      this.seen = now;
    }
    const free = this.free.get(stream);
    return free !== undefined && free <= revision;
  }

  /** A stream was read to its end, or appended to by this process. */
  note(stream: StreamName, free: number): void {
    if (this.free.size >= STREAMS_AT_MOST) this.free.clear();
    this.free.set(stream, free);
  }

  /** What this process last wrote may not have been kept. */
  forget(): void {
    this.free.clear();
  }
}
