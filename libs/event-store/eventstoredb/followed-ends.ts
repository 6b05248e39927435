import { START } from '../port.js';
import type { AppendResult, Position, RecordedEvent, StreamName } from '../port.js';
import { SharedRead } from '../shared-read.js';

/** Streams followed at most: the few that are asked for again and again. */
const STREAMS_AT_MOST = 8;
/**
 * A stream that is behind by more than this is let go, because reading it then costs less. So is a stream that nobody
 * has asked for in this time.
 */
const EVENTS_AT_MOST = 256;
const LOOKED_FOR_MS = 1_000;
/** How far the log has got is asked now and then, so that no look searches far. */
const TAIL_MS = 200;

/** The log, as far as it is followed. */
export interface FollowedLog {
  /** The position of the newest record. */
  tail(): Promise<Position>;
  /** At most so many events of some streams after a position, all that the log held when it was asked. */
  search(range: {
    readonly after: Position;
    readonly streams: ReadonlySet<StreamName>;
    readonly maxCount: number;
  }): Promise<readonly RecordedEvent[]>;
}

/** The first revision a stream does not have, as known at some time. */
interface End {
  readonly free: number;
  /** When the answer that told this was asked for, in milliseconds of the clock. */
  readonly asOf: number;
  /** Whether anybody has asked for it since it was read. */
  readonly isAskedFor: boolean;
}

/** A stream that is being read, and what was found of it in the log meanwhile. */
interface Reading {
  free: number;
}

/**
 * Where the streams end that are asked for most, known by searching the log for what came to them: one look for all who
 * ask at the same time, in place of a read of each stream. A look begins after each of them has asked, so that nobody is
 * told less than the log held by then. All it ever does is spare a read that would find nothing.
 */
export class FollowedEnds {
  /** Known as of `upTo` at least. The stream asked for last comes last. */
  private readonly ends = new Map<StreamName, End>();
  private readonly readings = new Map<StreamName, Set<Reading>>();
  /** The position at which looks begin; undefined until the log has said how far it is. */
  private upTo: Position | undefined;
  /** The furthest position that something is known to stand at. */
  private furthest: Position = START;
  private lastLook = -Infinity;
  private lastTail = -Infinity;
  private isAsking = false;
  /** Grows each time the followed streams are let go. */
  private era = 0;
  private readonly shared = new SharedRead(() => this.look(), 0);

  /** @param clock milliseconds that never run backwards */
  constructor(
    private readonly log: FollowedLog,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Whether it is known that a stream holds nothing from a revision on, or held nothing so many milliseconds ago.
   * @throws StoreUnavailable
   */
  async nothingFrom(stream: StreamName, revision: number, maxAgeMs = 0): Promise<boolean> {
    const now = this.clock();
    if (now - this.lastLook > LOOKED_FOR_MS) this.letGo();
    const known = this.ends.get(stream);
    if (known === undefined) return false;
    this.note(stream, { ...known, isAskedFor: true });
    if (now - known.asOf < maxAgeMs) return known.free <= revision;
    await this.shared.ask();
    // Where it was let go meanwhile and is known again, it was read after this was asked.
    const end = this.ends.get(stream);
    return end !== undefined && end.free <= revision;
  }

  /** Reads a stream to its end, which is known from then on. @throws what the reading throws */
  async learn(stream: StreamName, from: number, read: () => Promise<RecordedEvent[]>): Promise<RecordedEvent[]> {
    if (this.upTo === undefined) {
      this.begin();
      return read();
    }
    const { era } = this;
    const asOf = this.clock();
    const reading: Reading = { free: from };
    const readings = this.readings.get(stream) ?? new Set();
    this.readings.set(stream, readings.add(reading));
    try {
      const events = await read();
      const last = events.at(-1);
      // What was appended while it was read may be in the one, in the other or in both.
      const free = Math.max(reading.free, last === undefined ? from : last.revision + 1);
      if (era === this.era) this.note(stream, { free, asOf, isAskedFor: false });
      return events;
    } finally {
      readings.delete(reading);
      if (readings.size === 0) this.readings.delete(stream);
    }
  }

  /** This process has appended: at once it knows of it. */
  appended(stream: StreamName, { revision, position }: AppendResult): void {
    this.cameTo(stream, revision);
    this.standsAt(position);
  }

  /** Something stands at this position: looks need not begin before it once they have passed it. */
  private standsAt(position: Position): void {
    this.furthest = Math.max(this.furthest, position);
  }

  /** What is read later can be followed once the log has said how far it is; nobody waits for that. */
  private begin(): void {
    this.askTail(() => {
      this.upTo ??= this.furthest;
      this.lastLook = this.clock();
    });
  }

  private askTail(then?: () => void): void {
    if (this.isAsking) return;
    this.isAsking = true;
    this.lastTail = this.clock();
    this.log
      .tail()
      .then((tail) => {
        this.standsAt(tail);
        then?.();
      })
      // Then the reads that go with it fail too, and say so.
      .catch(() => undefined)
      .finally(() => {
        this.isAsking = false;
      });
  }

  /** Of two ends the later one stands. Who makes room is asked for no more, or else for the longest time. */
  private note(stream: StreamName, { free, asOf, isAskedFor }: End): void {
    const known = this.ends.get(stream);
    if (known === undefined && this.ends.size === STREAMS_AT_MOST) {
      const names = [...this.ends.keys()];
      this.ends.delete(names.find((name) => this.ends.get(name)?.isAskedFor === false) ?? names[0] ?? '');
    }
    this.ends.delete(stream);
    this.ends.set(stream, {
      free: Math.max(free, known?.free ?? 0),
      asOf: Math.max(asOf, known?.asOf ?? -Infinity),
      isAskedFor: isAskedFor || known?.isAskedFor === true,
    });
  }

  private cameTo(stream: StreamName, revision: number): void {
    const known = this.ends.get(stream);
    if (known !== undefined) this.ends.set(stream, { ...known, free: Math.max(known.free, revision + 1) });
    for (const reading of this.readings.get(stream) ?? []) reading.free = Math.max(reading.free, revision + 1);
  }

  private async look(): Promise<void> {
    const { upTo, furthest } = this;
    if (upTo === undefined) return;
    const asOf = this.clock();
    this.lastLook = asOf;
    if (asOf - this.lastTail > TAIL_MS) this.askTail();
    const followed = [...this.ends.keys()];
    const events = await this.search(upTo);
    if (events.length === EVENTS_AT_MOST) return this.letGo();
    for (const { stream, revision, position } of events) {
      this.cameTo(stream, revision);
      this.standsAt(position);
    }
    for (const stream of followed) {
      const known = this.ends.get(stream);
      if (known !== undefined) this.ends.set(stream, { ...known, asOf: Math.max(asOf, known.asOf) });
    }
    // Not further than what stood there when it began: of streams read since then it knows nothing.
    this.upTo = Math.max(upTo, furthest);
  }

  /** What came to the streams that are followed or just being read. */
  private async search(after: Position): Promise<readonly RecordedEvent[]> {
    const streams = new Set([...this.ends.keys(), ...this.readings.keys()]);
    try {
      return await this.log.search({ after, streams, maxCount: EVENTS_AT_MOST });
    } catch (error) {
      // Another node may lead by the time it answers again.
      this.letGo();
      throw error;
    }
  }

  private letGo(): void {
    this.era += 1;
    this.ends.clear();
    this.upTo = undefined;
    this.furthest = START;
  }
}
