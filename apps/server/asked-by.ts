import type { FastifyRequest } from 'fastify';
import type { Engine } from '#engine';

const people = new WeakMap<FastifyRequest, string>();

/** Takes down whose token or session a request came with. */
export const noteAskedBy = (request: FastifyRequest, personId: string): void => void people.set(request, personId);

/** Who asked, by id; null for nobody who is known. */
export const askedBy = (request: FastifyRequest): string | null => people.get(request) ?? null;

/** Signs of a digest: enough to tell addresses apart. */
const SIGNS = 16;

/**
 * Where a request came from, as lines tell it: the keyed digest of an address, the same for as long as the council's keys are.
 * Null where the keys are away.
 */
export const askedFrom = (engine: Pick<Engine, 'keys'>, { ip }: FastifyRequest): Promise<string | null> =>
  Promise.resolve()
    .then(() => engine.keys.pseudonym('asked-from', ip))
    .then(
      (digest) => digest.slice(0, SIGNS),
      () => null,
    );
