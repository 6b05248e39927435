import { percentAt, percentToEvenAt } from '../grading/percent.js';
import type { PrintedNumbers } from './events.js';

/** What the counts printed with a figure say of it. It is only ever told: a published figure is kept as printed. */
export interface FigureCheck {
  /** The percentage that both counts give, at the printed number of decimals (whole where none is printed); null without both, or of nothing. */
  readonly fromCounts: number | null;
  /**
   * - `agrees`: the counts give it by a usual rounding; where no numerator was printed, some count of that whole does
   * - `contradicts`: they do not
   * - `no-counts`: what was printed is too little to tell
   */
  readonly verdict: 'agrees' | 'contradicts' | 'no-counts';
  /** One sentence for people. */
  readonly why: string;
}

/**
 * Holds a printed percentage against its counts. Councils round half up; spreadsheets and statistics packages also round
 * half to even, so that 1 of 8 may be printed as 13% or as 12%: either agrees.
 */
export function checkFigure({ percent, decimals, numerator, denominator }: PrintedNumbers): FigureCheck {
  if (denominator === null)
    return noCounts(
      numerator === null ? 'No counts are printed beside it.' : 'The whole that it is part of is not printed.',
    );
  const places = decimals ?? 0;
  const printed = percent === null ? '' : `${percent.toFixed(places)}%`;
  if (numerator === null) {
    if (percent === null) return noCounts('Only the whole is printed.');
    const count = countGiving(percent, places, denominator);
    return count === null
      ? contradicts(null, `No count of ${denominator} gives ${printed}.`)
      : { fromCounts: null, verdict: 'agrees', why: `${count} of ${denominator} gives it.` };
  }
  const fromCounts = percentAt(numerator, denominator, places);
  if (numerator > denominator) return contradicts(fromCounts, `${numerator} is more than the whole, ${denominator}.`);
  if (percent === null) return { fromCounts, verdict: 'agrees', why: 'No percentage is printed beside the counts.' };
  if (fromCounts === null) return contradicts(null, `Nothing was counted: ${printed} of nothing is no figure.`);
  const given = `${numerator} of ${denominator} is ${fromCounts.toFixed(places)}%`;
  if (fromCounts === percent) return { fromCounts, verdict: 'agrees', why: `${given}.` };
  if (percentToEvenAt(numerator, denominator, places) === percent)
    return { fromCounts, verdict: 'agrees', why: `${given}, or ${printed} where halves are rounded to even.` };
  const none = countGiving(percent, places, denominator) === null ? ` No count of ${denominator} gives that.` : '';
  return contradicts(fromCounts, `${given}, not ${printed}.${none}`);
}

const noCounts = (why: string): FigureCheck => ({ fromCounts: null, verdict: 'no-counts', why });
const contradicts = (fromCounts: number | null, why: string): FigureCheck => ({
  fromCounts,
  verdict: 'contradicts',
  why,
});

/** A count of the whole that gives the percentage; null where none does. The nearest does if any does, since rounding keeps order. */
function countGiving(percent: number, places: number, denominator: number): number | null {
  const below = Math.floor((percent * denominator) / 100);
  const near = [below, below + 1, below - 1, below + 2].filter((count) => count >= 0 && count <= denominator);
  const gives = (count: number): boolean =>
    percentAt(count, denominator, places) === percent || percentToEvenAt(count, denominator, places) === percent;
  return near.find(gives) ?? null;
}
