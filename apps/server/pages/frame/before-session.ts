import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { formToken, isFormToken } from '#sessions';
import type { Exchange } from '../../exchange/exchange.js';
import { COOKIES, cookieOf, setCookie } from './cookies.js';

const DAY_S = 86_400;

/**
 * What the forms of somebody who has not signed in carry, so that no other site can sign them in as somebody else: it follows
 * from a secret in a cookie that no other site can set or read.
 */
export function tokenBeforeSession(exchange: Exchange): string {
  const known = cookieOf(exchange.request, COOKIES.before);
  const secret = known ?? randomBytes(32).toString('base64url');
  if (known === undefined) setCookie(exchange, COOKIES.before, secret, DAY_S);
  return formToken(secret);
}

/** Whether a form was sent from a page that this browser was shown before it signed in. */
export function hasFormFromBefore(request: FastifyRequest): boolean {
  const secret = cookieOf(request, COOKIES.before);
  return secret !== undefined && isFormToken(secret, Object(request.body).formToken);
}

/** Once somebody has signed in: forms of before are worth nothing any more. */
export const endBefore = (exchange: Exchange): void => setCookie(exchange, COOKIES.before, '', 0);
