import { AppendTooLarge, EventTooLarge, MAX_APPEND_BYTES, MAX_EVENT_BYTES } from './port.js';
import type { StoredEvent, StreamName } from './port.js';

/** UTF-8, of type, data and metadata together: what stores count an event by. */
export const bytesOfEvent = ({ type, data, metadata }: Omit<StoredEvent, 'id'>): number =>
  Buffer.byteLength(type) + Buffer.byteLength(data) + Buffer.byteLength(metadata);

/** Characters of data and metadata: what a read is bounded by. */
export const lengthOf = ({ data, metadata }: Pick<StoredEvent, 'data' | 'metadata'>): number =>
  data.length + metadata.length;

/** The bytes of an append, checked against what a store accepts. @throws EventTooLarge, AppendTooLarge */
export function bytesOfAppend(stream: StreamName, events: readonly StoredEvent[]): number {
  let total = 0;
  for (const event of events) {
    const bytes = bytesOfEvent(event);
    if (bytes > MAX_EVENT_BYTES) throw new EventTooLarge(event.type, bytes);
    total += bytes;
  }
  if (total > MAX_APPEND_BYTES) throw new AppendTooLarge(stream, events.length, total);
  return total;
}
