import { ServerResponse, STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_TYPE, problem } from './problems/problem.js';
import { isSpokenToLocally } from './spoken-to-locally.js';

/**
 * What every answer says of itself unless it says otherwise: nothing keeps it, nothing in it runs or loads, nobody frames it, no
 * other site reads it, and its type is what it says (OWASP ASVS 5.0, 3.2 and 3.4).
 */
const ALWAYS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A year, and every name below: from then on a browser speaks TLS only. It takes this over TLS alone (RFC 6797, 8.1). */
const TLS_ONLY = 'max-age=31536000; includeSubDomains';

/** An answer that has these headers from its beginning: whoever gives it, the framework and Node's own server included. */
export class HeadedAnswer<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  constructor(request: Request) {
    super(request);
    for (const [name, value] of Object.entries(ALWAYS)) this.setHeader(name, value);
    if (!isSpokenToLocally(request)) this.setHeader('strict-transport-security', TLS_ONLY);
  }
}

const UNREADABLE: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The head of the request is larger than is accepted here.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time. Send it again.'],
};

/** Answers what is no request: there is no answer object for it, and the connection is of no use any more. */
export function refuseUnreadable({ code = '' }: Error & { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy();
  const [status, detail] = UNREADABLE[code] ?? [400, 'What was sent is no request that can be read.'];
  const body = JSON.stringify(problem(status, 'unreadable-request', detail));
  const headers = {
    ...ALWAYS,
    'strict-transport-security': TLS_ONLY,
    'content-type': PROBLEM_TYPE,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
}
