import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';

/** Lets one inline script of one page run. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/** What a page may load and do: its own sheet and script, forms to this host, in no frame (OWASP ASVS 5.0, 3.4). */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "object-src 'none'",
    "style-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The headers of a page. Nothing on the way keeps it: it may show a case. */
export const pageHeaders = (nonce: string): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy(nonce),
  'cache-control': 'no-store',
  // `no-referrer` would have browsers send forms without an origin.
  'referrer-policy': 'same-origin',
});

/** A whole page as it is sent. */
export const markupOf = (page: VNode): string => `<!doctype html>${renderToStaticMarkup(page)}`;

export function sendPage(reply: FastifyReply, nonce: string, page: VNode, status = 200): void {
  void reply.code(status).headers(pageHeaders(nonce)).send(markupOf(page));
}
