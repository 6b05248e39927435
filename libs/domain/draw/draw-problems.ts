import type { DrawOrder, DrawSize, DrawStrata } from './draw-input.js';

/** Why a draw cannot be made by these rules. */
export interface DrawProblem {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly sentence: string;
}

const MOST_RESERVES_PER_SELECTED = 20;
const LONGEST_SEED = 200;

/** Empty when a draw can be made. `draw` itself refuses to run on rules with a problem. */
export function drawProblems(order: DrawOrder): readonly DrawProblem[] {
  return [...seedProblems(order.seed), ...sizeProblems(order), ...reserveProblems(order.reservesPerSelected ?? 1)];
}

/** A percentage as whole ten-thousandths of one per cent, or null where it has more than four decimals. */
export function tenThousandths(percent: number): number | null {
  const scaled = Math.round(percent * 10_000);
  return scaled / 10_000 === percent ? scaled : null;
}

function seedProblems(seed: string): readonly DrawProblem[] {
  if (seed === '' || seed.length > LONGEST_SEED) {
    return [{ code: 'seed-length', sentence: `A seed has between 1 and ${LONGEST_SEED} characters.` }];
  }
  // Half a surrogate pair has no bytes of its own: two such seeds would draw the same sample.
  if (/\p{Surrogate}/u.test(seed)) {
    return [{ code: 'seed-not-text', sentence: 'The seed contains a character that cannot be written down.' }];
  }
  return [];
}

function sizeProblems({ size, strata }: { size: DrawSize; strata: DrawStrata }): readonly DrawProblem[] {
  if (strata.kind === 'quotas') return quotaProblems(strata.quotas, size);
  if (size.kind === 'fixed') {
    return isCount(size.count) && size.count > 0
      ? []
      : [{ code: 'sample-size', sentence: 'A sample has a whole number of cases, at least one.' }];
  }
  return size.percent > 0 && size.percent <= 100 && tenThousandths(size.percent) !== null
    ? []
    : [
        {
          code: 'sample-percentage',
          sentence:
            'A sample is more than 0 and at most 100 per cent of the eligible cases, with at most four decimals.',
        },
      ];
}

function quotaProblems(quotas: Readonly<Record<string, number>>, size: DrawSize): readonly DrawProblem[] {
  const counts = Object.values(quotas);
  if (!counts.every(isCount) || !counts.some((count) => count > 0)) {
    return [{ code: 'quotas', sentence: 'Each quota is a whole number of cases, and at least one is not zero.' }];
  }
  const sum = counts.reduce((total, count) => total + count, 0);
  return size.kind === 'fixed' && size.count === sum
    ? []
    : [{ code: 'quotas-and-size', sentence: `The quotas add to ${sum}, so the sample's size must be ${sum}.` }];
}

function reserveProblems(reservesPerSelected: number): readonly DrawProblem[] {
  return isCount(reservesPerSelected) && reservesPerSelected <= MOST_RESERVES_PER_SELECTED
    ? []
    : [
        {
          code: 'reserves-per-selected',
          sentence: `The reserves for each selected case are a whole number from 0 to ${MOST_RESERVES_PER_SELECTED}.`,
        },
      ];
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
