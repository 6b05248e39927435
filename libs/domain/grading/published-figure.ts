import { percentAt } from './percent.js';

/** A percentage as somebody printed it, with the counts beside it as far as they were printed. */
export interface PrintedPercentage {
  readonly percent: number;
  /** Decimals as printed: 0 for `73%`, 1 for `62.5%`. */
  readonly decimals: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export interface PrintedCheck {
  /**
   * - `agrees`: the printed counts give it, or, where no numerator was printed, some count does
   * - `differs`: the printed counts give another figure, though some count of that denominator would give it
   * - `no_count_gives_it`: no count of that denominator gives it, whatever the numerator
   * - `unchecked`: no denominator was printed
   */
  readonly verdict: 'agrees' | 'differs' | 'no_count_gives_it' | 'unchecked';
  /** What the printed counts give at the printed decimals; null without both, or where nothing was counted. */
  readonly computed: number | null;
  /** Every numerator that gives the printed figure. */
  readonly counts: readonly number[];
}

/** Compares a printed percentage with its counts. It is only ever flagged: a published figure is kept as printed. */
export function reproducesPublished(printed: PrintedPercentage): PrintedCheck {
  const { numerator, denominator, decimals } = printed;
  if (denominator === null) return { verdict: 'unchecked', computed: null, counts: [] };
  const computed = numerator === null ? null : percentAt(numerator, denominator, decimals);
  const counts = countsGiving(printed.percent, decimals, denominator);
  if (counts.length === 0) return { verdict: 'no_count_gives_it', computed, counts };
  const agrees = numerator === null || computed === printed.percent;
  return { verdict: agrees ? 'agrees' : 'differs', computed, counts };
}

/** The counts of a whole, from 0 to all of it, that give a percentage at so many decimals; consecutive, maybe none. */
export function countsGiving(percent: number, decimals: number, denominator: number): readonly number[] {
  const centre = Math.floor((percent * denominator) / 100);
  const reach = Math.ceil(denominator / (200 * 10 ** decimals)) + 1;
  const counts: number[] = [];
  for (let count = Math.max(0, centre - reach); count <= Math.min(denominator, centre + reach); count += 1) {
    if (percentAt(count, denominator, decimals) === percent) counts.push(count);
  }
  return counts;
}
