import type { FastifyRequest } from 'fastify';
import type { Visitors } from '../pages/frame/visitors.js';
import type { SignIn } from '../sign-in.js';

/**
 * The person a request comes from, by its token or its session; null for nobody. Whatever is in the way of finding out is told
 * by whoever answers the request.
 */
export const whoAsks =
  (signIn: SignIn, visitors: Visitors) =>
  async (request: FastifyRequest): Promise<string | null> => {
    try {
      const found = request.headers.authorization === undefined ? await visitors.visitorOf(request) : null;
      return found?.actor.id ?? (await signIn.actorOf(request)).id;
    } catch {
      return null;
    }
  };
