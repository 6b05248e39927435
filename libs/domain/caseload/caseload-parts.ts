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

/** Splits a frame into parts that fit, in order. An entry too large for any part stands alone, to be refused. */
export function caseloadParts(entries: readonly FrameEntry[]): FrameEntry[][] {
  const parts: FrameEntry[][] = [];
  let part: FrameEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = recordedBytes(entry);
    if (part.length > 0 && (part.length === MOST_ENTRIES_IN_PART || bytes + size > MOST_BYTES_IN_PART)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(entry);
    bytes += size;
  }
  return part.length > 0 ? [...parts, part] : parts;
}
