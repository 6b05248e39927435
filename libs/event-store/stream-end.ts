import { FIRST_PREVIOUS_HASH } from './chain.js';
import type { EventEnvelope } from './envelope.js';
import { NO_STREAM } from './port.js';

/** Where a stream stood when it was loaded: what the next event is chained to. */
export interface StreamEnd {
  /** NO_STREAM for a stream without events. */
  readonly revision: number;
  readonly lastHash: string;
  /** ISO instant; the empty text for a stream without events. */
  readonly lastRecordedAt: string;
}

export const NEW_STREAM: StreamEnd = { revision: NO_STREAM, lastHash: FIRST_PREVIOUS_HASH, lastRecordedAt: '' };

/** A stream read back, upcast, personal fields still sealed, and where it stands. */
export interface LoadedStream extends StreamEnd {
  readonly events: readonly EventEnvelope[];
}
