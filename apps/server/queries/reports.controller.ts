import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { seesSmallNumbers } from '#domain';
import {
  importsUnderWay,
  instantOf,
  openDipSample,
  openReportFigure,
  reportDipSamples,
  reportFeedback,
  reportMeasures,
  reportPlan,
  reportPublished,
  reportRisks,
  runReport,
} from '#engine';
import { countActivity, countNotDone, measureTimeliness } from '#projections';
import {
  REPORTS,
  dipSamplesCsv,
  feedbackCsv,
  formatCsv,
  measuresCsv,
  planCsv,
  publishedCsv,
  risksCsv,
} from '#reporting';
import type { ReportRequest } from '#reporting';
import { ProblemError, problem } from '../problems/problem.js';
import { badMoment } from './audits.controller.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import {
  ActivityQuery,
  DipSampleItemQuery,
  FeedbackQuery,
  FigureQuery,
  ListReportQuery,
  RegisterQuery,
  ReportQuery,
  reportName,
} from './query-bodies.js';
import { Reading, atLeast, checked, found } from '../exchange/reading.js';

const WAIT_MS = 2_000;

const COUNTED_ONE_BY_ONE =
  'These counts hold small numbers, which are withheld outside the QA team. Ask for the report "activity" instead.';

const OPENED_ONE_BY_ONE =
  'The audits behind a figure are a small number, which is withheld outside the QA team. Ask for the report itself.';

const OPENED_RESULTS =
  'What is behind a figure is a small number, which is withheld outside the QA team. Ask for the report itself.';

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
    const { after: _, ...filter } = checked(ActivityQuery, query);
    const rows = await this.reading.countedRows('activity');
    return {
      counts: countActivity(rows, ['activity', 'service', 'team', 'month'], filter),
      notDone: countNotDone(rows, filter),
      timeliness: measureTimeliness(rows, filter),
      unfinishedImports: importsUnderWay(this.reading.engine),
    };
  }

  @Get('reports/published')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'Figures as they were published, each beside what the counts printed with it give' })
  async published(@Exchanged() exchange: Exchange, @Query() query: ListReportQuery) {
    await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(query);
    const report = await reportPublished(this.reading.engine, asked);
    return format === 'csv' ? csvNamed(exchange, 'published', publishedCsv(report)) : report;
  }

  @Get('reports/measures')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'Readings of measures in their bands, and what in the bands does not hold together' })
  async measures(@Exchanged() exchange: Exchange, @Query() query: ListReportQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(query);
    const withSmallNumbers = seesSmallNumbers(actor, (await this.reading.engine.references.load()).settings);
    const report = await reportMeasures(this.reading.engine, { ...asked, withSmallNumbers });
    return format === 'csv' ? csvNamed(exchange, 'measures', measuresCsv(report)) : report;
  }

  @Get('reports/feedback')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'What children, families, staff and partners said, and the words that may be shown' })
  async feedback(@Exchanged() exchange: Exchange, @Query() query: FeedbackQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { by = null, ...rest } = checked(FeedbackQuery, query);
    const { format, asked } = listAsked(rest);
    const withSmallNumbers = seesSmallNumbers(actor, (await this.reading.engine.references.load()).settings);
    const report = await reportFeedback(this.reading.engine, { ...asked, by, withSmallNumbers });
    if ('sentence' in report) throw new ProblemError(problem(422, report.code, report.sentence));
    return format === 'csv' ? csvNamed(exchange, 'feedback', feedbackCsv(report)) : report;
  }

  @Get('reports/dip-samples')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'Dip samples by theme and question, each beside the one of its theme before it' })
  async dipSamples(@Exchanged() exchange: Exchange, @Query() query: ListReportQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(query);
    const withSmallNumbers = seesSmallNumbers(actor, (await this.reading.engine.references.load()).settings);
    const report = await reportDipSamples(this.reading.engine, { ...asked, withSmallNumbers });
    if ('sentence' in report) throw new ProblemError(problem(422, report.code, report.sentence));
    return format === 'csv' ? csvNamed(exchange, 'dip-samples', dipSamplesCsv(report)) : report;
  }

  @Get('reports/dip-samples/:item')
  @ApiOperation({
    summary: 'What a figure of dip samples counts: an event for each child or family, and who recorded it',
  })
  async dipSample(@Exchanged() exchange: Exchange, @Param('item') item: string, @Query() query: DipSampleItemQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    if (!seesSmallNumbers(actor, (await this.reading.engine.references.load()).settings))
      throw new ProblemError(problem(403, 'small-numbers-withheld', OPENED_RESULTS));
    const { asAt = null } = checked(DipSampleItemQuery, query);
    if (asAt !== null && instantOf(asAt) === null) throw new ProblemError(badMoment());
    return found(await openDipSample(this.reading.engine, { from: null, to: null, asAt, item }), 'figure');
  }

  @Get('reports/improvement-plan')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'The improvement plan as it is printed' })
  async plan(@Exchanged() exchange: Exchange, @Query() query: RegisterQuery) {
    await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(checked(RegisterQuery, query));
    const report = await reportPlan(this.reading.engine, asked);
    return format === 'csv' ? csvNamed(exchange, 'improvement-plan', planCsv(report)) : report;
  }

  @Get('reports/risks')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'The risk register as it is printed' })
  async risks(@Exchanged() exchange: Exchange, @Query() query: RegisterQuery) {
    await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(checked(RegisterQuery, query));
    const report = await reportRisks(this.reading.engine, asked);
    return format === 'csv' ? csvNamed(exchange, 'risks', risksCsv(report)) : report;
  }

  @Get('reports/:report')
  @ApiParam({ name: 'report', enum: REPORTS })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'A report; outside the QA team its small numbers are withheld' })
  async report(@Exchanged() exchange: Exchange, @Param('report') name: string, @Query() query: ReportQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { format, ...asked } = checked(ReportQuery, query);
    const report = await runReport(this.reading.engine, {
      report: found(reportName(name), 'report'),
      ...requestOf(asked),
      withSmallNumbers: seesSmallNumbers(actor, (await this.reading.engine.references.load()).settings),
      waitMs: WAIT_MS,
    });
    if ('sentence' in report) throw new ProblemError(problem(422, report.code, report.sentence));
    if (format !== 'csv') return report;
    void exchange.reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}-${asked.from}-${asked.to}.csv"`);
    return formatCsv(report);
  }

  @Get('reports/:report/audits')
  @ApiParam({ name: 'report', enum: REPORTS })
  @ApiOperation({ summary: 'The audits that a figure of a report counts, and the event that made each so' })
  async audits(@Exchanged() exchange: Exchange, @Param('report') name: string, @Query() query: FigureQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    if (!seesSmallNumbers(actor, (await this.reading.engine.references.load()).settings))
      throw new ProblemError(problem(403, 'small-numbers-withheld', OPENED_ONE_BY_ONE));
    const { period, series, key, limit, ...asked } = checked(FigureQuery, query);
    const opened = await openReportFigure(this.reading.engine, {
      ...requestOf(asked),
      report: found(reportName(name), 'report'),
      figure: { period, series, key },
      most: Math.min(atLeast(1, limit, 50), 500),
      waitMs: WAIT_MS,
    });
    if ('sentence' in opened) throw new ProblemError(problem(422, opened.code, opened.sentence));
    return opened;
  }
}

/** What is asked of figures that were entered as a list. @throws ProblemError */
function listAsked(query: ListReportQuery) {
  const { format, from = null, to = null, asAt = null } = checked(ListReportQuery, query);
  if (asAt !== null && instantOf(asAt) === null) throw new ProblemError(badMoment());
  return { format, asked: { from, to, asAt } };
}

function csvNamed({ reply }: Exchange, name: string, csv: string): string {
  void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}.csv"`);
  return csv;
}

/** What is asked of a report. @throws ProblemError */
function requestOf({
  from,
  to,
  by,
  asAt,
  scale,
  ...filters
}: Omit<ReportQuery, 'format'>): Omit<ReportRequest, 'report'> {
  if (from > to) throw new ProblemError(problem(422, 'dates-reversed', 'The first day is after the last.'));
  if (asAt !== undefined && instantOf(asAt) === null) throw new ProblemError(badMoment());
  return { from, to, by: by ?? null, asAt: asAt ?? null, filters, scale };
}
