import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { routeOf } from './route-of.js';

/**
 * One line a request: method, route, outcome, and the id of what it made happen. Never the address itself, a query, a header or a body, where a name
 * could stand.
 */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  // Hooks with a callback: an async one costs every request a promise and a turn.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    void reply.header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('referrer-policy')) void reply.header('referrer-policy', 'no-referrer');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    log.info({
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      correlationId: request.id,
    });
    done();
  });
}
