import type { IncomingHttpHeaders } from 'node:http';

/** This machine alone is spoken to without TLS. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Whether a request was sent to this machine by one of its own names, and not by a proxy that was spoken to by TLS. */
export const isSpokenToLocally = ({ headers }: { readonly headers: IncomingHttpHeaders }): boolean =>
  LOCAL.test(headers.host ?? '') && headers['x-forwarded-proto'] !== 'https';
