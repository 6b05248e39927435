import { measureKey, spokenDate } from '#domain';
import type { DipSampleUnit } from '#domain';
import type { ShareBar } from '#charts';
import type { DipSampleRow, DipSamplesReport } from '../dip-samples-report.js';

interface AnswerShown {
  readonly question: string;
  readonly answer: string;
  readonly figure: string;
  /** What the figure counts; null where it is not opened. */
  readonly href: string | null;
  readonly before: string;
}

export interface DipSampleSection {
  readonly id: string;
  /** `14 May 2024: 20 children` */
  readonly title: string;
  /** What it repeats; null for the first of its theme. */
  readonly repeats: string | null;
  readonly rows: readonly AnswerShown[];
  /** Null where nothing of it is shown. */
  readonly bars: readonly ShareBar[] | null;
}

export interface DipSampleTheme {
  readonly id: string;
  readonly theme: string;
  /** The newest first. */
  readonly samples: readonly DipSampleSection[];
}

const COUNTED: Readonly<Record<DipSampleUnit, readonly [one: string, many: string]>> = {
  child: ['child', 'children'],
  family: ['family', 'families'],
};

/** `14 May 2024` */
const plainDate = (date: string): string => spokenDate(date).split(' ').slice(1).join(' ');

type Address = (item: string) => string | null;

/** Dip samples, as their page says them. @param hrefOf where what a figure counts is; null where this reader cannot open it */
export function presentDipSamples(
  { samples, rows }: Pick<DipSamplesReport, 'samples' | 'rows'>,
  hrefOf: Address,
): readonly DipSampleTheme[] {
  const themes = new Map(samples.map(({ theme }) => [measureKey(theme), theme]));
  return [...themes].map(([key, theme], index) => {
    const id = `theme-${index + 1}`;
    const own = samples.filter((sample) => measureKey(sample.theme) === key).reverse();
    return {
      id,
      theme,
      samples: own.map(({ theme: called, date, unit, subjects, repeats }, place) => {
        const figures = rows.filter(({ period, series }) => period === date && series === `theme:${called}`);
        return {
          id: `${id}-${place + 1}`,
          title: `${plainDate(date)}: ${lookedAt(subjects, unit)}`,
          repeats: repeats === null ? null : plainDate(repeats),
          rows: figures.map((row) => answerShown(row, hrefOf)),
          bars: figures.every(({ withheld }) => withheld === true) ? null : barsOf(figures),
        };
      }),
    };
  });
}

function lookedAt(subjects: number | null, unit: DipSampleUnit): string {
  const [one, many] = COUNTED[unit];
  return subjects === null ? `${many}, how many is withheld` : `${subjects} ${subjects === 1 ? one : many}`;
}

const answerShown = (row: DipSampleRow, hrefOf: Address): AnswerShown => ({
  question: row.question,
  answer: row.label,
  figure: row.withheld === true ? 'Withheld' : share(row),
  href: row.numerator !== null && row.numerator > 0 ? hrefOf(row.item) : null,
  before: row.before === null ? '' : share(row.before),
});

const share = ({ percent, numerator, denominator }: Pick<DipSampleRow, 'percent' | 'numerator' | 'denominator'>) =>
  percent === null ? `${numerator} of ${denominator}` : `${percent}%, ${numerator} of ${denominator}`;

/** What is in no share of the answers stands in no bar. */
const IN_NO_BAR: readonly string[] = ['na', 'no_answer'];

function barsOf(rows: readonly DipSampleRow[]): readonly ShareBar[] {
  const questions = [...new Set(rows.map(({ question }) => question))];
  return questions.map((question) => ({
    label: question,
    parts: rows
      .filter((row) => row.question === question && !IN_NO_BAR.includes(row.key) && row.withheld !== true)
      .map(({ label, percent }) => ({ label, percent })),
    otherwise: rows.some((row) => row.question === question && row.withheld === true) ? 'Withheld' : 'Nobody',
  }));
}
