import { shareChartSvg, shareChartWords, type ShareBar } from '#charts';
import { isIsoDate, measureKey, spokenDate } from '#domain';
import { presentDipSamples, presentFeedback, presentMeasures } from '#reporting';
import type { DipSamplesReport, FeedbackReport, MeasuresReport, PlanItem, PlanReport, RisksReport } from '#reporting';
import { FONT, type Block, type FigureTable, type Section } from './document.js';
import type { ListPartReport } from './parts.js';

/** What a part says below its heading: nothing where nothing was entered, which is not withheld. */
export interface PartShown {
  readonly sections: readonly Section[];
  /** What of it is not told because of small numbers. */
  readonly withheld: readonly string[];
}

/** A part of what was entered, as it is printed. */
export function listPartOf(report: ListPartReport): PartShown {
  switch (report.report) {
    case 'measures':
      return measuresPart(report);
    case 'feedback':
      return feedbackPart(report);
    case 'dip-samples':
      return dipSamplesPart(report);
    case 'improvement-plan':
      return planPart(report);
    case 'risks':
      return risksPart(report);
  }
}

const sectionOf = (heading: string, blocks: readonly Block[]): Section => ({ heading, level: 2, blocks });
const tableOf = (caption: string, head: FigureTable['head'], rows: FigureTable['rows']): Block => ({
  kind: 'table',
  table: { caption, head, rows },
});

function chartOf(id: string, title: string, bars: readonly ShareBar[] | null): readonly Block[] {
  if (bars === null || !bars.some(({ parts }) => parts.some(({ percent }) => (percent ?? 0) > 0))) return [];
  const svg = shareChartSvg({ id, title, bars }, FONT);
  return [{ kind: 'chart', chart: { caption: title, svg, words: `${title}. ${shareChartWords(bars)}` } }];
}

/** Each measure with its readings; one without a reading is left out. */
function measuresPart(report: MeasuresReport): PartShown {
  const isWithheld = (measure: string): boolean =>
    report.items.some((item) => item.withheld === true && measureKey(item.measure) === measureKey(measure));
  const measures = presentMeasures(report).filter(({ rows }) => rows.length > 0);
  const rows = measures.flatMap(({ title, rows: readings }) =>
    readings.map(({ period, counts, value, band }) => [
      title,
      period,
      counts === '' ? value : `${value}, ${counts}`,
      band,
    ]),
  );
  const findings = measures.flatMap(({ title, findings: all }) => all.map((text) => `${title}: ${text}`));
  return {
    sections: [
      ...(rows.length === 0
        ? []
        : [sectionOf('Readings', [tableOf('Readings of measures', ['Measure', 'Period', 'Reading', 'Band'], rows)])]),
      ...(findings.length === 0
        ? []
        : [
            sectionOf('What in the bands does not hold together', [{ kind: 'list', items: findings, numbered: false }]),
          ]),
    ],
    withheld: measures.filter(({ title }) => isWithheld(title)).map(({ title }) => `some readings of ${title}`),
  };
}

function feedbackPart(report: FeedbackReport): PartShown {
  const kinds = presentFeedback(report);
  const isTold = ({ bars }: (typeof kinds)[number]): boolean => bars !== null;
  return {
    sections: kinds.filter(isTold).map(({ id, title, rows, bars, quotes }) =>
      sectionOf(title, [
        ...chartOf(id, `What ${title.toLowerCase()} said`, bars),
        tableOf(
          `What ${title.toLowerCase()} said: figures`,
          ['Rating', 'Period', 'Share'],
          rows.map(({ period, rating, figure }) => [rating, period, figure]),
        ),
        ...(quotes.length === 0
          ? []
          : ([
              { kind: 'paragraph', text: 'In their words:' },
              { kind: 'list', items: quotes.map(({ period, text }) => `“${text}” (${period})`), numbered: false },
            ] as const)),
      ]),
    ),
    withheld: kinds.filter((kind) => !isTold(kind)).map(({ title }) => title),
  };
}

function dipSamplesPart(report: DipSamplesReport): PartShown {
  const all = presentDipSamples(report, () => null).flatMap(({ theme, samples }) =>
    samples.map((sample) => ({ ...sample, title: `${theme}, ${sample.title}` })),
  );
  return {
    sections: all
      .filter(({ bars }) => bars !== null)
      .map(({ id, title, repeats, rows, bars }) => {
        const head = ['Question', 'Answer', 'Share', ...(repeats === null ? [] : [`Before, ${repeats}`])];
        const cells = rows.map(({ question, answer, figure, before }) => [
          question,
          answer,
          figure,
          ...(repeats === null ? [] : [before]),
        ]);
        return sectionOf(title, [...chartOf(id, title, bars), tableOf(`${title}: figures`, head, cells)]);
      }),
    withheld: all.filter(({ bars }) => bars === null).map(({ title }) => title),
  };
}

/** A date in words; anything else as it is printed. */
const inWords = (date: string): string => (isIsoDate(date) ? spokenDate(date).split(' ').slice(1).join(' ') : date);

function planPart({ items }: PlanReport): PartShown {
  const sections = [...new Set(items.map(({ section }) => section))];
  return {
    sections: sections.map((name) =>
      sectionOf(name, [
        tableOf(
          `Actions: ${name}`,
          ['Action', 'Lead', 'Status', 'Progress'],
          items.filter(({ section }) => section === name).map(actionCells),
        ),
      ]),
    ),
    withheld: [],
  };
}

const actionCells = ({ ref, action, lead, reviewDate, status, commentary }: PlanItem): readonly string[] => [
  `${ref} ${action}`,
  lead ?? '',
  [status, reviewDate === null || reviewDate === status ? null : `Review: ${inWords(reviewDate)}`]
    .filter((part) => part !== null)
    .join('. '),
  commentary ?? '',
];

const risksPart = ({ items }: RisksReport): PartShown => ({
  sections:
    items.length === 0
      ? []
      : [
          sectionOf('The register', [
            tableOf(
              'Risks',
              ['Risk', 'Description', 'Mitigation', 'Rating'],
              items.map(({ risk, description, mitigation, rating }) => [
                risk,
                description ?? '',
                mitigation ?? '',
                rating ?? '',
              ]),
            ),
          ]),
        ],
  withheld: [],
});
