import type { Position, StreamName } from './port.js';

export { isSealed } from '#privacy';

/** Who did it. Ids only: a name would outlive its owner. */
export interface Actor {
  /** A person's id, `operator` (the command line without --as) or `system:<process>`. */
  readonly id: string;
  /** The role under which the command was allowed. */
  readonly role: string;
  /** Who really gave it, where it was given on the person's behalf: `operator`. */
  readonly through?: string;
}

/** What is recorded with every event, inside the hash (all but the position). */
export interface EventMetadata {
  /** ISO 8601 instant in UTC, milliseconds; never earlier than the event before it in the stream. */
  readonly recordedAt: string;
  readonly actor: Actor;
  /** UUIDv5 of actor, route and idempotency key; or of process, cause and step. */
  readonly commandId: string;
  /**
   * Keyed digest (HMAC) of the command's body: the same idempotency key with another body is refused. Under the keys of
   * those whose texts the command's events hold, so that it dies with them; in events from before, the deployment's.
   */
  readonly bodyDigest?: string;
  readonly correlationId: string;
  /** The id of the event that caused the command, when a process manager sent it. */
  readonly causationId?: string;
  readonly settingsVersion?: number;
  /** Hash of the event before it in the stream; 64 zeros for the first. */
  readonly previousHash: string;
  /** SHA-256 over type, stream, revision, data and metadata (without this field). */
  readonly hash: string;
}

/** An event read back: upcast, personal fields still sealed. */
export interface EventEnvelope<Type extends string = string, Data = unknown> {
  readonly id: string;
  readonly stream: StreamName;
  readonly revision: number;
  readonly position: Position;
  readonly type: Type;
  readonly data: Data;
  readonly metadata: EventMetadata;
}

/** The envelopes of the events of a union, each type with its own data. */
export type EnvelopeOf<Event extends { readonly type: string; readonly data: unknown }> = Event extends unknown
  ? EventEnvelope<Event['type'], Event['data']>
  : never;
