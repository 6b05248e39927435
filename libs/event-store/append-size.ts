import { AppendTooLarge, EventTooLarge, MAX_APPEND_BYTES, MAX_EVENT_BYTES } from './port.js';
import type { StoredEvent, StreamName } from './port.js';

/** The bytes of an append, checked against what a store accepts. @throws EventTooLarge, AppendTooLarge */
export function bytesOfAppend(stream: StreamName, events: readonly StoredEvent[]): number {
  let total = 0;
  for (const { type, data, metadata } of events) {
    const bytes = Buffer.byteLength(type) + Buffer.byteLength(data) + Buffer.byteLength(metadata);
    if (bytes > MAX_EVENT_BYTES) throw new EventTooLarge(type, bytes);
    total += bytes;
  }
  if (total > MAX_APPEND_BYTES) throw new AppendTooLarge(stream, events.length, total);
  return total;
}
