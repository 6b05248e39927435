import type { EventStore } from '#event-store';
import { parseCheckpoint } from '#transparency';
import type { Checkpoint } from '#transparency';
import type { SealedRange } from '#domain';
import { SEALS, sealEvent } from './seal-events.js';

/** Seal events read at a time: each may hold half a megabyte of a list. */
const AT_ONCE = 10;

interface Range {
  readonly from: number;
  readonly to: number;
  /** The leaf of `from` in the tree. */
  readonly leaf: number;
}

/** Where the events of some streams stand in the tree of a checkpoint. */
export interface LeafPlaces {
  /** The newest signed checkpoint, as it is signed. */
  readonly note: string;
  readonly checkpoint: Checkpoint;
  /** The signed checkpoint before it, where there is one of the same name. */
  readonly before: Checkpoint | undefined;
  /** The last revision of a stream that it covers; -1 where it covers none. */
  lastOf(stream: string): number;
  /** Nothing for an event that it does not cover. */
  leafOf(stream: string, revision: number): number | undefined;
}

/**
 * Reads from the seals alone where events became leaves; nothing of a log that was not sealed. Keeps the ranges of the
 * streams that are wanted, and of no other.
 * @throws StoreUnavailable
 */
export async function leafPlaces(
  store: Pick<EventStore, 'readStream'>,
  isWanted: (stream: string) => boolean,
): Promise<LeafPlaces | undefined> {
  const places = new Map<string, Range[]>();
  const signed: string[] = [];
  let parts: SealedRange[][] = [];
  /** Listed in a seal that is not signed yet. */
  let listed: (readonly [string, Range])[] = [];
  let size = 0;
  for (let from = 0; ; from += AT_ONCE) {
    const events = await store.readStream(SEALS, { from, maxCount: AT_ONCE });
    for (const event of events.map(sealEvent)) {
      if (event?.type === 'seal-part-recorded') {
        if (event.data.part === 0) parts = [];
        parts.push([...event.data.ranges]);
      }
      if (event?.type === 'log-sealed') {
        for (const range of parts.flat()) {
          if (isWanted(range.stream)) listed.push([range.stream, { from: range.from, to: range.to, leaf: size }]);
          size += range.to - range.from + 1;
        }
        parts = [];
      }
      if (event?.type === 'checkpoint-signed') {
        for (const [stream, range] of listed) places.set(stream, [...(places.get(stream) ?? []), range]);
        listed = [];
        signed.push(event.data.checkpoint);
        if (signed.length > 2) signed.shift();
      }
    }
    if (events.length < AT_ONCE) break;
  }
  const note = signed.at(-1);
  if (note === undefined) return undefined;
  const { checkpoint } = parseCheckpoint(note);
  const earlier = signed.length > 1 ? parseCheckpoint(signed[0] ?? '').checkpoint : undefined;
  return {
    note,
    checkpoint,
    before: earlier,
    lastOf: (stream) => places.get(stream)?.at(-1)?.to ?? -1,
    leafOf: (stream, revision) => {
      const range = places.get(stream)?.find(({ from, to }) => from <= revision && revision <= to);
      return range && range.leaf + revision - range.from;
    },
  };
}
