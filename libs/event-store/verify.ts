import { ChainWalk } from './chain-walk.js';
import { START } from './port.js';
import type { EventStore, Position, StreamName } from './port.js';

/** Something in the log that is not as it was written. */
export interface Finding {
  readonly stream: StreamName;
  readonly revision: number;
  /** A sentence; it quotes no data. */
  readonly wrong: string;
}

export interface Verification {
  readonly events: number;
  readonly streams: number;
  readonly findings: number;
}

export interface VerifyOptions {
  readonly onFinding: (finding: Finding) => void;
  /** Called now and then with the position of the last event walked. */
  readonly onProgress?: (position: Position) => void;
  readonly batchSize?: number;
}

/**
 * Walks the whole log once, on its stored bytes, before any upcasting: in every stream revisions follow one another,
 * each event is chained to the one before it and hashes to what it says, recorded-at never runs backwards, and ids
 * are those of their commands. Holds one short record a stream, never the log.
 *
 * A cut-off tail cannot be found here: what is left of the stream is a whole chain. That takes a signed head kept
 * elsewhere. Nor does it open a sealed field: with or without its key, the chain is the same.
 */
export async function verify(store: Pick<EventStore, 'readAll'>, options: VerifyOptions): Promise<Verification> {
  const { onFinding, onProgress, batchSize = 1_000 } = options;
  const walk = new ChainWalk();
  let events = 0;
  let findings = 0;
  for (let after = START; ;) {
    const batch = await store.readAll({ after, maxCount: batchSize });
    for (const event of batch) {
      for (const sentence of walk.next(event)) {
        findings++;
        onFinding({ stream: event.stream, revision: event.revision, wrong: sentence });
      }
    }
    events += batch.length;
    const last = batch.at(-1);
    if (last === undefined) return { events, streams: walk.streams, findings };
    after = last.position;
    onProgress?.(after);
  }
}
