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

const UNAVAILABLE = 14;

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

/** What gRPC and Node say of a connection that was not made, each with what whoever runs the service is to look at. */
const CAUSES: readonly (readonly [said: RegExp, reason: string])[] = [
  [
    /self[- ]signed|unable to (get|verify)|UNABLE_TO_|CERT_UNTRUSTED|unknown ca|issuer/i,
    'shows a certificate that is not trusted here: name the authority it was made by as tlsCAFile in EVENT_STORE_URL',
  ],
  [/certificate has expired|CERT_HAS_EXPIRED/i, 'shows a certificate that has expired: renew it'],
  [
    /not yet valid|CERT_NOT_YET_VALID/i,
    'shows a certificate that is not good yet: look at the clocks of both machines',
  ],
  [
    /altnames|ERR_TLS_CERT_ALTNAME|Hostname\/IP/i,
    'shows a certificate for another host: use the name that the certificate was made for in EVENT_STORE_URL',
  ],
  [
    /wrong version number|SSL routines|EPROTO|ssl3_|packet length too long/i,
    'does not speak TLS as EVENT_STORE_URL expects: set tls=true or tls=false as the server does',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|Name resolution failed/i,
    'has a name that cannot be found: look at the host in EVENT_STORE_URL',
  ],
  [/ECONNREFUSED/i, 'is not running, or listens at another port'],
];

/** Any error of the connection as the port knows it. What it says names neither the address nor the events. */
export function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  const { code } = failure(error);
  const cause = code === UNAVAILABLE ? CAUSES.find(([said]) => said.test(wordsOf(error))) : undefined;
  const reason = cause?.[1] ?? (code === undefined ? undefined : CODES[code]) ?? 'cannot be used';
  return new StoreUnavailable(`The event server ${reason}`, { cause: error });
}

/** All that an error says, of what caused it too. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const details = 'details' in error ? String(error.details) : '';
  return `${error.message} ${details} ${wordsOf(error.cause)}`;
}

/** Whether there was no server at the other end, or none any more: a new connection may find one. */
export const isBrokenConnection = (error: unknown): boolean => failure(error).code === UNAVAILABLE;

/** Whether the server says for certain that it did nothing, since another node leads. */
export const isNotLeader = (error: unknown): boolean => failure(error).exception === 'not-leader';

const UNKNOWN = 2;

/** What the server says of a read from where no record starts, and of much else. */
export const isUnreadable = (error: unknown): boolean => failure(error).code === UNKNOWN;

export const isStreamDeleted = (error: unknown): boolean => failure(error).exception === 'stream-deleted';

/** Raw gRPC errors carry the server's name for it in their metadata, the client's errors in their type. */
function failure(error: unknown): Failure {
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
