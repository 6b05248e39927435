import { hash as digest } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { EventMetadata } from './envelope.js';
import type { StreamName } from './port.js';

/** The previous hash of a stream's first event. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

export type UnhashedMetadata = Omit<EventMetadata, 'hash'>;

export interface Chained {
  readonly type: string;
  readonly stream: StreamName;
  readonly revision: number;
  /** Canonical JSON, as stored. */
  readonly data: string;
}

/** An event's metadata as it is stored, canonical JSON, and the hash in it. */
export interface HashedMetadata {
  readonly hash: string;
  readonly text: string;
}

const NOT_YET = '#'.repeat(64);

/** The hash's member in canonical metadata: never the last, for `previousHash` follows it, and nowhere else, for a quote within a text is escaped. */
const member = (hash: string): string => `"hash":"${hash}",`;

/** Hashes an event with its metadata, and puts the hash in. */
export function hashMetadata(event: Chained, metadata: UnhashedMetadata): HashedMetadata {
  const text = canonicalJson({ ...metadata, hash: NOT_YET });
  const hash = chainHash(event, text, NOT_YET);
  return { hash, text: text.replace(member(NOT_YET), member(hash)) };
}

/**
 * SHA-256 (hex) over the canonical JSON of type, stream, revision, data and metadata without its hash. Data and
 * metadata are canonical already and go in as they are stored, byte for byte. The position is not covered:
 * the same history in another store has the same hashes.
 * @param metadata canonical JSON, with the hash given in it
 */
export function chainHash({ type, stream, revision, data }: Chained, metadata: string, hash: string): string {
  const unhashed = metadata.replace(member(hash), '');
  const covered = `{"data":${data},"metadata":${unhashed},"revision":${revision},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)}}`;
  return digest('sha256', covered, 'hex');
}
