import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Engine } from '#engine';
import { askedBy, askedFrom } from './asked-by.js';
import { PROBLEM_TYPE } from './problems/problem.js';
import { routeOf } from './route-of.js';

/** What somebody tries who is not who they say, may not do it, or asks too often: each is worth a warning. */
const REFUSALS: readonly number[] = [401, 403, 429];

/** A problem begins with its kind. */
const KIND = /^\{"type":"urn:plumbline:problem:([a-z0-9-]+)"/;

/**
 * One line a request: method, route, outcome, and the id of what it made happen. One that was refused says why, and to whom by
 * id and by a digest of the address. Never the address asked for, a query, a header or a body, where a name could stand.
 */
export function logRequests(fastify: FastifyInstance, log: Logger, engine: Pick<Engine, 'keys'>): void {
  const codes = new WeakMap<FastifyRequest, string>();
  // Hooks with a callback: an async one costs every request a promise and a turn.
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const code = typeof payload === 'string' && isProblem(reply) ? KIND.exec(payload)?.[1] : undefined;
    if (code !== undefined) codes.set(request, code);
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const code = codes.get(request);
    const line = {
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      ...(code !== undefined && { code }),
      ms: Math.round(reply.elapsedTime),
      correlationId: request.id,
    };
    done();
    if (!REFUSALS.includes(reply.statusCode)) return log.info(line);
    const personId = askedBy(request);
    void askedFrom(engine, request).then((from) => log.warn({ event: 'refused', ...line, personId, from }));
  });
}

const isProblem = (reply: FastifyReply): boolean => reply.getHeader('content-type') === PROBLEM_TYPE;
