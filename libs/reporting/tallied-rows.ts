import { percent, type Period } from '#domain';
import type { Tally } from '#facts';
import type { ReportRow } from './report.js';

/** A series of a report: what may be answered in it, in order, and how many audits answered so. */
export interface TalliedSeries {
  readonly name: string;
  /** Which tallies are counted in it. */
  readonly of: Pick<Tally, 'series' | 'scale' | 'directed'>;
  readonly answers: readonly { readonly key: string; readonly label: string }[];
  /** Answers left out of the denominator of the others: not applicable. Their own share is of all answers. */
  readonly outside?: readonly string[];
}

/**
 * The rows of all series for all periods, zeros included, each with its change since the period before.
 * @param tallies the first of their periods are those before the first; they have no rows of their own
 * @param before how many those are
 */
export function talliedRows(
  periods: readonly Period[],
  series: readonly TalliedSeries[],
  tallies: readonly Tally[],
  before: number,
): ReportRow[] {
  const counts = series.map(({ of }) => countsByPeriod(tallies.filter((tally) => isTallyOf(tally, of))));
  return periods.flatMap(({ key: period }, index) =>
    series.flatMap(({ name, answers, outside = [] }, place) => {
      const known = counts[place] ?? new Map<string, number>();
      const now = sharesOf(known, index + before, answers, outside);
      const earlier = sharesOf(known, index, answers, outside);
      return answers.map(({ key, label }, answer): ReportRow => {
        const share = now[answer] ?? NOTHING;
        const change = changeBetween(earlier[answer] ?? NOTHING, share);
        return {
          period,
          series: name,
          key,
          label,
          ...share,
          ...(change === null ? {} : { value: change, unit: 'percentage_points' as const }),
        };
      });
    }),
  );
}

export function isTallyOf(tally: Tally, { series, scale, directed }: TalliedSeries['of']): boolean {
  return tally.series === series && tally.scale === scale && tally.directed === directed;
}

interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
}

const NOTHING: Share = { numerator: 0, denominator: 0, percent: null };

export function shareOf(numerator: number, denominator: number): Share {
  return { numerator, denominator, percent: percent(numerator, denominator) };
}

function countsByPeriod(tallies: readonly Tally[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { period, key, count } of tallies) {
    const cell = `${period} ${key}`;
    counts.set(cell, (counts.get(cell) ?? 0) + count);
  }
  return counts;
}

function sharesOf(
  counts: ReadonlyMap<string, number>,
  period: number,
  answers: TalliedSeries['answers'],
  outside: readonly string[],
): readonly Share[] {
  const numbers = answers.map(({ key }) => counts.get(`${period} ${key}`) ?? 0);
  const all = sum(numbers);
  const inside = sum(numbers.filter((_, index) => !outside.includes(answers[index]?.key ?? '')));
  return answers.map(({ key }, index) => shareOf(numbers[index] ?? 0, outside.includes(key) ? all : inside));
}

function changeBetween(before: Share, now: Share): number | null {
  return before.percent === null || now.percent === null ? null : now.percent - before.percent;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
