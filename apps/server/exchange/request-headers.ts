import { ProblemError, problem } from '../problems/problem.js';

/** The idempotency key of a request; every request is one of its own without it. @throws ProblemError 400 */
export function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw new ProblemError(
    problem(400, 'bad-idempotency-key', 'An Idempotency-Key is one word of 1 to 200 letters, digits and signs.'),
  );
}

/** The revision the sender saw, from If-Match: `"12"`, as the ETag said; nothing for `*`. @throws ProblemError 400 */
export function expectedRevision(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const revision = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (revision !== undefined) return Number(revision);
  throw new ProblemError(problem(400, 'bad-if-match', 'If-Match holds the ETag as it was given, such as "12".'));
}

export const etag = (revision: number): string => `"${revision}"`;
