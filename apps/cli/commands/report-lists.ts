import { seesSmallNumbers } from '#domain';
import type { PeriodLength } from '#domain';
import {
  openDipSample,
  reportDipSamples,
  reportFeedback,
  reportLearning,
  reportMeasures,
  reportPlan,
  reportPublished,
  reportRisks,
} from '#engine';
import type { DipSampleOpened, Engine } from '#engine';
import { asPrinted } from '#reporting';
import type {
  DipSampleRow,
  DipSamplesReport,
  FeedbackReport,
  FeedbackRow,
  LearningReport,
  ListedReport,
  MeasureItem,
  MeasuresReport,
  PlanReport,
  PublishedItem,
  PublishedReport,
  RisksReport,
} from '#reporting';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import type { ExitCode } from '../outcome.js';
import { formatOf, giveReport } from '../give-report.js';
import type { ReportFormat } from '../give-report.js';
import { writtenList } from '../written-report.js';
import { table } from '../output/table.js';
import type { AskedOptions } from '../report-options.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';

/** Reports of what is entered as a list, and not of audits. */
export const LIST_REPORTS = [
  'published',
  'measures',
  'feedback',
  'dip-samples',
  'learning',
  'improvement-plan',
  'risks',
] as const;
export type ListReport = (typeof LIST_REPORTS)[number];

interface Options extends GlobalOptions, Partial<AskedOptions> {
  readonly published?: string;
  readonly format?: ReportFormat;
  readonly item?: string;
  readonly csv?: boolean;
  readonly out?: string;
}

interface Asked {
  readonly from: string | null;
  readonly to: string | null;
  readonly by: PeriodLength | null;
  readonly asAt: string | null;
  readonly service: string | null;
  readonly team: string | null;
  readonly withSmallNumbers: boolean;
}

interface Listed {
  readonly report: ListedReport;
  readonly text: () => string;
}

/** Options that ask something of audits. */
const OF_AUDITS = [
  'by',
  'service',
  'team',
  'activity',
  'scale',
  'combine',
  'published',
] as const satisfies readonly (keyof Options)[];

/** What of it some lists answer all the same. */
const ASKED_OF: Readonly<Partial<Record<ListReport, readonly (typeof OF_AUDITS)[number][]>>> = {
  feedback: ['by'],
  learning: ['by', 'service', 'team'],
};

const WRITTEN: Readonly<Record<ListReport, (engine: Engine, asked: Asked) => Promise<Listed>>> = {
  published: async (engine, { from, to, asAt }) => {
    const report = await reportPublished(engine, { from, to, asAt });
    return { report, text: () => publishedText(report) };
  },
  feedback: async (engine, { from, to, by, asAt, withSmallNumbers }) => {
    const report = await reportFeedback(engine, { from, to, by, asAt, withSmallNumbers });
    if ('sentence' in report) throw new WrongUse(report.sentence);
    return { report, text: () => feedbackText(report) };
  },
  'dip-samples': async (engine, { from, to, asAt, withSmallNumbers }) => {
    const report = await reportDipSamples(engine, { from, to, asAt, withSmallNumbers });
    if ('sentence' in report) throw new WrongUse(report.sentence);
    return { report, text: () => dipSamplesText(report) };
  },
  learning: async (engine, { withSmallNumbers: _, ...asked }) => {
    const report = await reportLearning(engine, asked);
    return { report, text: () => learningText(report) };
  },
  'improvement-plan': async (engine, { asAt }) => {
    const report = await reportPlan(engine, { asAt });
    return { report, text: () => planText(report) };
  },
  risks: async (engine, { asAt }) => {
    const report = await reportRisks(engine, { asAt });
    return { report, text: () => risksText(report) };
  },
  measures: async (engine, { from, to, asAt, withSmallNumbers }) => {
    const report = await reportMeasures(engine, { from, to, asAt, withSmallNumbers });
    return { report, text: () => measuresText(report) };
  },
};

/** `report published`, `report measures` … @throws WrongUse */
export async function showListReport(
  name: ListReport,
  options: Options,
  done: (code: ExitCode) => void,
): Promise<void> {
  const { from = null, to = null, by = null, asAt = null, service = null, team = null, item } = options;
  const answered = ASKED_OF[name] ?? [];
  const [other] = OF_AUDITS.filter((option) => options[option] !== undefined && !answered.includes(option));
  if (other !== undefined) throw new WrongUse(`The report ${name} is of no audits: leave out --${other}.`);
  if (item !== undefined && name !== 'dip-samples')
    throw new WrongUse(`Figures of ${name} are not opened: no audits are behind them.`);
  formatOf(options);
  await inSession(options, async ({ engine, actor, answer }) => {
    mayRead('reports', actor);
    const { settings } = await engine.references.load();
    const withSmallNumbers = seesSmallNumbers(actor, settings);
    if (item !== undefined) {
      if (!withSmallNumbers)
        throw new Refused('What is behind a figure is a small number, which is withheld outside the QA team.');
      const opened = await openDipSample(engine, { from: null, to: null, asAt, item });
      if (opened === null) throw new WrongUse('There is no such figure: give the item of a row of the report as JSON.');
      answer.give(opened, () => openedText(opened));
      return done(EXIT.done);
    }
    const { report, text } = await WRITTEN[name](engine, { from, to, by, asAt, service, team, withSmallNumbers });
    const standing = { council: settings?.council ?? '', asAt: engine.clock() };
    await giveReport(answer, writtenList(report, text, standing), options);
    done(EXIT.done);
  });
}

const countsOf = ({ numerator, denominator }: Pick<PublishedItem, 'numerator' | 'denominator'>): string =>
  numerator === null && denominator === null ? '' : `${numerator ?? '-'}/${denominator ?? '-'}`;

function publishedText({ items, notes }: PublishedReport): string {
  const figures = table(
    [
      { heading: 'Source', of: ({ source }) => source },
      { heading: 'Period', of: ({ period }) => period },
      { heading: 'Series', of: ({ series }) => series },
      { heading: 'Key', of: ({ key }) => key },
      { heading: 'Printed', of: asPrinted, right: true },
      { heading: 'n/N', of: countsOf, right: true },
      { heading: 'Verdict', of: ({ verdict }) => verdict },
      { heading: 'Why', of: ({ why }) => why },
    ],
    items,
  );
  return ['Published figures', '', figures, ...notes.map(({ text }) => `\n${text}`), ''].join('\n');
}

function measuresText({ measures, items, notes }: MeasuresReport): string {
  const band = ({ band: one, ambiguous, withheld, period }: MeasureItem): string => {
    if (withheld === true) return 'withheld';
    if (period === null) return '';
    return one ?? (ambiguous ? 'in more than one' : 'in none');
  };
  const readings = table(
    [
      { heading: 'Measure', of: ({ measure }) => measure },
      { heading: 'Better', of: ({ direction }) => direction },
      { heading: 'Period', of: ({ period }) => period ?? 'no reading' },
      { heading: 'n/N', of: countsOf, right: true },
      { heading: 'Value', of: ({ value }) => value, right: true },
      { heading: 'Unit', of: ({ unit }) => unit },
      { heading: 'Band', of: band },
    ],
    items,
  );
  const findings = measures.flatMap(({ measure, findings: all }) => all.map(({ text }) => `${measure}: ${text}`));
  return ['Measures', '', readings, '', ...findings, ...notes.map(({ text }) => `\n${text}`), ''].join('\n');
}

function feedbackText({ rows, quotes, notes }: FeedbackReport): string {
  const counts = ({ numerator, denominator, withheld }: FeedbackRow): string =>
    withheld === true ? 'withheld' : `${numerator}/${denominator}`;
  const answers = table(
    [
      { heading: 'Period', of: ({ period }) => period },
      { heading: 'Who', of: ({ series }) => series },
      { heading: 'Rating', of: ({ label }) => label },
      { heading: 'n/N', of: counts, right: true },
      { heading: '%', of: ({ percent }) => percent, right: true },
    ],
    rows,
  );
  const words = quotes.map(({ period, series, text }) => `${period}, ${series}: "${text}"`);
  return ['Feedback', '', answers, '', ...words, ...notes.map(({ text }) => `\n${text}`), ''].join('\n');
}

function dipSamplesText({ samples, rows, notes }: DipSamplesReport): string {
  const counts = ({ numerator, denominator, withheld }: DipSampleRow): string =>
    withheld === true ? 'withheld' : `${numerator}/${denominator}`;
  const before = ({ before: one }: DipSampleRow): string =>
    one === null ? '' : `${one.numerator}/${one.denominator} on ${one.period}`;
  const figures = table(
    [
      { heading: 'Theme', of: ({ series }) => series.slice('theme:'.length) },
      { heading: 'Day', of: ({ period }) => period },
      { heading: 'Question', of: ({ question }) => question },
      { heading: 'Answer', of: ({ label }) => label },
      { heading: 'n/N', of: counts, right: true },
      { heading: '%', of: ({ percent }) => percent, right: true },
      { heading: 'Before', of: before },
    ],
    rows,
  );
  const looked = samples.map(
    ({ theme, date, unit, subjects }) =>
      `${theme}, ${date}: ${subjects ?? 'withheld'} looked at, counted by ${unit === 'child' ? 'child' : 'family'}`,
  );
  return ['Dip samples', '', ...looked, '', figures, ...notes.map(({ text }) => `\n${text}`), ''].join('\n');
}

function learningText({ rows, messages }: LearningReport): string {
  const figures = table(
    [
      { heading: 'Period', of: ({ period }) => period },
      { heading: 'Series', of: ({ series }) => series },
      { heading: 'What', of: ({ label }) => label },
      { heading: 'n/N', of: ({ numerator, denominator }) => `${numerator}/${denominator}`, right: true },
      { heading: '%', of: ({ percent }) => percent, right: true },
    ],
    rows,
  );
  const issued = messages.map(({ theme, issuedOn }) => `${issuedOn}  ${theme ?? 'withdrawn'}`);
  return ['Learning', '', figures, '', ...issued, ''].join('\n');
}

const openedText = ({ figure, total, results }: DipSampleOpened): string =>
  `${figure.question}: ${figure.label}, ${figure.series.slice('theme:'.length)}, ${figure.period}: ${total}\n\n${table(
    [
      { heading: 'Event', of: ({ eventId }) => eventId },
      { heading: 'Revision', of: ({ revision }) => revision, right: true },
      { heading: 'Recorded', of: ({ recordedAt }) => recordedAt },
      { heading: 'By', of: ({ recordedBy }) => recordedBy },
      { heading: 'Corrected', of: ({ corrected }) => (corrected ? 'yes' : '') },
    ],
    results,
  )}\n`;

const planText = ({ items }: PlanReport): string =>
  `Improvement plan\n\n${table(
    [
      { heading: 'Section', of: ({ section }) => section },
      { heading: 'Ref', of: ({ ref }) => ref },
      { heading: 'Action', of: ({ action }) => action },
      { heading: 'Lead', of: ({ lead }) => lead },
      { heading: 'Review', of: ({ reviewDate }) => reviewDate },
      { heading: 'Status', of: ({ status }) => status },
      { heading: 'Commentary', of: ({ commentary }) => commentary },
    ],
    items,
  )}\n`;

const risksText = ({ items }: RisksReport): string =>
  `Risks\n\n${table(
    [
      { heading: 'Risk', of: ({ risk }) => risk },
      { heading: 'Description', of: ({ description }) => description },
      { heading: 'Mitigation', of: ({ mitigation }) => mitigation },
      { heading: 'Rating', of: ({ rating }) => rating },
    ],
    items,
  )}\n`;
