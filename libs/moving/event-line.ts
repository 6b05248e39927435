import { MAX_EVENT_BYTES, bytesOfEvent } from '#event-store';
import type { ChainedEvent } from '#event-store';

const TEXTS = ['stream', 'id', 'type', 'data', 'metadata'] as const;

/** An event as a line: data and metadata are texts, so that every byte stays as it is stored. */
export const eventLine = ({ stream, revision, id, type, data, metadata }: ChainedEvent): string =>
  JSON.stringify({ stream, revision, id, type, data, metadata });

/** The event of a line; nothing for a line that is none, or that no store would take. */
export function eventOf(value: unknown): ChainedEvent | undefined {
  return isEvent(value) && bytesOfEvent(value) <= MAX_EVENT_BYTES ? value : undefined;
}

const isEvent = (value: unknown): value is ChainedEvent =>
  typeof value === 'object' &&
  value !== null &&
  TEXTS.every((name) => typeof Reflect.get(value, name) === 'string') &&
  Number.isSafeInteger(Reflect.get(value, 'revision')) &&
  Object.keys(value).length === TEXTS.length + 1;
