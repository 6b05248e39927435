import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  importsUnderWay,
  instantOf,
  openDipSample,
  openReportFigure,
  reportActions,
  reportDipSamples,
  reportExpected,
  reportFeedback,
  reportInadequates,
  reportLearning,
  reportMeasures,
  reportPlan,
  reportPublished,
  reportRisks,
  reportTrends,
  runReport,
} from '#engine';
import { countActivity, countNotDone, measureTimeliness } from '#projections';
import { NAMED_REPORTS, combinedReport, filedList, filedReport, namedReport, shownOf, wholeOf } from '#reporting';
import type { ReportRequest, ReportShown, Workbook } from '#reporting';
import { ProblemError, problem } from '../problems/problem.js';
import { badMoment } from './audits.controller.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import {
  ActivityQuery,
  CombinedReportQuery,
  DipSampleItemQuery,
  FeedbackQuery,
  FigureQuery,
  InadequatesQuery,
  LearningQuery,
  ListReportQuery,
  RegisterQuery,
  ReportQuery,
  TrendsQuery,
} from './query-bodies.js';
import { Reading, atLeast, checked, found } from '../exchange/reading.js';
import { reportFile } from '../exchange/report-file.js';

const WAIT_MS = 2_000;

const AS_FILES = {
  content: {
    'text/csv': { schema: { type: 'string' } },
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
      schema: { type: 'string', format: 'binary' },
    },
  },
};

const COUNTED_ONE_BY_ONE =
  'These counts hold small numbers, which are withheld outside the QA team. Ask for the report "activity" instead.';

const OPENED_ONE_BY_ONE =
  'The audits behind a figure are a small number, which is withheld outside the QA team. Ask for the report itself.';

const SINGLE_AUDITS =
  'This report is of single audits or auditors, which do not leave the QA team. Ask for "judgements" or "activity" instead.';

const OF_AUDITORS = 'This report is of auditors, not of audits: leave service, team and activity out.';

const NO_SCALE = 'Only the report of judgements counts in one scale: leave it out.';

const OF_PRACTITIONERS =
  'Grades by practitioner are small numbers, which are withheld outside the QA team. Leave them out.';

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
    await this.reading.mustSeeSmallNumbers(actor, COUNTED_ONE_BY_ONE);
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
  @ApiOkResponse(AS_FILES)
  @ApiOperation({ summary: 'Figures as they were published, each beside what the counts printed with it give' })
  async published(@Exchanged() exchange: Exchange, @Query() query: ListReportQuery) {
    await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(query);
    const report = await reportPublished(this.reading.engine, asked);
    return answered(exchange, 'published', format, report, () => filedList(report));
  }

  @Get('reports/measures')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({ summary: 'Readings of measures in their bands, and what in the bands does not hold together' })
  async measures(@Exchanged() exchange: Exchange, @Query() query: ListReportQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(query);
    const withSmallNumbers = await this.reading.seesSmallNumbers(actor);
    const report = await reportMeasures(this.reading.engine, { ...asked, withSmallNumbers });
    return answered(exchange, 'measures', format, report, () => filedList(report));
  }

  @Get('reports/feedback')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({ summary: 'What children, families, staff and partners said, and the words that may be shown' })
  async feedback(@Exchanged() exchange: Exchange, @Query() query: FeedbackQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { by = null, ...rest } = checked(FeedbackQuery, query);
    const { format, asked } = listAsked(rest);
    const withSmallNumbers = await this.reading.seesSmallNumbers(actor);
    const report = await reportFeedback(this.reading.engine, { ...asked, by, withSmallNumbers });
    if ('sentence' in report) throw new ProblemError(problem(422, report.code, report.sentence));
    return answered(exchange, 'feedback', format, report, () => filedList(report));
  }

  @Get('reports/dip-samples')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({ summary: 'Dip samples by theme and question, each beside the one of its theme before it' })
  async dipSamples(@Exchanged() exchange: Exchange, @Query() query: ListReportQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(query);
    const withSmallNumbers = await this.reading.seesSmallNumbers(actor);
    const report = await reportDipSamples(this.reading.engine, { ...asked, withSmallNumbers });
    if ('sentence' in report) throw new ProblemError(problem(422, report.code, report.sentence));
    return answered(exchange, 'dip-samples', format, report, () => filedList(report));
  }

  @Get('reports/dip-samples/:item')
  @ApiOperation({
    summary: 'What a figure of dip samples counts: an event for each child or family, and who recorded it',
  })
  async dipSample(@Exchanged() exchange: Exchange, @Param('item') item: string, @Query() query: DipSampleItemQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    await this.reading.mustSeeSmallNumbers(actor, OPENED_RESULTS);
    const { asAt = null } = checked(DipSampleItemQuery, query);
    if (asAt !== null && instantOf(asAt) === null) throw new ProblemError(badMoment());
    return found(await openDipSample(this.reading.engine, { from: null, to: null, asAt, item }), 'figure');
  }

  @Get('reports/improvement-plan')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({ summary: 'The improvement plan as it is printed' })
  async plan(@Exchanged() exchange: Exchange, @Query() query: RegisterQuery) {
    await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(checked(RegisterQuery, query));
    const report = await reportPlan(this.reading.engine, asked);
    return answered(exchange, 'improvement-plan', format, report, () => filedList(report));
  }

  @Get('reports/risks')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({ summary: 'The risk register as it is printed' })
  async risks(@Exchanged() exchange: Exchange, @Query() query: RegisterQuery) {
    await this.reading.reader(exchange, 'reports');
    const { format, asked } = listAsked(checked(RegisterQuery, query));
    const report = await reportRisks(this.reading.engine, asked);
    return answered(exchange, 'risks', format, report, () => filedList(report));
  }

  @Get('reports/learning')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({
    summary: 'What staff were told, whether their teams discussed it in time, and what was looked at again',
  })
  async learning(@Exchanged() exchange: Exchange, @Query() query: LearningQuery) {
    await this.reading.reader(exchange, 'reports');
    const { by = null, service = null, team = null, ...rest } = checked(LearningQuery, query);
    const { format, asked } = listAsked(rest);
    const report = await reportLearning(this.reading.engine, { ...asked, by, service, team });
    return answered(exchange, 'learning', format, report, () => filedList(report));
  }

  @Get('reports/inadequate')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({ summary: 'The tracker: each audit with the worst grade of its scale, and what was done about it' })
  async inadequate(@Exchanged() exchange: Exchange, @Query() query: InadequatesQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    await this.reading.mustSeeSmallNumbers(actor, SINGLE_AUDITS);
    const { format, ...asked } = checked(InadequatesQuery, query);
    const { from, to, asAt, filters } = requestOf(asked);
    const report = await reportInadequates(this.reading.engine, { from, to, asAt, filters, waitMs: WAIT_MS });
    return answered(exchange, `inadequate-${from}-${to}`, format, report, () => filedList(report));
  }

  @Get('reports/actions')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({ summary: 'What became of the actions agreed on audits, by team and by who does them' })
  async actions(@Exchanged() exchange: Exchange, @Query() query: ReportQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    await this.reading.mustSeeSmallNumbers(actor, SINGLE_AUDITS);
    const { format, ...asked } = checked(ReportQuery, query);
    const request = inNoScale(asked);
    const report = await reportActions(this.reading.engine, { ...request, waitMs: WAIT_MS });
    return answered(exchange, `actions-${asked.from}-${asked.to}`, format, report, () => filedReport(report));
  }

  @Get('reports/expected')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({
    summary: 'How many audits were expected of auditors, and how many they were given, did and did late',
  })
  async expected(@Exchanged() exchange: Exchange, @Query() query: ReportQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    await this.reading.mustSeeSmallNumbers(actor, SINGLE_AUDITS);
    const { format, ...asked } = checked(ReportQuery, query);
    const request = inNoScale(asked);
    if (Object.values(request.filters).some((name) => name !== undefined))
      throw new ProblemError(problem(422, 'filter-not-asked', OF_AUDITORS));
    const report = await reportExpected(this.reading.engine, { ...request, waitMs: WAIT_MS });
    return answered(exchange, `expected-${asked.from}-${asked.to}`, format, report, () => filedReport(report));
  }

  @Get('reports/trends')
  @ApiOkResponse(AS_FILES)
  @ApiOperation({
    summary:
      'How judgements and standards went on, of a team or of all; outside the QA team small numbers are withheld',
  })
  async trends(@Exchanged() exchange: Exchange, @Query() query: TrendsQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { format, practitioners, ...asked } = checked(TrendsQuery, query);
    const request = inNoScale(asked);
    const withSmallNumbers = await this.reading.seesSmallNumbers(actor);
    if (practitioners !== undefined) await this.reading.mustSeeSmallNumbers(actor, OF_PRACTITIONERS);
    const order = { ...request, withSmallNumbers, practitioners: practitioners !== undefined, waitMs: WAIT_MS };
    const report = await reportTrends(this.reading.engine, order);
    if ('sentence' in report) throw new ProblemError(problem(422, report.code, report.sentence));
    return answered(exchange, `trends-${asked.from}-${asked.to}`, format, report, () => filedReport(report));
  }

  @Get('reports/:report')
  @ApiParam({ name: 'report', enum: NAMED_REPORTS })
  @ApiOkResponse(AS_FILES)
  @ApiOperation({ summary: 'A report; outside the QA team its small numbers are withheld' })
  async report(@Exchanged() exchange: Exchange, @Param('report') name: string, @Query() query: CombinedReportQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const { format, combine = '', ...asked } = checked(CombinedReportQuery, query);
    const named = found(namedReport(name), 'report');
    const ran = await runReport(this.reading.engine, {
      report: wholeOf(named),
      ...requestOf(asked),
      withSmallNumbers: await this.reading.seesSmallNumbers(actor),
      waitMs: WAIT_MS,
    });
    if ('sentence' in ran) throw new ProblemError(problem(422, ran.code, ran.sentence));
    const report: ReportShown = combinedAsAsked(shownOf(named, ran), combine);
    return answered(exchange, `${named}-${asked.from}-${asked.to}`, format, report, () => filedReport(report));
  }

  @Get('reports/:report/audits')
  @ApiParam({ name: 'report', enum: NAMED_REPORTS })
  @ApiOperation({ summary: 'The audits that a figure of a report counts, and the event that made each so' })
  async audits(@Exchanged() exchange: Exchange, @Param('report') name: string, @Query() query: FigureQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    await this.reading.mustSeeSmallNumbers(actor, OPENED_ONE_BY_ONE);
    const { period, series, key, limit, ...asked } = checked(FigureQuery, query);
    const opened = await openReportFigure(this.reading.engine, {
      ...requestOf(asked),
      report: wholeOf(found(namedReport(name), 'report')),
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

/** With the rows that are wanted as one. @throws ProblemError 422 where there are none such */
function combinedAsAsked(report: ReportShown, combine: string): ReportShown {
  const combined = combinedReport(report, combine);
  if ('sentence' in combined) throw new ProblemError(problem(422, combined.code, combined.sentence));
  return combined;
}

/** A report as JSON, or as the file asked for. */
async function answered<Answer>(
  { reply }: Exchange,
  name: string,
  format: ReportQuery['format'],
  report: Answer,
  filed: () => Workbook,
): Promise<Answer | string | Buffer> {
  return format === 'csv' || format === 'xlsx' ? reportFile(reply, name, format, filed()) : report;
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

/** What is asked of a report that counts in no scale. @throws ProblemError */
function inNoScale(asked: Omit<ReportQuery, 'format'>): Omit<ReportRequest, 'report' | 'scale'> {
  if (asked.scale !== undefined) throw new ProblemError(problem(422, 'scale-not-asked', NO_SCALE));
  const { scale: _, ...request } = requestOf(asked);
  return request;
}
