import type { Reader } from 'protobufjs';
import type { Position } from '../port.js';

/** A message while its fields are being read. */
export type Writable<Value> = { -readonly [Name in keyof Value]: Value[Name] };

/**
 * Reads the fields of a message up to its end. What is not taken is passed over: a server may say more than it is asked.
 * @param take reads the field of this number, or answers that it has not
 */
export function fields(reader: Reader, end: number, take: (field: number) => boolean): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (!take(tag >>> 3)) reader.skipType(tag & 7);
  }
}

/** Reads a message within a message. */
export function message(reader: Reader, take: (field: number) => boolean): void {
  fields(reader, reader.uint32() + reader.pos, take);
}

/** The one text of a message that is wanted: of a UUID, of a stream's name. */
export function textIn(reader: Reader, wanted: number): string {
  let text = '';
  message(reader, (field) => {
    if (field !== wanted) return false;
    text = reader.string();
    return true;
  });
  return text;
}

/** A position is an offset in bytes: a log reaches 2^53 of them after eight petabytes. */
export function safely(position: unknown): Position {
  const number = Number(position);
  if (!Number.isSafeInteger(number)) throw new Error(`The event server answered the position ${String(position)}`);
  return number;
}
