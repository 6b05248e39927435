import { StoreUnavailable } from '../port.js';

/** The event server's answer when a stream has been deleted under us: nothing in the product deletes one. */
export class StreamGone extends Error {
  constructor(readonly stream: string) {
    super(`The stream ${stream} was deleted on the event server by someone else: restore it from a backup`);
    this.name = 'StreamGone';
  }
}

/** The parts of a gRPC error that mean something; the client's own errors and raw ones alike have some of them. */
interface Failure {
  /** gRPC status code. */
  readonly code?: number;
  /** The server's own name for what went wrong, where it gave one. */
  readonly exception?: string;
}

const CODES: Readonly<Record<number, string>> = {
  1: 'cancelled the call',
  2: 'could not make sense of the call',
  4: 'did not answer in time',
  7: 'refused this service access',
  8: 'is out of resources, or the answer was too large',
  10: 'gave the call up',
  12: 'does not know the call: EventStoreDB 21.10 or later is needed',
  13: 'broke the call off',
  14: 'cannot be reached',
  16: 'does not accept the user name and password',
};

/** Any error of the connection as the port knows it. What it says names neither the address nor the events. */
export function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  const { code } = failure(error);
  const reason = (code === undefined ? undefined : CODES[code]) ?? 'cannot be used';
  return new StoreUnavailable(`The event server ${reason}`, { cause: error });
}

const UNAVAILABLE = 14;

/** Whether there was no server at the other end, or none any more: a new connection may find one. */
export const isBrokenConnection = (error: unknown): boolean => failure(error).code === UNAVAILABLE;

/** Whether the server says for certain that it did nothing, since another node leads. */
export const isNotLeader = (error: unknown): boolean => failure(error).exception === 'not-leader';

const UNKNOWN = 2;

/** What the server says of a read from where no record starts, and of much else. */
export const isUnreadable = (error: unknown): boolean => failure(error).code === UNKNOWN;

export const isStreamDeleted = (error: unknown): boolean => failure(error).exception === 'stream-deleted';

/** Raw gRPC errors carry the server's name for it in their metadata, the client's errors in their type. */
export function failure(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return {};
  const code = 'code' in error && typeof error.code === 'number' ? error.code : undefined;
  if ('type' in error && typeof error.type === 'string') return { code, exception: error.type };
  const metadata = 'metadata' in error ? error.metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('get' in metadata) || typeof metadata.get !== 'function') {
    return { code };
  }
  const [exception]: unknown[] = metadata.get('exception');
  return { code, exception: exception === undefined ? undefined : String(exception) };
}
