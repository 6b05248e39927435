import type { Position, RecordedEvent, StreamName } from '../port.js';
import { SharedRead } from '../shared-read.js';

const STREAMS_AT_MOST = 20_000;
/** A command's own stream and the reference data it needs are asked for within so many turns of the event loop. */
const TURNS = 2;
/** What is behind by more starts again: reading streams costs less then. */
const EVENTS_AT_MOST = 256;

/** The log, as far as it is followed. */
export interface FollowedLog {
  /** The position of the newest record. */
  tail(): Promise<Position>;
  /** At most so many events after a position. */
  readAll(range: { readonly after: Position; readonly maxCount: number }): Promise<readonly RecordedEvent[]>;
}

/** A stream that is being read, and what was found of it in the log meanwhile. */
interface Reading {
  free: number;
}

/**
 * Where streams end, known by reading on in the log: one look for all who ask at the same time, in place of a read of each
 * stream. A look begins after each of them has asked, so that nobody is told less than the log held by then. Only ever spares
 * a read that would be empty.
 */
export class FollowedEnds {
  /** The first revision a stream does not have, as of `upTo`. */
  private readonly free = new Map<StreamName, number>();
  private readonly readings = new Map<StreamName, Set<Reading>>();
  private upTo: Position | undefined;
  private beginning: Promise<void> | undefined;
  /** Counts up when what was followed is let go. */
  private era = 0;
  private readonly shared = new SharedRead(() => this.look(), TURNS);

  constructor(private readonly log: FollowedLog) {}

  /** Whether it is known that a stream holds nothing from a revision on. @throws StoreUnavailable */
  async nothingFrom(stream: StreamName, revision: number): Promise<boolean> {
    if (!this.free.has(stream)) return false;
    await this.shared.ask();
    const free = this.free.get(stream);
    return free !== undefined && free <= revision;
  }

  /** Reads a stream to its end, which is known from then on. @throws what the reading throws */
  async learn(stream: StreamName, from: number, read: () => Promise<RecordedEvent[]>): Promise<RecordedEvent[]> {
    await this.begin();
    const { era } = this;
    const reading: Reading = { free: from };
    const readings = this.readings.get(stream) ?? new Set();
    this.readings.set(stream, readings.add(reading));
    try {
      const events = await read();
      const last = events.at(-1);
      // What was appended while it was read may be in the one, in the other or in both.
      const free = Math.max(reading.free, last === undefined ? from : last.revision + 1);
      if (era === this.era) this.note(stream, free);
      return events;
    } finally {
      readings.delete(reading);
      if (readings.size === 0) this.readings.delete(stream);
    }
  }

  /** Those who begin at the same time begin at the same place. */
  private async begin(): Promise<void> {
    if (this.upTo !== undefined) return;
    this.beginning ??= this.log.tail().then(
      (tail) => {
        this.beginning = undefined;
        this.upTo = tail;
      },
      (error: unknown) => {
        this.beginning = undefined;
        throw error;
      },
    );
    await this.beginning;
  }

  private note(stream: StreamName, free: number): void {
    if (this.free.size >= STREAMS_AT_MOST) this.free.clear();
    this.free.set(stream, Math.max(free, this.free.get(stream) ?? 0));
  }

  private async look(): Promise<void> {
    const { upTo } = this;
    if (upTo === undefined) return;
    const events = await this.log.readAll({ after: upTo, maxCount: EVENTS_AT_MOST });
    if (events.length === EVENTS_AT_MOST) return this.letGo();
    for (const { stream, revision, position } of events) {
      this.upTo = position;
      if (this.free.has(stream)) this.note(stream, revision + 1);
      for (const reading of this.readings.get(stream) ?? []) reading.free = Math.max(reading.free, revision + 1);
    }
  }

  private letGo(): void {
    this.era += 1;
    this.free.clear();
    this.upTo = undefined;
  }
}
