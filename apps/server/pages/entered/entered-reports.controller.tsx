import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isDutyOf, responsibilitiesOf, seesSmallNumbers } from '#domain';
import {
  namesIn,
  openDipSample,
  reportDipSamples,
  reportFeedback,
  reportLearning,
  reportMeasures,
  reportPlan,
  reportPublished,
  reportRisks,
} from '#engine';
import type { Engine } from '#engine';
import { filedList, presentDipSamples, presentFeedback, presentMeasures } from '#reporting';
import type { ListedReport } from '#reporting';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { fileFormat, reportFile } from '../../exchange/report-file.js';
import { ProblemError, problem } from '../../problems/problem.js';
import type { Content } from '../components/content.js';
import { Pages } from '../frame/pages.js';
import type { Asked } from '../lists/asked.js';
import { ENTERED } from './entered-lists.js';
import { EnteredPage } from './entered-page.js';
import { DipSampleBehindPage } from './dip-sample-behind-page.js';
import { DipSampleSections } from './dip-samples-page.js';
import { FeedbackSections } from './feedback-page.js';
import { LearningSections } from './learning-report-page.js';
import { MeasureSections } from './measures-page.js';
import { PlanSections, RisksTable } from './registers-page.js';
import { PublishedTable } from './published-page.js';
import { ENTERED_REPORTS } from '../reports/entered-words.js';

const ALL = { from: null, to: null, asAt: null };

type Name = keyof typeof ENTERED_REPORTS;

/** A report, of which files are made, and its page. */
interface Told {
  readonly report: ListedReport;
  readonly page: () => Content;
}

const wordsOf = (notes: readonly { readonly text: string }[]): readonly string[] => notes.map(({ text }) => text);

const TOLD: Readonly<Record<Name, (engine: Engine, withSmallNumbers: boolean, reviews: boolean) => Promise<Told>>> = {
  published: async (engine) => {
    const report = await reportPublished(engine, ALL);
    return { report, page: () => <PublishedTable report={report} /> };
  },
  measures: async (engine, withSmallNumbers) => {
    const report = await reportMeasures(engine, { ...ALL, withSmallNumbers });
    return {
      report,
      page: () => <MeasureSections sections={presentMeasures(report)} notes={wordsOf(report.notes)} />,
    };
  },
  feedback: async (engine, withSmallNumbers) => {
    const report = await reportFeedback(engine, { ...ALL, by: 'quarter', withSmallNumbers });
    if ('sentence' in report) throw new ProblemError(problem(422, report.code, report.sentence));
    return {
      report,
      page: () => <FeedbackSections sections={presentFeedback(report)} notes={wordsOf(report.notes)} />,
    };
  },
  'dip-samples': async (engine, withSmallNumbers) => {
    const report = await reportDipSamples(engine, { ...ALL, withSmallNumbers });
    if ('sentence' in report) throw new ProblemError(problem(422, report.code, report.sentence));
    const themes = presentDipSamples(report, (item) => (withSmallNumbers ? `/reports/dip-samples/${item}` : null));
    return {
      report,
      page: () => <DipSampleSections themes={themes} notes={wordsOf(report.notes)} />,
    };
  },
  learning: async (engine) => {
    const report = await reportLearning(engine, { ...ALL, by: null, service: null, team: null });
    return { report, page: () => <LearningSections report={report} /> };
  },
  'improvement-plan': async (engine, _, reviews) => {
    const report = await reportPlan(engine, ALL);
    return {
      report,
      page: () => <PlanSections items={report.items} reviews={reviews} />,
    };
  },
  risks: async (engine, _, reviews) => {
    const report = await reportRisks(engine, ALL);
    return {
      report,
      page: () => <RisksTable items={report.items} reviews={reviews} />,
    };
  },
};

const WITHHELD =
  'What is behind a figure is a small number, which is withheld outside the QA team. Read the report itself.';

/** Reports of what is entered as a list. */
@ApiExcludeController()
@Controller('reports')
export class EnteredReportPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get('published')
  published(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    return this.tell(exchange, query, 'published');
  }

  @Get('measures')
  measures(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    return this.tell(exchange, query, 'measures');
  }

  @Get('feedback')
  feedback(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    return this.tell(exchange, query, 'feedback');
  }

  @Get('dip-samples')
  dipSamples(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    return this.tell(exchange, query, 'dip-samples');
  }

  @Get('dip-samples/:item')
  async dipSample(@Exchanged() exchange: Exchange, @Param('item') item: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    await this.reading.mustSeeSmallNumbers(visitor.actor, WITHHELD);
    const opened = found(await openDipSample(engine, { ...ALL, item }), 'figure');
    const names = await namesIn(engine, opened);
    await this.pages.send(exchange, (frame) => <DipSampleBehindPage {...{ frame, opened, names }} />);
  }

  @Get('learning')
  learning(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    return this.tell(exchange, query, 'learning');
  }

  @Get('improvement-plan')
  plan(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    return this.tell(exchange, query, 'improvement-plan');
  }

  @Get('risks')
  risks(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    return this.tell(exchange, query, 'risks');
  }

  private async tell(exchange: Exchange, query: Asked, name: Name): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const { settings } = await engine.references.load();
    const heads = responsibilitiesOf(settings);
    const reviews = isDutyOf(visitor.actor, 'improvement', heads);
    const told = await TOLD[name](engine, seesSmallNumbers(visitor.actor, settings), reviews);
    const format = fileFormat(query['format']);
    if (format !== undefined)
      return void exchange.reply.send(await reportFile(exchange.reply, name, format, filedList(told.report)));
    const address = `/reports/${name}`;
    const enter = ENTERED.filter((list) => list.report.href === address && isDutyOf(visitor.actor, list.duty, heads));
    await this.pages.send(exchange, (frame) => (
      <EnteredPage
        frame={frame}
        {...ENTERED_REPORTS[name]}
        fileAt={(file) => `${address}?format=${file}`}
        enter={enter}
      >
        {told.page()}
      </EnteredPage>
    ));
  }
}
