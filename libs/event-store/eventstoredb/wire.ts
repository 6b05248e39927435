import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Empty, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';

const UTF8 = new TextEncoder();

export const nothing = (): Empty => new shared.Empty();

export const bytesOf = (text: string): Uint8Array => UTF8.encode(text);

export const streamIdentifier = (stream: string): StreamIdentifier => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(bytesOf(stream));
  return identifier;
};
