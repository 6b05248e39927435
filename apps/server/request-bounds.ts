import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from './problems/problem.js';
import { sendProblem } from './problems/send-problem.js';

export interface RequestBounds {
  /** From the first byte of a request to its answer, whatever it waits for on the way; below the 30 s of the proxy. */
  readonly patienceMs: number;
  /** The same for a file, which may come over a slow line; the proxy waits as long for it. */
  readonly fileMs: number;
}

const REQUEST_BOUNDS: RequestBounds = { patienceMs: 20_000, fileMs: 300_000 };

/** Where files are sent to, and long work is waited for. */
const FILES = /^\/(api\/v1\/imports\/|caseloads\/upload\b|people\/import\b)/;

const STOPPING = problem(
  503,
  'stopping',
  'The service is being stopped or moved. Send the same request again in a moment.',
);
const UNANSWERED = problem(
  503,
  'not-answered-in-time',
  'This took too long, and may yet be done. Send the same request again, with the same Idempotency-Key, and it has one effect.',
);
const TOO_SLOW = problem(408, 'request-too-slow', 'The request did not arrive in time. Send it again.');
const UNREADABLE = problem(400, 'unreadable-request', 'The address of the request could not be read.');

/** What the framework refuses before there is a route: an address that cannot be read. It would repeat the address. */
export const tellFrameworkError = (_error: Error, _request: FastifyRequest, reply: FastifyReply): void =>
  sendProblem(reply, UNREADABLE);

/**
 * One bound on every request, whatever its stages: a body that trickles in, records that do not answer, a view that is
 * waited for. Past it the request is answered, and whoever sent it knows that it may be sent again.
 */
export function boundRequests(fastify: FastifyInstance, { patienceMs, fileMs }: RequestBounds = REQUEST_BOUNDS): void {
  let isStopping = false;
  fastify.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isStopping) {
      void reply.header('connection', 'close');
      sendProblem(reply, STOPPING);
      return;
    }
    const giveUp = (): void => {
      if (reply.sent) return;
      // A body that has not come is the sender's; the connection cannot be used for another request.
      if (!request.raw.complete) void reply.header('connection', 'close');
      sendProblem(reply, request.raw.complete ? UNANSWERED : TOO_SLOW);
    };
    timers.set(request, setTimeout(giveUp, FILES.test(request.url) ? fileMs : patienceMs));
    done();
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    clearTimeout(timers.get(request));
    done();
  });
  fastify.addHook('onRequestAbort', (request, done) => {
    clearTimeout(timers.get(request));
    done();
  });
}
