import { randomBytes, randomInt } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A page below this fits into one packet, whatever its form. Characters. */
const SHORT = 1_400;
/** Beyond it a page gets little smaller and takes twice as long. */
const LEVEL = 4;
/** Bytes by which pages that are alike may differ in length. */
const UNSURE = 64;

/**
 * Sends pages compressed to whoever takes them so: at once, since what is sent later has been answered before. A page has the
 * token of its forms beside words that its address may bring: what is added at its end has a length of its own each time, so
 * that the length of the whole does not tell how like the two are (the BREACH attack).
 */
export function compressPages(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload: unknown, done) => {
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
    if (!isPage || typeof payload !== 'string' || payload.length < SHORT) return done(null, payload);
    void reply.header('vary', 'accept-encoding');
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return done(null, payload);
    const ending = `<!-- ${randomBytes(randomInt(UNSURE)).toString('base64')} -->`;
    const page = gzipSync(payload + ending, { level: LEVEL });
    void reply.headers({ 'content-encoding': 'gzip', 'content-length': page.length });
    done(null, page);
  });
}
