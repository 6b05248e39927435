import { hash } from 'node:crypto';
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
  readonly metadata: UnhashedMetadata;
}

/**
 * SHA-256 (hex) over the canonical JSON of type, stream, revision, data and metadata without its hash.
 * `data` is canonical already and goes in as it is stored, byte for byte. The position is not covered:
 * the same history in another store has the same hashes.
 */
export function chainHash({ type, stream, revision, data, metadata }: Chained): string {
  const covered = `{"data":${data},"metadata":${canonicalJson(metadata)},"revision":${revision},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)}}`;
  return hash('sha256', covered, 'hex');
}
