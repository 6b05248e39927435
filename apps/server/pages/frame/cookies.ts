import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import type { Exchange } from '../../exchange/exchange.js';
import { isSpokenToLocally } from '../../spoken-to-locally.js';

/**
 * What stands in browsers: the secret of a session; that of whoever has none yet; what a sign-in at the identity provider goes
 * on with; and that somebody signed in from this browser before.
 */
export const COOKIES = {
  session: 'plumbline',
  before: 'plumbline-before',
  provider: 'plumbline-provider',
  device: 'plumbline-device',
} as const;

type CookieName = (typeof COOKIES)[keyof typeof COOKIES];

/** With the prefix a browser takes the cookie from this very host and over TLS only (RFC 6265bis, 4.1.3.2). */
const nameOf = (request: FastifyRequest, cookie: CookieName): string =>
  isSpokenToLocally(request) ? cookie : `__Host-${cookie}`;

export const cookieOf = (request: FastifyRequest, cookie: CookieName): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[nameOf(request, cookie)] || undefined;

/** @param forSeconds 0 takes it away */
export function setCookie({ request, reply }: Exchange, cookie: CookieName, value: string, forSeconds: number): void {
  const written = stringifySetCookie(nameOf(request, cookie), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: !isSpokenToLocally(request),
    maxAge: forSeconds,
  });
  void reply.header('set-cookie', written);
}
