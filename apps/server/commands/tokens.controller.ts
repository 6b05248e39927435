import { Body, Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newToken } from '#access';
import { TokenBody, parseBody } from '#application';
import type { Engine } from '#engine';
import { ENGINE } from '../engine-token.js';
import { accepted } from '../exchange/reading.js';
import { SignIn } from '../sign-in.js';
import { answered } from './command-controllers.js';
import { idempotencyKey } from '../exchange/request-headers.js';

@ApiTags('people')
@ApiBearerAuth()
@Controller('api/v1')
export class TokensController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(SignIn) private readonly signIn: SignIn,
  ) {}

  /** The token is random and shown once: with an idempotency key used before, nothing is made and it is not shown again. */
  @Post('people/:id/tokens')
  @ApiOperation({ operationId: 'CreateToken', summary: 'Create a sign-in token of your own; it is shown this once' })
  async create(
    @Param('id') personId: string,
    @Body() body: TokenBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const actor = await this.signIn.actorOf(request);
    const { roles, expiresOn } = accepted(parseBody(TokenBody, body));
    const { token, digest } = newToken();
    const answer = await this.engine.execute({
      name: 'CreateToken',
      target: personId,
      body: { roles, expiresOn, digest },
      actor,
      route: `POST people/${personId}/tokens`,
      correlationId: request.id,
      idempotencyKey: idempotencyKey(request.headers['idempotency-key']),
    });
    const told = answered(reply, answer, true);
    return 'refused' in answer ? told : { ...answer, token };
  }
}
