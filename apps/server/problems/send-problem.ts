import type { FastifyReply } from 'fastify';
import { PROBLEM_TYPE } from './problem.js';
import type { Problem } from './problem.js';

/** Seconds after which it is worth asking again. */
const RETRY_AFTER = '2';

/** The headers that a status brings with it. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer realm="Plumbline"' },
  429: { 'retry-after': RETRY_AFTER },
  503: { 'retry-after': RETRY_AFTER },
};

/** Answers a request with what is wrong. Nothing on the way keeps it. */
export function sendProblem(reply: FastifyReply, told: Problem): void {
  void reply
    .code(told.status)
    .headers({ 'cache-control': 'no-store', ...HEADERS[told.status] })
    .type(PROBLEM_TYPE)
    .send(told);
}
