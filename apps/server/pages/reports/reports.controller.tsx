import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { auditReference, seesSmallNumbers, periodName } from '#domain';
import type { Actor, ReportName } from '#domain';
import {
  ViewsBehind,
  openReportFigure,
  reportActions,
  reportExpected,
  reportInadequates,
  reportTrends,
  runReport,
} from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { fileFormat, reportFile } from '../../exchange/report-file.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { Pages } from '../frame/pages.js';
import type { Asked } from '../lists/asked.js';
import { addressOf } from '../words/address.js';
import { plainInstant } from '../words/instants.js';
import { BehindPage } from './behind-page.js';
import type { BeingWorkedOutProps } from './being-worked-out.js';
import { DashboardPage, type Answered } from './dashboard-page.js';
import {
  combinedReport,
  filedList,
  filedReport,
  isToldOf,
  namedReport,
  presentReport,
  shownOf,
  wholeOf,
} from '#reporting';
import type { NamedReport, ReportShown, SectionShown } from '#reporting';
import { askedInWords, questionFields } from './question-fields.js';
import { ReportPage } from './report-page.js';
import { INADEQUATES } from './entered-words.js';
import { InadequatesTable } from './inadequates-table.js';
import { questionOf, requestOf } from './report-question.js';
import type { ReportQuestion } from './report-question.js';
import { REPORT_WORDS, seriesWords } from '#reporting';

const WAIT_MS = 2_000;
const LISTED = 500;

const DASHBOARD: readonly {
  readonly question: string;
  readonly report: ReportName;
  readonly titles: readonly string[];
}[] = [
  { question: 'Is practice getting better?', report: 'judgements', titles: ['Overall grade'] },
  { question: 'Is moderation holding?', report: 'moderation', titles: ['Moderated', 'Whether the grade was changed'] },
  { question: 'What is stuck?', report: 'activity', titles: ['What became of the cases selected', 'In time'] },
];

/** Figures with how they are shown, why they are not given, or how much is counted so far. */
type Figures =
  | { readonly report: ReportShown; readonly sections: readonly SectionShown[] }
  | { readonly sentence: string }
  | { readonly counted: number };

/** Reports as pages: figures, charts, and the audits behind them. */
@ApiExcludeController()
@Controller('reports')
export class ReportPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get()
  async dashboard(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const question = await this.questionOf({}, visitor.actor);
    const answered: Answered[] = [];
    let instead: string | null = null;
    let beingWorkedOut: BeingWorkedOutProps | null = null;
    for (const { question: asked, report, titles } of DASHBOARD) {
      const answer = await this.run(visitor.actor, report, question);
      if ('counted' in answer) {
        // The others wait for the same.
        beingWorkedOut = { ...answer, address: '/reports' };
        break;
      }
      if ('sentence' in answer) instead = answer.sentence;
      else
        answered.push({
          question: asked,
          report,
          sections: answer.sections.filter(({ title }) => titles.includes(title)),
        });
    }
    const { settings, directory } = await this.reading.engine.references.load();
    const named = [...new Set([...directory.teams()].flatMap(({ service }) => service ?? []))].sort();
    const services = named.map((service) => ({ text: service, href: addressOf('/reports/judgements', { service }) }));
    await this.pages.send(exchange, (frame) => (
      <DashboardPage
        {...{ frame, answered, services, instead, beingWorkedOut }}
        isTold={(name) =>
          isToldOf(name, settings) && (!OF_THE_QA_TEAM.includes(name) || seesSmallNumbers(visitor.actor, settings))
        }
      />
    ));
  }

  @Get('inadequate')
  async inadequate(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    await this.reading.mustSeeSmallNumbers(visitor.actor, SINGLE_AUDITS);
    const { by: _, ...question } = await this.questionOf(query, visitor.actor);
    const monthly: ReportQuestion = { ...question, by: 'month' };
    const answer = await reportInadequates(this.reading.engine, {
      ...requestOf('judgements', monthly),
      waitMs: WAIT_MS,
    }).catch((error: unknown) => this.counted(error));
    const format = fileFormat(query['format']);
    if ('items' in answer && format !== undefined)
      return void exchange.reply.send(await reportFile(exchange.reply, 'inadequate', format, filedList(answer)));
    const { settings } = await this.reading.engine.references.load();
    const asked = await this.askedOf('inadequate', monthly);
    await this.pages.send(exchange, (frame) => (
      <ReportPage
        {...{ frame, ...INADEQUATES, ...asked, sections: [], notes: [], errors: [] }}
        asked={askedInWords(question, settings)}
        beingWorkedOut={'counted' in answer ? { ...answer, address: asked.again } : null}
      >
        {'items' in answer && <InadequatesTable items={answer.items} settings={settings} />}
      </ReportPage>
    ));
  }

  @Get('actions')
  async actions(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    await this.reading.mustSeeSmallNumbers(visitor.actor, SINGLE_AUDITS);
    const question = await this.questionOf(query, visitor.actor);
    const { report: _, ...request } = requestOf('activity', question);
    const report = reportActions(this.reading.engine, { ...request, waitMs: WAIT_MS });
    await this.sendFigures(exchange, query, 'actions', question, await this.unopened(question, report));
  }

  @Get('expected')
  async expected(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    await this.reading.mustSeeSmallNumbers(visitor.actor, SINGLE_AUDITS);
    // It is of auditors, not of audits.
    const ofNothing = { service: '', team: '', activity: '' };
    const question = { ...(await this.questionOf(query, visitor.actor)), ...ofNothing };
    const { report: _, ...request } = requestOf('activity', question);
    const report = reportExpected(this.reading.engine, { ...request, waitMs: WAIT_MS });
    await this.sendFigures(exchange, query, 'expected', question, await this.unopened(question, report));
  }

  @Get('trends')
  async trends(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const question = await this.questionOf(query, visitor.actor);
    const { report: _, ...request } = requestOf('judgements', question);
    const { settings } = await this.reading.engine.references.load();
    const withSmallNumbers = seesSmallNumbers(visitor.actor, settings);
    const practitioners = withSmallNumbers && request.filters.team !== undefined;
    const order = { ...request, withSmallNumbers, practitioners, waitMs: WAIT_MS };
    const report = reportTrends(this.reading.engine, order);
    await this.sendFigures(exchange, query, 'trends', question, await this.unopened(question, report));
  }

  @Get(':report')
  async report(@Exchanged() exchange: Exchange, @Param('report') name: string, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const report = found(namedReport(name), 'report');
    const question = await this.questionOf(query, visitor.actor);
    await this.sendFigures(exchange, query, report, question, await this.run(visitor.actor, report, question));
  }

  @Get(':report/audits')
  async behind(@Exchanged() exchange: Exchange, @Param('report') name: string, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    await this.reading.mustSeeSmallNumbers(visitor.actor, WITHHELD);
    const { settings } = await this.reading.engine.references.load();
    const report = found(namedReport(name), 'report');
    const question = await this.questionOf(query, visitor.actor);
    const figure = { period: String(query['period']), series: String(query['series']), key: String(query['key']) };
    const order = { ...requestOf(wholeOf(report), question), figure, most: LISTED, waitMs: WAIT_MS };
    const answer = await openReportFigure(this.reading.engine, order);
    if ('sentence' in answer) throw new ProblemError(problem(404, answer.code, answer.sentence));
    const { title } = seriesWords(figure.series, settings);
    await this.pages.send(exchange, (frame) => (
      <BehindPage
        frame={frame}
        report={{ text: REPORT_WORDS[report].title, href: addressOf(`/reports/${report}`, { ...question }) }}
        figure={`${title}: ${answer.label}, ${periodName(figure.period, question.by)}`}
        total={answer.total}
        audits={answer.audits.map(({ auditId, recordedAt, corrected }) => ({
          reference: auditReference(auditId),
          recorded: plainInstant(recordedAt),
          corrected,
        }))}
      />
    ));
  }

  /** Figures as a file or on their page. */
  private async sendFigures(
    exchange: Exchange,
    query: Asked,
    name: ReportShown['report'],
    question: ReportQuestion,
    answer: Figures,
  ): Promise<void> {
    const format = fileFormat(query['format']);
    if ('report' in answer && format !== undefined) {
      const fileName = `${name}-${question.from}-${question.to}`;
      return void exchange.reply.send(await reportFile(exchange.reply, fileName, format, filedReport(answer.report)));
    }
    const asked = await this.askedOf(name, question);
    const shown = {
      sections: 'sections' in answer ? answer.sections : [],
      notes: 'report' in answer ? answer.report.notes.map(({ text }) => text) : [],
      errors: 'sentence' in answer ? [{ text: answer.sentence }] : [],
      beingWorkedOut: 'counted' in answer ? { ...answer, address: asked.again } : null,
    };
    await this.pages.send(
      exchange,
      (frame) => <ReportPage frame={frame} {...REPORT_WORDS[name]} {...asked} {...shown} />,
      'sentence' in answer ? 422 : 200,
    );
  }

  /** What is asked of a report, in fields and in words, and where it is asked again. */
  private async askedOf(name: string, question: ReportQuestion) {
    const { settings, directory } = await this.reading.engine.references.load();
    const address = `/reports/${name}`;
    return {
      fields: questionFields(name, question, this.reading.today(), settings, directory),
      asked: askedInWords(question, settings),
      clear: address,
      again: addressOf(address, { ...question }),
      fileAt: (file: string) => addressOf(address, { ...question, format: file }),
    };
  }

  private async questionOf(query: Asked, actor: Actor): Promise<ReportQuestion> {
    const { settings } = await this.reading.engine.references.load();
    return questionOf(query, this.reading.today(), seesSmallNumbers(actor, settings));
  }

  /** A report with its sections, why it is not given, or how much is counted so far of what it must hold. */
  private async run(actor: Actor, report: NamedReport, question: ReportQuestion): Promise<Figures> {
    const { engine } = this.reading;
    const { settings } = await engine.references.load();
    const withSmallNumbers = seesSmallNumbers(actor, settings);
    const order = { ...requestOf(wholeOf(report), question), withSmallNumbers, waitMs: WAIT_MS };
    const answer = await runReport(engine, order).catch((error: unknown) => this.counted(error));
    if ('sentence' in answer || 'counted' in answer) return answer;
    const shown = combinedReport(shownOf(report, answer), question.combine);
    if ('sentence' in shown) return shown;
    const sections = presentReport(shown, question.by, settings, (figure) =>
      // Crossed figures are not opened: each of the two they cross is.
      withSmallNumbers && !figure.series.startsWith('quality:')
        ? addressOf(`/reports/${report}/audits`, { ...question, ...figure })
        : null,
    );
    return { report: shown, sections };
  }

  /** A report whose figures open no audits. */
  private async unopened(
    { by }: ReportQuestion,
    running: Promise<ReportShown | { readonly sentence: string }>,
  ): Promise<Figures> {
    const report = await running.catch((error: unknown) => this.counted(error));
    if (!('rows' in report)) return report;
    const { settings } = await this.reading.engine.references.load();
    return { report, sections: presentReport(report, by, settings, () => null) };
  }

  /** Where figures are not given yet. @throws whatever else was wrong */
  private async counted(error: unknown): Promise<{ readonly counted: number }> {
    if (!(error instanceof ViewsBehind)) throw error;
    const progress = await this.reading.engine.readModels.progress();
    const facts = progress.find(({ view }) => view === 'report-facts');
    const share = facts === undefined || facts.head <= 0 ? 0 : Math.max(0, facts.position) / facts.head;
    return { counted: Math.min(99, Math.floor(share * 100)) };
  }
}

const WITHHELD =
  'The audits behind a figure are a small number, which is withheld outside the QA team. Read the report itself.';

/** Reports of single audits and auditors. */
const OF_THE_QA_TEAM: readonly string[] = ['inadequate', 'actions', 'expected'];

const SINGLE_AUDITS =
  'This report is of single audits or auditors, which do not leave the QA team. Read Judgements, or Follow-up, where your own are.';
