import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { parsePeriod, periodOf } from '#domain';
import { drawsToMake, namesIn, roundsInYear } from '#engine';
import type { DrawToMake, NamesShown, RoundInYear } from '#engine';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading, checked } from '../exchange/reading.js';
import { ProblemError, problem } from '../problems/problem.js';
import { RoundsQuery } from './query-bodies.js';

interface RoundsOfYear {
  /** `2026-27` */
  readonly year: string;
  readonly rounds: readonly RoundInYear[];
}

interface DrawsOwed {
  readonly draws: readonly DrawToMake[];
  readonly names: NamesShown;
}

/** The rounds of the programme, and the draws they call for. */
@ApiTags('rounds')
@ApiBearerAuth()
@Controller('api/v1/rounds')
export class RoundsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get()
  @ApiOperation({
    summary: 'The rounds of a financial year: planned, drawn, issued, done, and the target',
    description: 'Rounds as the settings have them now; those that are no longer there as far as they were drawn.',
  })
  async rounds(@Exchanged() exchange: Exchange, @Query() query: RoundsQuery): Promise<RoundsOfYear> {
    await this.reading.reader(exchange, 'samples');
    const { after, year = periodOf(this.reading.today(), 'year').key } = checked(RoundsQuery, query);
    if (parsePeriod(year, 'year') === null) throw new ProblemError(NO_SUCH_YEAR);
    const samples = await this.reading.rows('samples', after, exchange);
    const board = await this.reading.rows('audit-board', after, exchange);
    return { year, rounds: await roundsInYear(this.reading.engine, year, { samples, board }) };
  }

  @Get('owed')
  @ApiOperation({ summary: 'The draws that you owe today, the longest first; a coordinator sees all of them' })
  async owed(@Exchanged() exchange: Exchange): Promise<DrawsOwed> {
    const actor = await this.reading.reader(exchange, 'own-tasks');
    const all = await drawsToMake(this.reading.engine);
    const draws = all.filter(
      ({ owners }) => actor.roles.includes('coordinator') || owners.some(({ personId }) => personId === actor.id),
    );
    return { draws, names: await namesIn(this.reading.engine, draws) };
  }
}

const NO_SUCH_YEAR = problem(422, 'unknown-year', 'Ask for a financial year, written 2026-27.');
