import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isDutyOf, responsibilitiesOf, seesSmallNumbers } from '#domain';
import type { Actor } from '#domain';
import { reportFeedback, reportMeasures, reportPlan, reportPublished, reportRisks } from '#engine';
import { feedbackCsv, measuresCsv, planCsv, publishedCsv, risksCsv } from '#reporting';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading } from '../../exchange/reading.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { Pages } from '../frame/pages.js';
import type { Asked } from '../lists/asked.js';
import { ENTERED, type EnteredList } from './entered-lists.js';
import { EnteredPage } from './entered-page.js';
import { FeedbackSections } from './feedback-page.js';
import { MeasureSections } from './measures-page.js';
import { presentFeedback } from './present-feedback.js';
import { presentMeasures } from './present-measures.js';
import { PlanSections, RisksTable } from './registers-page.js';
import { PublishedTable } from './published-page.js';
import { ENTERED_REPORTS } from '../reports/entered-words.js';

const ALL = { from: null, to: null, asAt: null };

/** Reports of what is entered as a list. */
@ApiExcludeController()
@Controller('reports')
export class EnteredReportPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get('published')
  async published(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const report = await reportPublished(this.reading.engine, ALL);
    if (query['format'] === 'csv') return sendReport(exchange, 'published', publishedCsv(report));
    const enter = await this.listsFor(visitor.actor, 'published');
    await this.pages.send(exchange, (frame) => (
      <EnteredPage frame={frame} {...ENTERED_REPORTS.published} csv="/reports/published?format=csv" enter={enter}>
        <PublishedTable report={report} />
      </EnteredPage>
    ));
  }

  @Get('measures')
  async measures(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const withSmallNumbers = seesSmallNumbers(visitor.actor, (await engine.references.load()).settings);
    const report = await reportMeasures(engine, { ...ALL, withSmallNumbers });
    if (query['format'] === 'csv') return sendReport(exchange, 'measures', measuresCsv(report));
    const enter = await this.listsFor(visitor.actor, 'measures');
    await this.pages.send(exchange, (frame) => (
      <EnteredPage frame={frame} {...ENTERED_REPORTS.measures} csv="/reports/measures?format=csv" enter={enter}>
        <MeasureSections sections={presentMeasures(report)} notes={report.notes.map(({ text }) => text)} />
      </EnteredPage>
    ));
  }

  @Get('feedback')
  async feedback(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const withSmallNumbers = seesSmallNumbers(visitor.actor, (await engine.references.load()).settings);
    const report = await reportFeedback(engine, { ...ALL, by: 'quarter', withSmallNumbers });
    if ('sentence' in report) throw new ProblemError(problem(422, report.code, report.sentence));
    if (query['format'] === 'csv') return sendReport(exchange, 'feedback', feedbackCsv(report));
    const enter = await this.listsFor(visitor.actor, 'feedback');
    await this.pages.send(exchange, (frame) => (
      <EnteredPage frame={frame} {...ENTERED_REPORTS.feedback} csv="/reports/feedback?format=csv" enter={enter}>
        <FeedbackSections sections={presentFeedback(report)} notes={report.notes.map(({ text }) => text)} />
      </EnteredPage>
    ));
  }

  @Get('improvement-plan')
  async plan(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const report = await reportPlan(this.reading.engine, ALL);
    if (query['format'] === 'csv') return sendReport(exchange, 'improvement-plan', planCsv(report));
    const enter = await this.listsFor(visitor.actor, 'improvement-plan');
    const words = ENTERED_REPORTS['improvement-plan'];
    await this.pages.send(exchange, (frame) => (
      <EnteredPage frame={frame} {...words} csv="/reports/improvement-plan?format=csv" enter={enter}>
        <PlanSections items={report.items} />
      </EnteredPage>
    ));
  }

  @Get('risks')
  async risks(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const report = await reportRisks(this.reading.engine, ALL);
    if (query['format'] === 'csv') return sendReport(exchange, 'risks', risksCsv(report));
    const enter = await this.listsFor(visitor.actor, 'risks');
    await this.pages.send(exchange, (frame) => (
      <EnteredPage frame={frame} {...ENTERED_REPORTS.risks} csv="/reports/risks?format=csv" enter={enter}>
        <RisksTable items={report.items} />
      </EnteredPage>
    ));
  }

  /** The lists of a report that somebody may enter. */
  private async listsFor(actor: Actor, report: string): Promise<readonly EnteredList[]> {
    const heads = responsibilitiesOf((await this.reading.engine.references.load()).settings);
    return ENTERED.filter((list) => list.report.href === `/reports/${report}` && isDutyOf(actor, list.duty, heads));
  }
}

function sendReport({ reply }: Exchange, name: string, csv: string): void {
  void reply
    .type('text/csv; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(csv);
}
