import { WEIGHTS, type AgreementWeights } from './agreement-weights.js';
import { cellsOf, type GradeMatrix } from './grade-matrix.js';

/** A coefficient of agreement beyond chance with its large-sample 95% interval. */
export interface AgreementEstimate {
  readonly value: number;
  readonly standardError: number;
  /** Null where the counts hold no variation to estimate an interval from, as in perfect agreement. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** Why there is no coefficient. */
export interface NoAgreementEstimate {
  readonly value: null;
  readonly reason:
    | 'nothing_counted'
    /** Both graded everything alike with one grade: agreement by chance is certain, so none beyond it can be measured. */
    | 'one_grade_only';
}

/** The 97.5th percentile of the normal distribution. */
const NORMAL_975 = 1.959963984540054;

/**
 * Cohen's weighted kappa between first and final grade: 1 is perfect, 0 what chance would give.
 *
 * Cohen (1968), Psychological Bulletin 70, 213-220; standard error of Fleiss, Cohen and Everitt (1969), Psychological
 * Bulletin 72, 323-327, equation 9. Misleading where nearly all cases share a grade: read it beside `gwetAgreement`.
 */
export function weightedKappa(matrix: GradeMatrix, weights: AgreementWeights): AgreementEstimate | NoAgreementEstimate {
  if (matrix.total === 0) return { value: null, reason: 'nothing_counted' };
  const { cells, rows, columns, weight, observed } = proportions(matrix, weights);
  // An only grade makes chance agreement exactly 1, but not always so in binary fractions.
  if (cells.filter(({ share }) => share > 0).length === 1 && observed === 1) {
    return { value: null, reason: 'one_grade_only' };
  }

  const chance = sum(cells.map(({ first, final }) => weight(first, final) * at(rows, first) * at(columns, final)));
  const value = (observed - chance) / (1 - chance);
  const rowWeights = rows.map((_, first) => sum(columns.map((share, final) => share * weight(first, final))));
  const columnWeights = columns.map((_, final) => sum(rows.map((share, first) => share * weight(first, final))));
  const spread = cells.map(({ first, final, share }) => ({
    share,
    term: weight(first, final) - (at(rowWeights, first) + at(columnWeights, final)) * (1 - value),
  }));
  return estimate(value, spread, value - chance * (1 - value), chance, matrix.total);
}

/**
 * Gwet's AC2 (AC1 with identity weights) between first and final grade: as kappa, but steady where nearly all cases share
 * a grade.
 *
 * Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48, and Handbook of Inter-Rater
 * Reliability (2014), chapters 4 and 5, for the weights and the variance. The number of grades is that of the scale, whether
 * or not all were given. The interval is a normal one; Gwet's own program takes Student's t, a little wider below 30 audits.
 */
export function gwetAgreement(matrix: GradeMatrix, weights: AgreementWeights): AgreementEstimate | NoAgreementEstimate {
  if (matrix.total === 0) return { value: null, reason: 'nothing_counted' };
  const { cells, rows, columns, weight, observed } = proportions(matrix, weights);
  const grades = matrix.grades.length;
  const perPair = sum(cells.map(({ first, final }) => weight(first, final))) / (grades * (grades - 1));
  const shares = rows.map((share, rank) => (share + at(columns, rank)) / 2);
  const chance = perPair * sum(shares.map((share) => share * (1 - share)));
  const value = (observed - chance) / (1 - chance);
  const spread = cells.map(({ first, final, share }) => ({
    share,
    term: weight(first, final) - 2 * (1 - value) * perPair * (1 - (at(shares, first) + at(shares, final)) / 2),
  }));
  return estimate(value, spread, observed - 2 * (1 - value) * chance, chance, matrix.total);
}

interface Proportions {
  readonly cells: readonly { readonly first: number; readonly final: number; readonly share: number }[];
  /** Share of each first grade, and of each final grade, by rank. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly weight: (first: number, final: number) => number;
  /** Weighted share of agreement. */
  readonly observed: number;
}

function proportions(matrix: GradeMatrix, weights: AgreementWeights): Proportions {
  const furthest = matrix.grades.length - 1;
  const weight = (first: number, final: number): number => WEIGHTS[weights](Math.abs(first - final), furthest);
  const cells = cellsOf(matrix).map(({ first, final, count }) => ({ first, final, share: count / matrix.total }));
  return {
    cells,
    rows: matrix.counts.map((row) => sum(row) / matrix.total),
    columns: matrix.grades.map((_, final) => sum(matrix.counts.map((row) => at(row, final))) / matrix.total),
    weight,
    // Summed as counts, so that full agreement is 1 and not nearly so.
    observed: sum(cellsOf(matrix).map(({ first, final, count }) => weight(first, final) * count)) / matrix.total,
  };
}

/** Both coefficients have a variance of one shape: (mean of the squared terms - the square of their mean) / n(1 - chance)^2. */
function estimate(
  value: number,
  spread: readonly { readonly share: number; readonly term: number }[],
  mean: number,
  chance: number,
  total: number,
): AgreementEstimate {
  const variance = (sum(spread.map(({ share, term }) => share * term ** 2)) - mean ** 2) / (total * (1 - chance) ** 2);
  if (variance < 1e-15) return { value, standardError: 0, interval: null };
  const standardError = Math.sqrt(variance);
  return {
    value,
    standardError,
    interval: {
      low: Math.max(-1, value - NORMAL_975 * standardError),
      high: Math.min(1, value + NORMAL_975 * standardError),
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
