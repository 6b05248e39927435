import type { SealEvent, SealedRange } from '#domain';
import { canonicalJson, eventId, hashMetadata } from '#event-store';
import type { Actor, StoredEvent, StreamEnd } from '#event-store';
import { SEALS } from '../walk/seal-events.js';

/** Who seals. */
const SEALER: Actor = { id: 'system:seals', role: 'system' };

/** Bytes of a list in one event: with what stands around it, well under what a store takes. */
const PART_BYTES = 500_000;

export interface WritingContext {
  readonly commandId: string;
  /** Of the event within its command. */
  readonly index: number;
  readonly now: string;
}

/**
 * An event of the stream of seals, chained and ready to be appended after `end`. Nothing in it is personal: neither a key
 * nor the ledger that seals personal fields is wanted.
 */
export function writeSealEvent(
  { type: name, data: said }: SealEvent,
  end: StreamEnd,
  context: WritingContext,
): StoredEvent {
  const { commandId, index, now } = context;
  const [type, data] = [`${name}.v1`, canonicalJson(said)];
  const { text: metadata } = hashMetadata(
    { type, stream: SEALS, revision: end.revision + 1, data },
    {
      actor: SEALER,
      commandId,
      correlationId: commandId,
      previousHash: end.lastHash,
      recordedAt: now > end.lastRecordedAt ? now : end.lastRecordedAt,
    },
  );
  return { id: eventId(commandId, index), type, data, metadata };
}

/** A list in parts, each small enough for an event. */
export function partsOf(ranges: readonly SealedRange[]): readonly (readonly SealedRange[])[] {
  const parts: SealedRange[][] = [[]];
  let bytes = 0;
  for (const range of ranges) {
    const size = Buffer.byteLength(canonicalJson(range)) + 1;
    if (bytes + size > PART_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(range);
    bytes += size;
  }
  return parts;
}
