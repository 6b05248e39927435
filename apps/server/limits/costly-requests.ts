import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.js';
import type { Problem } from '../problems/problem.js';
import { sendProblem } from '../problems/send-problem.js';
import { Allowances } from './allowances.js';
import { COSTLY } from './limits.js';
import type { Costly } from './limits.js';
import { Turns } from './turns.js';
import { waitInWords } from './wait-in-words.js';

/** How many requests of one kind may wait for one another. */
const LONGEST_LINE = 30;

/** The person who asks; null where it is nobody who is signed in. */
type WhoAsks = (request: FastifyRequest) => Promise<string | null>;

/** A request that is not answered now, and when it may be sent again. */
interface TooMany {
  readonly told: Problem;
  readonly afterMs: number;
}

/**
 * Bounds how often one person, and one address, may ask for what is dear to answer; one person's of a kind are answered one
 * after another, so that between any two of them everybody else's are.
 */
export function limitCosts(fastify: FastifyInstance, whoAsks: WhoAsks): void {
  const limits = new Limits(whoAsks);
  fastify.addHook('onRequest', (request, reply, done) => {
    const costly = limits.of(request);
    if (costly === undefined) return done();
    limits.pass(costly, request, reply).then((tooMany) => {
      if (reply.sent) return;
      if (tooMany === null) return done();
      // Only once the rest of it has been let go by does whoever sends it read the answer.
      request.raw.resume();
      sendProblem(reply, tooMany.told, tooMany.afterMs);
    }, done);
  });
}

class Limits {
  private readonly byRoute = new Map(
    COSTLY.flatMap((costly) => costly.routes.map((route) => [route, costly] as const)),
  );
  private readonly allowances = new Allowances();
  private readonly turns = new Turns();

  constructor(private readonly whoAsks: WhoAsks) {}

  /** A request for the head of an answer costs as much as one for all of it. */
  of({ method, routeOptions }: FastifyRequest): Costly | undefined {
    return this.byRoute.get(`${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`);
  }

  /** Null once it may be answered. */
  async pass(costly: Costly, request: FastifyRequest, reply: FastifyReply): Promise<TooMany | null> {
    const { what, person, address, inTurn } = costly;
    const who = await this.whoAsks(request);
    // Whoever is nobody is sent to sign in, and uses up nothing of what people have; nor does what is refused to one person.
    const ofPerson = who === null ? 0 : this.allowances.use(`${what} of ${who}`, person);
    if (ofPerson > 0) return tooMany('too-many-requests', `You asked for very many ${what} in a short time.`, ofPerson);
    const fromThere = this.allowances.use(`${what} from ${request.ip}${who === null ? ' of nobody' : ''}`, address);
    if (fromThere > 0)
      return tooMany('too-many-from-there', `Very many ${what} are asked for from where you are.`, fromThere);
    if (who === null) return null;
    if (!inTurn) return null;
    const turn = this.turns.take(`${what} of ${who}`, LONGEST_LINE);
    if (turn === undefined)
      return tooMany('too-many-at-once', `You asked for very many ${what} at once, and wait for them already.`, 2_000);
    reply.raw.once('close', turn.leave);
    await turn.begun;
    return null;
  }
}

const tooMany = (code: string, why: string, afterMs: number): TooMany => ({
  told: problem(429, code, `${why} Nothing was done. Wait ${waitInWords(afterMs)} and try again.`),
  afterMs,
});
