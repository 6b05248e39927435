import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { againstReading } from '#access';
import type { Role } from '#domain';
import type { SignInWay } from '#sessions';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, atLeast, checked } from '../../exchange/reading.js';
import { SignInsQuery } from '../../queries/query-bodies.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { Visitors } from '../frame/visitors.js';

const LATELY = 100;
const MOST_LISTED = 1_000;

/** A session that has not ended. */
interface SessionShown {
  readonly way: SignInWay;
  readonly roles: readonly Role[];
  /** ISO instants, UTC. */
  readonly beganAt: string;
  /** When something was last asked in it, to the minute. */
  readonly seenAt: string;
  /** What it began on, in plain words, such as `Firefox on Windows`; null where that is not known. */
  readonly device: string | null;
}

/** That somebody signed in, or tried to. */
interface SignInShown {
  /** ISO instant, UTC. */
  readonly at: string;
  /** Null where it is nobody who is known. */
  readonly personId: string | null;
  readonly way: SignInWay;
  /** Null where they were let in; otherwise the code of why not. */
  readonly refused: string | null;
}

/** Who is signed in to the pages, and who was lately. */
@ApiTags('people')
@ApiBearerAuth()
@Controller('api/v1')
export class SessionsController {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(Visitors) private readonly visitors: Visitors,
  ) {}

  @Get('people/:id/sessions')
  @ApiOperation({ summary: 'In which sessions somebody, or you yourself, is signed in to the pages' })
  async sessions(
    @Exchanged() exchange: Exchange,
    @Param('id') personId: string,
  ): Promise<{ sessions: readonly SessionShown[] }> {
    const actor = await this.reading.reader(exchange, null);
    const refusal = actor.id === personId ? null : againstReading('people', actor);
    if (refusal !== null) throw new ProblemError(problemOf(refusal));
    const sessions = await this.visitors.sessionsOf(personId);
    return {
      sessions: sessions.map(({ way, roles, beganAt, seenAt, device = null }) => ({
        way,
        roles,
        beganAt,
        seenAt,
        device,
      })),
    };
  }

  @Get('sign-ins')
  @ApiOperation({ summary: 'Who signed in to the pages lately, and who tried, the newest first' })
  async signIns(
    @Exchanged() exchange: Exchange,
    @Query() query: SignInsQuery,
  ): Promise<{ signIns: readonly SignInShown[] }> {
    await this.reading.reader(exchange, 'people');
    const limit = Math.min(MOST_LISTED, atLeast(1, checked(SignInsQuery, query).limit, LATELY));
    return { signIns: await this.visitors.signIns(limit) };
  }
}
