import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { spanOf, telemetry, took } from '#telemetry';
import { routeOf } from './route-of.js';

/**
 * Has every request traced and timed, under the pattern of its route: never the address itself, a query, a header or a body.
 * Its id is that of all it makes happen. A trace that the sender has begun is not gone on with: whoever may send requests
 * must not choose what stands beside whose.
 */
export function tellRequests(fastify: FastifyInstance): void {
  const api = telemetry();
  if (api === undefined) return;
  const underWay = new WeakMap<FastifyRequest, NonNullable<ReturnType<typeof spanOf>>>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const route = routeOf(request);
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    const span = spanOf({
      name: `${request.method} ${route}`,
      kind: 'SERVER',
      correlationId: request.id,
      begins: true,
      attributes,
    });
    if (span !== undefined) underWay.set(request, span);
    done();
  });
  // Not before: bodies come in callbacks of the connection, which know nothing of the request.
  fastify.addHook('preHandler', (request, _reply, done) => {
    const span = underWay.get(request);
    if (span === undefined) done();
    else api.context.with(span.within, done);
  });
  const end = (request: FastifyRequest, reply: FastifyReply | undefined): void => {
    const span = underWay.get(request)?.span;
    if (span === undefined) return;
    underWay.delete(request);
    if (reply !== undefined) {
      const status = reply.statusCode;
      const labels = {
        'http.request.method': request.method,
        'http.route': routeOf(request),
        'http.response.status_code': status,
      };
      took('http.server.request.duration', labels, reply.elapsedTime);
      span.setAttribute('http.response.status_code', status);
      if (status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR });
    }
    span.end();
  };
  fastify.addHook('onResponse', (request, reply, done) => {
    end(request, reply);
    done();
  });
  fastify.addHook('onRequestAbort', (request, done) => {
    end(request, undefined);
    done();
  });
}
