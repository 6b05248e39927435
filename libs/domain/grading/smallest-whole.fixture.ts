import { countsGiving } from './published-figure.js';

/**
 * The smallest number of cases that percentages of one whole could have been printed for, their counts adding to it;
 * null where none up to `most` does. A denominator below it cannot be the one behind the figures.
 */
export function smallestWholeGiving(percents: readonly number[], decimals: number, most: number): number | null {
  for (let whole = 1; whole <= most; whole += 1) {
    const counts = percents.map((percent) => countsGiving(percent, decimals, whole));
    // Each list is consecutive, so every sum between that of the firsts and that of the lasts can be reached.
    const least = sum(counts.map((list) => list.at(0) ?? Number.NaN));
    const greatest = sum(counts.map((list) => list.at(-1) ?? Number.NaN));
    if (least <= whole && whole <= greatest) return whole;
  }
  return null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
