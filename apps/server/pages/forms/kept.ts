import type { FastifyReply } from 'fastify';
import { isRefusal } from '#domain';
import type { Refusal } from '#domain';
import type { Draft } from '#drafts';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { plainTime } from '../words/instants.js';

/** What was kept of a form. @throws ProblemError where it was refused */
export function notRefused(kept: Draft | Refusal): Draft {
  if (isRefusal(kept)) throw new ProblemError(problemOf(kept));
  return kept;
}

/** Keeps a form where there is more to say than whether it was kept; null where it was not. */
export async function keptIfPossible(keep: () => Promise<Draft | Refusal>): Promise<Draft | null> {
  try {
    const kept = await keep();
    return isRefusal(kept) ? null : kept;
  } catch {
    return null;
  }
}

/** Tells the script of a page when what is typed was kept, and whether its person is still signed in. */
export const tellKept = (reply: FastifyReply, { savedAt }: Draft, isSignedIn: boolean): void =>
  void reply.header('cache-control', 'no-store').send({ savedAt: plainTime(savedAt), isSignedIn });
