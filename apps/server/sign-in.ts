import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerToken, tokenDigest } from '#access';
import { isRefusal, londonDateOf, onBehalfOf, tokenFor } from '#domain';
import type { Actor } from '#domain';
import type { Engine } from '#engine';
import { noteAskedBy } from './asked-by.js';
import { ENGINE } from './engine-token.js';
import { ProblemError, problem } from './problems/problem.js';
import { TokenUse } from './token-use.js';

/** Who a request comes from, by its API token. */
@Injectable()
export class SignIn {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(TokenUse) private readonly use: TokenUse,
  ) {}

  /** The token's person, in the token's roles. @throws ProblemError 401 */
  async actorOf(request: FastifyRequest): Promise<Actor> {
    const token = bearerToken(request.headers.authorization);
    if (token === undefined) {
      throw new ProblemError(problem(401, 'token-missing', 'Send your API token: Authorization: Bearer …'));
    }
    const directory = await this.engine.references.directory();
    const signedIn = tokenFor(directory, tokenDigest(token), londonDateOf(this.engine.clock()));
    if (isRefusal(signedIn)) throw new ProblemError(problem(401, signedIn.code, signedIn.sentence));
    const { personId, roles, token: known } = signedIn;
    this.use.note(known.tokenId);
    noteAskedBy(request, personId);
    return known.through === undefined ? { id: personId, roles } : onBehalfOf({ id: personId, roles });
  }
}
