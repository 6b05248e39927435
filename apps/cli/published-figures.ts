import type { PublishedComparison, PublishedFigure } from '#reporting';
import { jsonIn } from './option-values.js';
import { WrongUse } from './outcome.js';

/** Figures as they were printed, from a JSON file: `source`, `period`, `series`, `key`, `percent`, `decimals`, `numerator`, `denominator`. @throws WrongUse */
export function publishedIn(file: string): readonly PublishedFigure[] {
  const figures = jsonIn(file, 'The file of published figures is not JSON.');
  if (!Array.isArray(figures)) throw new WrongUse(`${file} holds no list of figures.`);
  return figures.map((figure: unknown, index) => {
    if (isFigure(figure)) return figure;
    throw new WrongUse(
      `Figure ${index + 1} of ${file} is not as it should be: texts "source", "period", "series" and "key", numbers "percent" and "decimals", and "numerator" and "denominator", a number or null.`,
    );
  });
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const FIELDS: Readonly<Record<keyof PublishedFigure, (value: unknown) => boolean>> = {
  source: (value) => typeof value === 'string',
  period: (value) => typeof value === 'string',
  series: (value) => typeof value === 'string',
  key: (value) => typeof value === 'string',
  percent: (value) => typeof value === 'number' && value >= 0 && value <= 100,
  decimals: (value) => isCount(value) && Number(value) <= 10,
  numerator: (value) => value === null || isCount(value),
  denominator: (value) => value === null || isCount(value),
};

const isFigure = (value: unknown): value is PublishedFigure =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(FIELDS).every(([name, is]) => is(Reflect.get(value, name)));

/** What is to be said of a printed figure beside these audits. A printed figure is kept as it is, whatever they give. */
export function sentenceOn({ figure, printed, recorded, flagged }: PublishedComparison): string {
  const name = `${figure.source}: ${figure.period} ${figure.series} ${figure.key}, ${figure.percent}%`;
  if (recorded === null) return `${name}. There is no such figure here.`;
  const here = `${recorded.numerator}/${recorded.denominator}${recorded.computed === null ? '' : `, ${recorded.computed}%`}`;
  if (!flagged) return `${name}. The same here: ${here}.`;
  return printed.verdict === 'no_count_gives_it'
    ? `${name}. No count of ${figure.denominator} gives that. Here: ${here}.`
    : `${name}. Not the same here: ${here}.`;
}
