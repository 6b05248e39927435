import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { linkDigests, newLinkSecret, newToken } from '#access';
import { EnrolmentBody, parseBody } from '#application';
import type { Accepted } from '#application';
import { invitationOpenedBy } from '#domain';
import type { FailureCode, InvitationWay } from '#domain';
import type { Engine } from '#engine';
import { answered } from '../commands/command-controllers.js';
import { idempotencyKey } from '../exchange/request-headers.js';
import { ENGINE } from '../engine-token.js';
import type { Problem } from '../problems/problem.js';
import { ProblemError, problem, problemOf } from '../problems/problem.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading, accepted } from '../exchange/reading.js';
import { SignIn } from '../sign-in.js';
import { WrongAttempts } from './attempts.js';

/** A person's newest invitation; its secret is nowhere but with whom it was sent or shown to. */
interface InvitationShown {
  readonly invitationId: string;
  readonly personId: string;
  readonly way: InvitationWay;
  /** Who is shown the link or a half of it: a person's id, or `operator`. */
  readonly holders: readonly string[];
  /** Which of them have been shown theirs. */
  readonly shownTo: readonly string[];
  /** A person's id, or `operator`. */
  readonly invitedBy: string;
  readonly outcome: 'waiting' | 'sent' | 'failed' | 'used' | 'run-out';
  /** Why the message could not be sent. */
  readonly failure: FailureCode | null;
  /** ISO instant, UTC. */
  readonly until: string;
}

/** Who is let in: a token of their own, shown this once. */
interface Enrolled {
  readonly token: string;
  readonly personId: string;
}

const NOT_GOOD = 'link-not-good';

/** Somebody who holds no link learns nothing. */
const notGood = (): ProblemError =>
  new ProblemError(
    problem(
      403,
      NOT_GOOD,
      'This link is not good: it was used, has run out, or a newer one has taken its place. Ask for another.',
    ),
  );

/** Letting people in: invitations, halves of links, and what a link is redeemed for. */
@ApiTags('people')
@Controller('api/v1')
export class EnrolmentController {
  private readonly wrong = new WrongAttempts();

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get('invitations')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'The newest invitation of each person, and what became of it' })
  async invitations(@Exchanged() exchange: Exchange): Promise<{ invitations: readonly InvitationShown[] }> {
    await this.reading.reader(exchange, 'people');
    const now = this.engine.clock();
    const directory = await this.engine.references.directory();
    return {
      invitations: [...directory.invitations()].map(({ links, outcome, ...invitation }) => {
        const { invitationId, personId, way, holders, invitedBy, failure, until } = invitation;
        const ends = Object.values(links).reduce(
          (latest, { expiresAt }) => (expiresAt > latest ? expiresAt : latest),
          until,
        );
        return {
          invitationId,
          personId,
          way,
          holders,
          shownTo: holders.filter((holder) => links[holder] !== undefined),
          invitedBy,
          outcome: outcome !== 'used' && ends <= now ? 'run-out' : outcome,
          failure,
          until: ends,
        };
      }),
    };
  }

  /** Random, made at this moment and kept only as a digest: nobody is shown it again. */
  @Post('people/:id/link-half')
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'TakeHalf', summary: 'Be shown your half of the link that lets somebody in, this once' })
  @ApiResponse({ status: 201, description: 'Recorded; worth nothing without the other half' })
  async half(
    @Param('id') personId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Problem | (Accepted & { half: string })> {
    const actor = await this.signIn.actorOf(request);
    const { secret, digest } = newLinkSecret();
    const answer = await this.engine.execute({
      name: 'TakeHalf',
      target: personId,
      body: { digest },
      actor,
      route: `POST people/${personId}/link-half`,
      correlationId: request.id,
      idempotencyKey: idempotencyKey(request.headers['idempotency-key']),
    });
    const told = answered(reply, answer, true);
    return 'refused' in answer ? (told as Problem) : { ...answer, half: secret };
  }

  @Post('enrolments')
  @ApiOperation({
    operationId: 'Enrol',
    summary: 'Redeem a link for a token of your own, where nobody needs a second factor; it is shown this once',
  })
  @ApiResponse({ status: 201, description: 'You are let in, and the link is used up' })
  async enrol(@Body() body: EnrolmentBody, @Req() request: FastifyRequest): Promise<Enrolled> {
    const { secret } = accepted(parseBody(EnrolmentBody, body));
    const digests = linkDigests(secret);
    const directory = await this.engine.references.directory();
    const invitation = invitationOpenedBy(directory, digests, this.engine.clock());
    if (invitation === undefined) throw this.refusal(request);
    const { personId } = invitation;
    const { token, digest: tokenDigest } = newToken();
    const roles = directory.person(personId)?.roles ?? [];
    // decided once more on people as they stand: of two who redeem one link at once, one is let in
    const answer = await this.engine.execute({
      name: 'Enrol',
      target: personId,
      body: { digests, tokenDigest },
      actor: { id: personId, roles },
      correlationId: request.id,
    });
    if ('refused' in answer)
      throw answer.code === NOT_GOOD ? this.refusal(request) : new ProblemError(problemOf(answer));
    return { token, personId };
  }

  private refusal({ ip }: FastifyRequest): ProblemError {
    if (!this.wrong.isOneTooMany(ip)) return notGood();
    return new ProblemError(
      problem(429, 'too-many-attempts', 'Too many links that are not good came from here. Try again in a minute.'),
      60_000,
    );
  }
}
