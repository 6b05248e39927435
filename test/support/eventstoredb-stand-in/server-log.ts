import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { IdsInMemory } from './ids-in-memory.js';

/** The revision of a tombstone, and what `$tb` is set to by a soft delete: the largest there is. */
const LARGEST_REVISION = 2n ** 63n - 1n;

/** The revision of a stream without events. */
export const NONE = -1n;

export type Expected = bigint | 'any' | 'no_stream' | 'stream_exists';

export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface Entry extends Proposed {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: number;
  /** Ticks of 100 nanoseconds since 1970. */
  readonly created: bigint;
}

export type Written =
  | { readonly outcome: 'written'; readonly revision: bigint; readonly position: number }
  | { readonly outcome: 'wrong-expected-version'; readonly actual: bigint }
  | { readonly outcome: 'stream-deleted' };

interface StreamMetadata {
  readonly maxCount?: number;
  readonly truncateBefore?: number;
}

const RECORD_OVERHEAD = 92;
const NO_BYTES = new Uint8Array();

/** What is on the server's disk, and what its writer decides. It outlives the server's process; `ids` does not. */
export class ServerLog extends EventEmitter {
  private readonly entries: Entry[] = [];
  private readonly streams = new Map<string, Entry[]>();
  private readonly last = new Map<string, bigint>();
  private ids = new IdsInMemory();
  private end = 0;
  private chunkStart = 0;

  constructor() {
    super();
    this.setMaxListeners(0);
    this.restart();
  }

  /** What a restart does: the ids in memory are forgotten, and the server writes that it leads now. */
  restart(): void {
    this.ids = new IdsInMemory();
    this.write('$stats-epoch', [event('$epoch-information', { epochNumber: 1 })]);
  }

  lastRevision(stream: string): bigint {
    return this.last.get(stream) ?? NONE;
  }

  isTombstoned(stream: string): boolean {
    return this.lastRevision(stream) === LARGEST_REVISION;
  }

  isSoftDeleted(stream: string): boolean {
    return Number(this.metadata(stream).truncateBefore ?? 0) >= Number(LARGEST_REVISION);
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Written {
    const current = this.lastRevision(stream);
    const refused = this.check(stream, expected, events);
    if (refused !== undefined) return refused;
    const revivedFrom = this.isSoftDeleted(stream) ? current + 1n : undefined;
    const position = events.length === 0 ? this.advance(RECORD_OVERHEAD) : this.write(stream, events);
    if (revivedFrom !== undefined && events.length > 0) this.writeMetadata(stream, { $tb: Number(revivedFrom) });
    return { outcome: 'written', revision: current + BigInt(events.length), position };
  }

  softDelete(stream: string, expected: Expected): Written {
    const refused = this.check(stream, expected, [event('$metadata', {})]);
    if (refused !== undefined) return refused;
    if (this.lastRevision(stream) === NONE && this.lastRevision(`$$${stream}`) === NONE) {
      return { outcome: 'wrong-expected-version', actual: NONE };
    }
    const position = this.writeMetadata(stream, { $tb: Number(LARGEST_REVISION) });
    return { outcome: 'written', revision: this.lastRevision(stream), position };
  }

  tombstone(stream: string, expected: Expected): Written {
    const refused = this.check(stream, expected, [event('$streamDeleted', {})]);
    if (refused !== undefined) return refused;
    this.last.set(stream, LARGEST_REVISION - 1n);
    const position = this.write(stream, [event('$streamDeleted', {})]);
    return { outcome: 'written', revision: LARGEST_REVISION, position };
  }

  /** The events of a stream that a read shows, in order. */
  visible(stream: string): readonly Entry[] {
    const { maxCount, truncateBefore = 0 } = this.metadata(stream);
    const first = maxCount === undefined ? 0n : this.lastRevision(stream) - BigInt(maxCount) + 1n;
    return (this.streams.get(stream) ?? []).filter(
      ({ revision }) => revision >= first && Number(revision) >= truncateBefore,
    );
  }

  /** Everything in the log, hidden events too. */
  all(): readonly Entry[] {
    return this.entries;
  }

  /** Where the first entry at or after a position is in `all`. */
  indexOf(position: number): number {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The position where the next record will start. */
  get writer(): number {
    return this.end;
  }

  /** Closes the chunk being written: a scavenge looks at completed chunks only. */
  completeChunk(): void {
    this.chunkStart = this.end;
  }

  /** Drops what is hidden from completed chunks; of a soft-deleted stream all but the last event. */
  scavenge(): void {
    const goes = (entry: Entry): boolean => entry.position < this.chunkStart && this.isScavenged(entry);
    const kept = this.entries.filter((entry) => !goes(entry));
    this.entries.splice(0, this.entries.length, ...kept);
    for (const [stream, entries] of this.streams) {
      this.streams.set(
        stream,
        entries.filter((entry) => !goes(entry)),
      );
    }
  }

  private isScavenged({ stream, revision, type }: Entry): boolean {
    if (type === '$streamDeleted') return false;
    if (this.isTombstoned(stream)) return true;
    const last = this.lastRevision(stream);
    if (revision === last) return false;
    if (stream.startsWith('$$')) return true;
    const { maxCount, truncateBefore = 0 } = this.metadata(stream);
    return Number(revision) < truncateBefore || (maxCount !== undefined && revision <= last - BigInt(maxCount));
  }

  /** What the writer answers instead of writing; nothing when it writes. */
  private check(stream: string, expected: Expected, events: readonly Proposed[]): Written | undefined {
    const current = this.lastRevision(stream);
    if (current === LARGEST_REVISION) return { outcome: 'stream-deleted' };
    const wrong: Written = { outcome: 'wrong-expected-version', actual: current };
    if (expected === 'stream_exists') {
      if (this.isSoftDeleted(stream)) return { outcome: 'stream-deleted' };
      if (current === NONE && this.lastRevision(`$$${stream}`) === NONE) return wrong;
    }
    if (expected === 'any' || expected === 'stream_exists') return this.checkInMemory(stream, events, wrong);
    const revision = expected === 'no_stream' ? NONE : expected;
    if (revision > current) return wrong;
    return revision < current ? this.checkInStream(stream, revision, events, wrong) : undefined;
  }

  /** Without an exact revision a retry is known by the ids in memory only. */
  private checkInMemory(stream: string, events: readonly Proposed[], wrong: Written): Written | undefined {
    let revision: bigint | undefined;
    for (const [index, { id }] of events.entries()) {
      const known = this.ids.get(id);
      if (known?.stream !== stream) return index === 0 ? undefined : wrong;
      revision = known.revision;
    }
    return revision === undefined ? undefined : this.earlier(stream, revision);
  }

  /** With an exact revision that is passed, a retry is known by the ids that stand in the stream. */
  private checkInStream(
    stream: string,
    expected: bigint,
    events: readonly Proposed[],
    wrong: Written,
  ): Written | undefined {
    let revision = expected;
    for (const { id } of events) {
      revision++;
      if (this.at(stream, revision)?.id === id) continue;
      const isFirst = revision === expected + 1n;
      return isFirst && expected === NONE && this.isSoftDeleted(stream) ? undefined : wrong;
    }
    return revision === expected ? wrong : this.earlier(stream, revision);
  }

  private earlier(stream: string, revision: bigint): Written {
    return { outcome: 'written', revision, position: this.at(stream, revision)?.position ?? -1 };
  }

  private at(stream: string, revision: bigint): Entry | undefined {
    const entries = this.streams.get(stream) ?? [];
    const guess = entries[Number(revision - (entries[0]?.revision ?? 0n))];
    // A scavenge leaves gaps.
    return guess?.revision === revision ? guess : entries.find((entry) => entry.revision === revision);
  }

  private metadata(stream: string): StreamMetadata {
    const last = this.streams.get(`$$${stream}`)?.at(-1);
    if (last === undefined || !last.isJson) return {};
    const { $maxCount, $tb }: Record<string, number | undefined> = JSON.parse(Buffer.from(last.data).toString('utf8'));
    return { maxCount: $maxCount, truncateBefore: $tb };
  }

  private writeMetadata(stream: string, data: unknown): number {
    return this.write(`$$${stream}`, [event('$metadata', data)]);
  }

  /** The position of the last event written. */
  private write(stream: string, events: readonly Proposed[]): number {
    const inStream = this.streams.get(stream) ?? [];
    this.streams.set(stream, inStream);
    let position = this.end;
    for (const proposed of events) {
      const revision = this.lastRevision(stream) + 1n;
      const { id, type, data, metadata } = proposed;
      position = this.advance(RECORD_OVERHEAD + stream.length + type.length + data.length + metadata.length);
      const entry: Entry = { ...proposed, stream, revision, position, created: BigInt(Date.now()) * 10_000n };
      this.entries.push(entry);
      inStream.push(entry);
      this.last.set(stream, revision);
      this.ids.remember(id, { stream, revision });
    }
    this.emit('written');
    return position;
  }

  private advance(bytes: number): number {
    const position = this.end;
    this.end += bytes;
    return position;
  }
}

const event = (type: string, data: unknown): Proposed => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: new TextEncoder().encode(JSON.stringify(data)),
  metadata: NO_BYTES,
});
