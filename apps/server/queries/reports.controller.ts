import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { seesSmallNumbers } from '#domain';
import { importsUnderWay, instantOf, runReport } from '#engine';
import { countActivity, countNotDone, measureTimeliness } from '#projections';
import { REPORTS, formatCsv } from '#reporting';
import { ProblemError, problem } from '../problems/problem.js';
import { badMoment } from './audits.controller.js';
import { Exchanged } from './exchange.js';
import type { Exchange } from './exchange.js';
import { ActivityQuery, ReportQuery, reportName } from './query-bodies.js';
import { Reading, checked, found } from './reading.js';

const WAIT_MS = 2_000;

const COUNTED_ONE_BY_ONE =
  'These counts hold small numbers, which are withheld outside the QA team. Ask for the report "activity" instead.';

/** Figures: each with its numerator and denominator. */
@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1')
export class ReportsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('activity')
  @ApiOperation({ summary: 'Audits by type, service, team and month; what was not done and why; time in each stage' })
  async activity(@Exchanged() exchange: Exchange, @Query() query: ActivityQuery) {
    const actor = await this.reading.reader(exchange, 'activity');
    if (!seesSmallNumbers(actor, (await this.reading.engine.references.load()).settings))
      throw new ProblemError(problem(403, 'small-numbers-withheld', COUNTED_ONE_BY_ONE));
    const { after, ...filter } = checked(ActivityQuery, query);
    const rows = await this.reading.rows('activity', after, exchange);
    return {
      counts: countActivity(rows, ['activity', 'service', 'team', 'month'], filter),
      notDone: countNotDone(rows, filter),
      timeliness: measureTimeliness(rows, filter),
      unfinishedImports: importsUnderWay(this.reading.engine),
    };
  }

  @Get('reports/:report')
  @ApiParam({ name: 'report', enum: REPORTS })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'A report; outside the QA team its small numbers are withheld' })
  async report(@Exchanged() exchange: Exchange, @Param('report') name: string, @Query() query: ReportQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { from, to, by, asAt, format, ...filters } = checked(ReportQuery, query);
    if (from > to) throw new ProblemError(problem(422, 'dates-reversed', 'The first day is after the last.'));
    if (asAt !== undefined && instantOf(asAt) === null) throw new ProblemError(badMoment());
    const answer = await runReport(this.reading.engine, {
      report: found(reportName(name), 'report'),
      from,
      to,
      by: by ?? null,
      asAt: asAt ?? null,
      filters,
      withSmallNumbers: seesSmallNumbers(actor, (await this.reading.engine.references.load()).settings),
      waitMs: WAIT_MS,
    });
    if ('sentence' in answer) throw new ProblemError(problem(422, answer.code, answer.sentence));
    const { report, upToDate } = answer;
    if (!upToDate) void exchange.reply.header('plumbline-behind', 'true');
    if (format !== 'csv') return report;
    void exchange.reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}-${from}-${to}.csv"`);
    return formatCsv(report);
  }
}
