import type { FrameEntry } from './events.js';

/** A part of a frame is one event: well below the 1 MiB an event may have, once its identities are sealed. */
export const MOST_ENTRIES_IN_PART = 400;
export const MOST_BYTES_IN_PART = 512 * 1024;

/** What sealing adds: owner, event id, path and 28 bytes of iv and tag for each of two fields, and base64. */
const SEALING_OVERHEAD = 600;
const OVERHEAD_OF_ANOTHER_WORKER = SEALING_OVERHEAD / 2;
const BASE64 = 4 / 3;

/** The entry's size when it is recorded, rounded up: never less than what is stored. */
export function recordedBytes(entry: FrameEntry): number {
  const overhead = SEALING_OVERHEAD + (entry.otherWorkers?.length ?? 0) * OVERHEAD_OF_ANOTHER_WORKER;
  return Math.ceil(Buffer.byteLength(JSON.stringify(entry)) * BASE64) + overhead;
}

/** Gathers a frame that comes entry by entry into parts that fit. An entry too large for any part stands alone, to be refused. */
export class PartInTheMaking {
  private entries: FrameEntry[] = [];
  private bytes = 0;

  /** @returns the part that is full where the entry begins another; null where it fits */
  add(entry: FrameEntry): readonly FrameEntry[] | null {
    const size = recordedBytes(entry);
    const { entries } = this;
    const fits = entries.length < MOST_ENTRIES_IN_PART && this.bytes + size <= MOST_BYTES_IN_PART;
    if (entries.length === 0 || fits) {
      entries.push(entry);
      this.bytes += size;
      return null;
    }
    this.entries = [entry];
    this.bytes = size;
    return entries;
  }

  /** The last part; null where there was no entry at all. */
  rest(): readonly FrameEntry[] | null {
    return this.entries.length > 0 ? this.entries : null;
  }
}

/**
 * Splits a frame into parts that fit, in order.
 * @internal for the specs
 */
export function caseloadParts(entries: Iterable<FrameEntry>): (readonly FrameEntry[])[] {
  const making = new PartInTheMaking();
  const parts = [...entries].map((entry) => making.add(entry));
  return [...parts, making.rest()].filter((part) => part !== null);
}
