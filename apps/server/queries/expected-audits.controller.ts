import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { parsePeriod, periodOf } from '#domain';
import { expectedInStretch } from '#engine';
import type { ExpectedShown } from '#engine';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading, checked } from '../exchange/reading.js';
import { ProblemError, problem } from '../problems/problem.js';
import { ExpectedQuery } from './query-bodies.js';

interface ExpectedInMonth {
  /** `2026-04` */
  readonly month: string;
  readonly expected: readonly ExpectedShown[];
}

/** Of whom audits are expected. */
@ApiTags('expected-audits')
@ApiBearerAuth()
@Controller('api/v1/expected-audits')
export class ExpectedAuditsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get()
  @ApiOperation({
    summary:
      'How many audits are expected of whom in the periods of a month, and how many they were given, did and did late',
  })
  async expected(@Exchanged() exchange: Exchange, @Query() query: ExpectedQuery): Promise<ExpectedInMonth> {
    const actor = await this.reading.reader(exchange, 'reports');
    await this.reading.mustSeeSmallNumbers(actor, OF_PEOPLE);
    const { after, month: key = periodOf(this.reading.today(), 'month').key } = checked(ExpectedQuery, query);
    const month = parsePeriod(key, 'month');
    if (month === null) throw new ProblemError(NO_SUCH_MONTH);
    const facts = await this.reading.rows('report-facts', after, exchange);
    const { from, to } = month;
    return { month: key, expected: await expectedInStretch(this.reading.engine, facts, { from, to, asAt: null }) };
  }
}

const NO_SUCH_MONTH = problem(422, 'unknown-month', 'Ask for a month, written 2026-04.');

const OF_PEOPLE =
  'This list is of single auditors, whose figures do not leave the QA team. Ask for the report "activity" instead.';
