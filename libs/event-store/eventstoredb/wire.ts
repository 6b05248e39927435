import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';

const UTF8 = new TextEncoder();

export const nothing = (): Empty => new shared.Empty();

export const bytesOf = (text: string): Uint8Array => UTF8.encode(text);

export const streamIdentifier = (stream: string): StreamIdentifier => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(bytesOf(stream));
  return identifier;
};

export const uuid = (text: string): UUID => {
  const message = new shared.UUID();
  message.setString(text);
  return message;
};

/** A UUID as text, in whichever of its two forms the server sent it. */
export function uuidText(message: UUID | undefined): string {
  const structured = message?.getStructured();
  if (structured === undefined) return message?.getString() ?? '';
  const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
