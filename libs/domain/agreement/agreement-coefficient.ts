import { wholeWeights, type AgreementWeights } from './agreement-weights.js';
import { ratio } from './exact-ratio.js';
import { cellsOf, type GradeMatrix } from './grade-matrix.js';

/** A coefficient of agreement beyond chance with its large-sample 95% interval. */
export interface AgreementEstimate {
  readonly value: number;
  readonly standardError: number;
  /**
   * Null where the variance is exactly 0: the counts hold no variation to estimate an interval from, as in perfect
   * agreement, or where every pair that occurs speaks alike for and against it.
   */
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
  const { cells, rows, columns, weight, whole, n, agreed } = counted(matrix, weights);
  // Everything below is n * n * whole times what the papers say.
  const rowWeights = rows.map((_, first) => sum(columns.map((count, final) => count * weight(first, final))));
  const columnWeights = columns.map((_, final) => sum(rows.map((count, first) => count * weight(first, final))));
  const chance = sum(rows.map((count, first) => count * at(rowWeights, first)));
  const beyondChance = n * n * whole - chance;
  // Only where all share one grade is agreement by chance certain.
  if (beyondChance === 0n) return { value: null, reason: 'one_grade_only' };
  const missed = n * n * whole - n * agreed;
  const variation = variationOf(
    cells,
    ({ first, final }) =>
      n * weight(first, final) * beyondChance - (at(rowWeights, first) + at(columnWeights, final)) * missed,
  );
  return estimate(ratio(n * agreed - chance, beyondChance), variation, n * beyondChance ** 4n);
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
  const { cells, rows, columns, weight, whole, n, agreed } = counted(matrix, weights);
  const grades = BigInt(matrix.grades.length);
  const pairs = grades * (grades - 1n);
  const allWeights = sum(cells.map(({ first, final }) => weight(first, final)));
  // Of each grade twice its share, and chance agreement, as counts: of 2n and of `all`.
  const given = rows.map((count, rank) => count + at(columns, rank));
  const all = pairs * whole * 4n * n * n;
  const beyondChance = all - allWeights * sum(given.map((count) => count * (2n * n - count)));
  const missed = n * whole - agreed;
  const scale = 4n * n * n * whole * pairs * beyondChance;
  const variation = variationOf(
    cells,
    ({ first, final }) =>
      scale * weight(first, final) - 2n * missed * all * allWeights * (4n * n - at(given, first) - at(given, final)),
  );
  const value = ratio(agreed * all - n * whole * (all - beyondChance), n * whole * beyondChance);
  return estimate(value, variation * all ** 2n, n ** 3n * (scale * whole * beyondChance) ** 2n);
}

interface Cell {
  readonly first: number;
  readonly final: number;
  readonly count: bigint;
}

/** Counts in place of shares: all that a coefficient is made of is then whole, and what is 0 is exactly 0. */
interface Counted {
  readonly cells: readonly Cell[];
  /** How many have each first grade, and each final grade, by rank. */
  readonly rows: readonly bigint[];
  readonly columns: readonly bigint[];
  /** Of `whole`, which stands for full agreement. */
  readonly weight: (first: number, final: number) => bigint;
  readonly whole: bigint;
  readonly n: bigint;
  /** Weighted count of agreement. */
  readonly agreed: bigint;
}

function counted(matrix: GradeMatrix, weights: AgreementWeights): Counted {
  const { whole, weightOf } = wholeWeights(weights, matrix.grades.length - 1);
  const weight = (first: number, final: number): bigint => weightOf(Math.abs(first - final));
  const cells = cellsOf(matrix).map(({ first, final, count }) => ({ first, final, count: BigInt(count) }));
  return {
    cells,
    rows: matrix.counts.map((row) => BigInt(row.reduce((total, count) => total + count, 0))),
    columns: matrix.grades.map((_, final) =>
      BigInt(matrix.counts.reduce((total, row) => total + (row[final] ?? 0), 0)),
    ),
    weight,
    whole,
    n: BigInt(matrix.total),
    agreed: sum(cells.map(({ first, final, count }) => weight(first, final) * count)),
  };
}

/** n times the sum of the squared terms less the square of their sum: n squared times their variance. */
function variationOf(cells: readonly Cell[], termOf: (cell: Cell) => bigint): bigint {
  const terms = cells.filter(({ count }) => count > 0n).map((cell) => ({ count: cell.count, term: termOf(cell) }));
  const n = sum(terms.map(({ count }) => count));
  const squares = sum(terms.map(({ count, term }) => count * term * term));
  return n * squares - sum(terms.map(({ count, term }) => count * term)) ** 2n;
}

/** Both coefficients have a variance of one shape: (mean of the squared terms - the square of their mean) / n(1 - chance)^2. */
function estimate(value: number, variation: bigint, scale: bigint): AgreementEstimate {
  if (variation === 0n) return { value, standardError: 0, interval: null };
  const standardError = Math.sqrt(ratio(variation, scale));
  return {
    value,
    standardError,
    interval: {
      low: Math.max(-1, value - NORMAL_975 * standardError),
      high: Math.min(1, value + NORMAL_975 * standardError),
    },
  };
}

function sum(numbers: readonly bigint[]): bigint {
  return numbers.reduce((total, number) => total + number, 0n);
}

function at(numbers: readonly bigint[], index: number): bigint {
  return numbers[index] ?? 0n;
}
