import type { FastifyReply } from 'fastify';
import { PROBLEM_TYPE } from './problem.js';
import type { Problem } from './problem.js';

/** What says after how long it is worth asking again (RFC 9110, 10.2.3): whole seconds. */
export const retryAfter = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1_000)));

/** Milliseconds after which it is worth asking again, where nobody knows better. */
const SOON_MS = 2_000;

/** The headers that a status brings with it. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer realm="Plumbline"' },
};

const WORTH_ASKING_AGAIN: readonly number[] = [429, 503];

/**
 * Answers a request with what is wrong. Nothing on the way keeps it.
 * @param afterMs when it is worth asking again, where the status says that it is
 */
export function sendProblem(reply: FastifyReply, told: Problem, afterMs = SOON_MS): void {
  void reply
    .code(told.status)
    .headers({
      'cache-control': 'no-store',
      ...HEADERS[told.status],
      ...(WORTH_ASKING_AGAIN.includes(told.status) && { 'retry-after': retryAfter(afterMs) }),
    })
    .type(PROBLEM_TYPE)
    .send(told);
}
