/**
 * The event store's port. Everything above it works on any store that passes `contract/`.
 *
 * A store keeps bytes: it neither reads, encrypts nor hashes what it is given (see `ledger.ts` for that),
 * so that a history moved from one store to another is the same history, hash for hash.
 */

/** `<category>` or `<category>-<id>`, without a deployment's prefix. */
export type StreamName = string;

/** Where an event stands in the whole log. Only its order means anything; it is never hashed. */
export type Position = number;

/** The revision of a stream that has no events yet. */
export const NO_STREAM = -1;

/** The position before the first event of the log. */
export const START: Position = -1;

/** The largest event a store accepts: bytes of type, data and metadata together (EventStoreDB's limit). */
export const MAX_EVENT_BYTES = 1_048_576;

/** The largest append a store accepts, in bytes of all its events together (again EventStoreDB's limit): write a long list in parts. */
export const MAX_APPEND_BYTES = 1_048_576;

/** An event as a store is given it. `data` and `metadata` are canonical JSON (RFC 8785). */
export interface StoredEvent {
  /** UUIDv5 of the command id and the event's index: a retry is the same event. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** An event as a store gives it back, byte for byte. */
export interface RecordedEvent extends StoredEvent {
  readonly stream: StreamName;
  /** 0 for the first event of the stream. */
  readonly revision: number;
  readonly position: Position;
}

export interface AppendResult {
  /** The revision of the last event appended. */
  readonly revision: number;
  /** The position of the last event appended. */
  readonly position: Position;
  /**
   * True where it is certain that these very bytes were written; left out where the same events may have stood there
   * already, of other bytes if another process made them.
   */
  readonly written?: true;
}

/** Another writer was there first: reload and decide again. */
export class RevisionConflict extends Error {
  constructor(
    readonly stream: StreamName,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`Stream ${stream} is at revision ${actual}, not ${expected}`);
    this.name = 'RevisionConflict';
  }
}

/** The store is away or did not answer in time. The outcome of an append is unknown: send the same ids again. */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StoreUnavailable';
  }
}

export class EventTooLarge extends Error {
  constructor(
    readonly type: string,
    readonly bytes: number,
  ) {
    super(`An event ${type} of ${bytes} bytes is over the limit of ${MAX_EVENT_BYTES}`);
    this.name = 'EventTooLarge';
  }
}

export class AppendTooLarge extends Error {
  constructor(
    readonly stream: StreamName,
    readonly events: number,
    readonly bytes: number,
  ) {
    super(`An append of ${events} events and ${bytes} bytes to ${stream} is over the limit of ${MAX_APPEND_BYTES}`);
    this.name = 'AppendTooLarge';
  }
}

export interface ReadStreamOptions {
  /** The first revision wanted; 0 by default. */
  readonly from?: number;
  readonly maxCount?: number;
  /**
   * How old the answer may be, in milliseconds; 0, as of now, by default. However old, the answer holds what was
   * appended through this store before it was asked for.
   */
  readonly maxAgeMs?: number;
}

export interface ReadAllOptions {
  /** Exclusive; START by default. */
  readonly after?: Position;
  readonly maxCount: number;
  /**
   * Characters of data and metadata: the event that reaches them is the last one answered, so that no batch is larger than
   * this and one event. Fewer events than `maxCount` then need not be all there are; none at all is the end.
   */
  readonly maxLength?: number;
}

export interface SubscribeOptions {
  /** Exclusive; START for everything. */
  readonly after: Position;
  readonly batchSize?: number;
  /** Called with events in order, never two at a time; the next batch waits for the promise. A throw stops the subscription. */
  readonly onBatch: (events: readonly RecordedEvent[]) => Promise<void> | void;
  /** Called each time the subscription has delivered everything there was. */
  readonly onCaughtUp?: (position: Position) => void;
  /** Called once, when the subscription has stopped for an error thrown by `onBatch`. */
  readonly onError?: (error: unknown) => void;
}

export interface Subscription {
  /** Resolves when no further batch will be delivered. Not to be awaited within `onBatch`. */
  stop(): Promise<void>;
}

export interface EventStore {
  /**
   * Appends all events or none, in one stream, at exactly `expectedRevision` (NO_STREAM for a new one).
   * The same ids at the same expected revision again answer as the first time did.
   * An append of no events answers where the stream stands.
   * @throws RevisionConflict, StoreUnavailable, EventTooLarge, AppendTooLarge
   */
  append(stream: StreamName, expectedRevision: number, events: readonly StoredEvent[]): Promise<AppendResult>;
  /** The stream's events in order; none for a stream that does not exist. */
  readStream(stream: StreamName, options?: ReadStreamOptions): Promise<RecordedEvent[]>;
  /** At most `maxCount` events of the whole log in order, after a position. */
  readAll(options: ReadAllOptions): Promise<RecordedEvent[]>;
  /** The event that stands at a position; nothing where none does, as after another log has been put in this one's place. */
  eventAt(position: Position): Promise<RecordedEvent | undefined>;
  /** The position of the newest event; START for an empty log. */
  head(): Promise<Position>;
  /** Catch-up, then live, gap-free and in order; resumes by itself when the store has been away. */
  subscribe(options: SubscribeOptions): Subscription;
  /** Calls back soon after something was appended, by whichever process, and now and then when nothing was; until it is stopped. */
  watch(onNews: () => void): Subscription;
  close(): Promise<void>;
}
