import { leafHash } from '#transparency';
import type { Hash } from '#transparency';
import { canonicalJson } from '#event-store';
import type { RecordedEvent } from '#event-store';

export type Leaf = Pick<RecordedEvent, 'stream' | 'revision' | 'metadata'>;

/** The hash in an event's metadata: never within a text of it, where its quotes would be escaped. */
const HASH = /"hash":"([0-9a-f]{64})"/;

/** An event's leaf: canonical JSON of its hash, revision and stream, hashed as RFC 6962 says. */
export function leafOf({ stream, revision, metadata }: Leaf): Hash {
  // Canonical as it is written here: names in order, a hash of digits alone.
  return leafHash(`{"hash":"${hashIn(metadata)}","revision":${revision},"stream":${canonicalJson(stream)}}`);
}

/** The hash that metadata hold; the empty text where they hold none. */
export const hashIn = (metadata: string): string => HASH.exec(metadata)?.[1] ?? '';
