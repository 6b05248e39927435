import fc from 'fast-check';
import { OFSTED_SCALE } from '../grading/built-in-scales.js';
import { gwetAgreement, weightedKappa } from './agreement-coefficient.js';
import type { AgreementWeights } from './agreement-weights.js';
import { gradeMatrixOf, type GradeMatrix } from './grade-matrix.js';
import { gradeMatrix } from './grade-pairs.fixture.js';
import { moderationEffect } from './moderation-effect.js';

const matrix = (...counts: number[][]): GradeMatrix =>
  gradeMatrixOf(
    counts.map((_, rank) => `grade_${rank}`),
    counts,
  );
const transposed = ({ counts }: GradeMatrix): GradeMatrix =>
  matrix(...counts.map((_, rank) => counts.map((row) => row[rank] ?? 0)));
const reversed = ({ counts }: GradeMatrix): GradeMatrix => matrix(...counts.map((row) => [...row].reverse()).reverse());

const anyWeights = fc.constantFrom<AgreementWeights>('identity', 'linear', 'quadratic');
const anyMatrix = fc
  .integer({ min: 2, max: 5 })
  .chain((size) => {
    const row = fc.array(fc.nat({ max: 30 }), { minLength: size, maxLength: size });
    return fc.array(row, { minLength: size, maxLength: size });
  })
  .map((counts) => matrix(...counts));

describe('first by final grade', () => {
  const pairs = [
    { first: 'good', final: 'good' },
    { first: 'good', final: 'requires_improvement' },
    { first: 'good', final: 'requires_improvement' },
    { first: 'inadequate', final: 'good' },
  ];

  it('is counted on the whole scale, best first', () => {
    expect(gradeMatrix(OFSTED_SCALE, pairs)).toEqual({
      grades: ['outstanding', 'good', 'requires_improvement', 'inadequate'],
      counts: [
        [0, 0, 0, 0],
        [0, 1, 2, 0],
        [0, 0, 0, 0],
        [0, 1, 0, 0],
      ],
      total: 4,
    });
  });

  it('shows who went up, who went down and how far on the whole', () => {
    expect(moderationEffect(gradeMatrix(OFSTED_SCALE, pairs))).toEqual({
      total: 4,
      agreed: 1,
      upgraded: 1,
      downgraded: 2,
      meanShift: 0,
    });
    expect(moderationEffect(gradeMatrix(OFSTED_SCALE, pairs.slice(0, 2))).meanShift).toBe(-0.5);
    expect(moderationEffect(gradeMatrix(OFSTED_SCALE, pairs.slice(3))).meanShift).toBe(2);
    expect(moderationEffect(gradeMatrix(OFSTED_SCALE, []))).toEqual({
      total: 0,
      agreed: 0,
      upgraded: 0,
      downgraded: 0,
      meanShift: null,
    });
  });

  it('takes no grade of another scale', () => {
    expect(() => gradeMatrix(OFSTED_SCALE, [{ first: 'good', final: 'adequate' }])).toThrow(RangeError);
  });

  it.each([
    [[[1]]],
    [[[1, 2]]],
    [[[1, 2], [3]]],
    [
      [
        [1, -1],
        [0, 0],
      ],
    ],
    [
      [
        [1, 0.5],
        [0, 0],
      ],
    ],
  ])('is no matrix of %j', (counts) => {
    expect(() => matrix(...counts)).toThrow(RangeError);
  });

  it('counts every audit as agreed, upgraded or downgraded; swapping first and final swaps up and down', () => {
    fc.assert(
      fc.property(anyMatrix, (counts) => {
        const effect = moderationEffect(counts);
        const swapped = moderationEffect(transposed(counts));
        expect(effect.agreed + effect.upgraded + effect.downgraded).toBe(counts.total);
        expect([swapped.upgraded, swapped.downgraded]).toEqual([effect.downgraded, effect.upgraded]);
        if (effect.meanShift !== null) expect(swapped.meanShift).toBeCloseTo(0 - effect.meanShift, 10);
      }),
    );
  });
});

// Husbands' and wives' answers, from Hout, Duncan and Sobel (1987); figures of Kappa() in the R package vcd.
const COUPLES = matrix([7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]);
// Two pathologists on carcinoma, from Landis and Koch (1977); kappa and standard error in Agresti, Categorical Data Analysis.
const PATHOLOGISTS = matrix([22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]);
// cont3x3abstractors and cont4x4diagnosis of Gwet's own R package irrCAC, with the figures of its functions for tables.
const ABSTRACTORS = matrix([13, 0, 0], [0, 20, 7], [0, 4, 56]);
const DIAGNOSES = matrix([40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]);

describe('weighted kappa', () => {
  it.each([
    ['couples (vcd)', COUPLES, 'identity', 0.1293, 0.0686, 4],
    ['couples (vcd)', COUPLES, 'linear', 0.2374, 0.07832, 4],
    ['pathologists (Agresti)', PATHOLOGISTS, 'identity', 0.493, 0.057, 3],
    ['abstractors (irrCAC)', ABSTRACTORS, 'identity', 0.7964094, 0.05891072, 7],
    ['abstractors (irrCAC)', ABSTRACTORS, 'linear', 0.843, 0.048, 3],
    ['abstractors (irrCAC)', ABSTRACTORS, 'quadratic', 0.892, 0.035, 3],
    ['diagnoses (irrCAC)', DIAGNOSES, 'identity', 0.432, 0.046, 3],
    ['diagnoses (irrCAC)', DIAGNOSES, 'linear', 0.407, 0.053, 3],
    ['diagnoses (irrCAC)', DIAGNOSES, 'quadratic', 0.383, 0.066, 3],
  ] as const)('is the published one for %s, %3$s weights', (_who, counts, weights, value, standardError, digits) => {
    const kappa = weightedKappa(counts, weights);
    expect(rounded(kappa.value, digits)).toBe(value);
    expect('standardError' in kappa && rounded(kappa.standardError, digits === 4 ? 5 : digits === 7 ? 8 : digits)).toBe(
      standardError,
    );
  });

  it('has the published interval', () => {
    // confint(Kappa(SexualFun)) in vcd.
    expect(intervalOf(weightedKappa(COUPLES, 'identity'), 7)).toEqual([-0.0051204, 0.2637809]);
    expect(intervalOf(weightedKappa(COUPLES, 'linear'), 7)).toEqual([0.0838834, 0.3908778]);
  });

  it('says nothing where all shared one grade or nothing was counted', () => {
    expect(weightedKappa(matrix([0, 0, 0], [0, 9, 0], [0, 0, 0]), 'linear')).toEqual({
      value: null,
      reason: 'one_grade_only',
    });
    expect(weightedKappa(matrix([0, 0], [0, 0]), 'linear')).toEqual({ value: null, reason: 'nothing_counted' });
  });

  it('is 0 where the final grade has nothing to do with the first', () => {
    const kappa = weightedKappa(matrix([2, 4, 6], [3, 6, 9], [1, 2, 3]), 'quadratic');
    expect(kappa.value).toBeCloseTo(0, 12);
  });

  it('misleads where nearly all share a grade, which is why it is read beside AC2', () => {
    const counts = matrix([95, 2], [2, 1]);
    expect(rounded(weightedKappa(counts, 'linear').value, 2)).toBe(0.31);
    expect(rounded(gwetAgreement(counts, 'linear').value, 2)).toBe(0.96);
  });
});

describe("Gwet's AC2", () => {
  it.each([
    ['abstractors (irrCAC)', ABSTRACTORS, 'identity', 0.8493305, 0.04321747, 7],
    ['abstractors (irrCAC)', ABSTRACTORS, 'linear', 0.9, 0.029, 3],
    ['abstractors (irrCAC)', ABSTRACTORS, 'quadratic', 0.94, 0.018, 3],
    ['diagnoses (irrCAC)', DIAGNOSES, 'identity', 0.456, 0.043, 3],
    ['diagnoses (irrCAC)', DIAGNOSES, 'linear', 0.377, 0.056, 3],
    ['diagnoses (irrCAC)', DIAGNOSES, 'quadratic', 0.299, 0.075, 3],
  ] as const)('is the published one for %s, %3$s weights', (_who, counts, weights, value, standardError, digits) => {
    const agreement = gwetAgreement(counts, weights);
    expect(rounded(agreement.value, digits)).toBe(value);
    expect('standardError' in agreement && rounded(agreement.standardError, digits === 7 ? 8 : digits)).toBe(
      standardError,
    );
  });

  it('has a normal interval of 95% around it', () => {
    expect(intervalOf(gwetAgreement(ABSTRACTORS, 'identity'), 3)).toEqual([0.765, 0.934]);
  });

  it('is 1, without an interval, where all shared one grade', () => {
    expect(gwetAgreement(matrix([0, 0], [0, 9]), 'linear')).toEqual({ value: 1, standardError: 0, interval: null });
    expect(gwetAgreement(matrix([0, 0], [0, 0]), 'linear')).toEqual({ value: null, reason: 'nothing_counted' });
  });
});

describe.each([
  ['weighted kappa', weightedKappa],
  ["Gwet's AC2", gwetAgreement],
])('%s', (_name, coefficient) => {
  it('is 1 for perfect agreement on more than one grade', () => {
    const diagonals = fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(diagonals, anyWeights, (diagonal, weights) => {
        fc.pre(diagonal.filter((count) => count > 0).length > 1);
        const perfect = matrix(
          ...diagonal.map((count, rank) => diagonal.map((_, other) => (rank === other ? count : 0))),
        );
        const agreement = coefficient(perfect, weights);
        expect(agreement.value).toBeCloseTo(1, 10);
        expect(agreement).toMatchObject({ standardError: 0, interval: null });
      }),
    );
  });

  it('is the same with first and final, or best and worst, swapped', () => {
    fc.assert(
      fc.property(anyMatrix, anyWeights, (counts, weights) => {
        const agreement = coefficient(counts, weights);
        for (const other of [transposed(counts), reversed(counts)]) {
          const same = coefficient(other, weights);
          if (agreement.value === null) expect(same).toEqual(agreement);
          else expect(same.value).toBeCloseTo(agreement.value, 9);
          if ('standardError' in agreement && 'standardError' in same) {
            expect(same.standardError).toBeCloseTo(agreement.standardError, 6);
          }
        }
      }),
    );
  });

  it('lies between -1 and 1, inside its interval, and is 1 only where nobody disagreed', () => {
    fc.assert(
      fc.property(anyMatrix, anyWeights, (counts, weights) => {
        const agreement = coefficient(counts, weights);
        if (agreement.value === null) return;
        expect(agreement.value).toBeGreaterThanOrEqual(-1 - 1e-9);
        expect(agreement.value).toBeLessThanOrEqual(1 + 1e-9);
        expect(agreement.value > 1 - 1e-9).toBe(moderationEffect(counts).agreed === counts.total);
        if (agreement.interval === null) return;
        expect(agreement.interval.low).toBeLessThanOrEqual(agreement.value + 1e-9);
        expect(agreement.interval.high).toBeGreaterThanOrEqual(agreement.value - 1e-9);
        expect(agreement.interval.low).toBeGreaterThanOrEqual(-1);
        expect(agreement.interval.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps its value and halves its standard error when every count is four times as large', () => {
    fc.assert(
      fc.property(anyMatrix, anyWeights, (counts, weights) => {
        const once = coefficient(counts, weights);
        const often = coefficient(matrix(...counts.counts.map((row) => row.map((count) => count * 4))), weights);
        fc.pre('standardError' in once && 'standardError' in often && often.interval !== null);
        if (!('standardError' in once) || !('standardError' in often)) return;
        expect(often.value).toBeCloseTo(once.value, 9);
        expect(often.standardError).toBeCloseTo(once.standardError / 2, 6);
      }),
    );
  });

  it('does not depend on the weights where there are two grades', () => {
    const counts = matrix([10, 3], [5, 20]);
    const [identity, linear, quadratic] = (['identity', 'linear', 'quadratic'] as const).map(
      (weights) => coefficient(counts, weights).value,
    );
    expect([linear, quadratic]).toEqual([identity, identity]);
  });
});

/** A fraction, exact. */
type Fraction = readonly [numerator: bigint, denominator: bigint];

const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => lowest(a * d + c * b, b * d);
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => lowest(a * c, b * d);
const minus = (one: Fraction, other: Fraction): Fraction => plus(one, times([-1n, 1n], other));
const over = (one: Fraction, [c, d]: Fraction): Fraction => times(one, c < 0n ? [-d, -c] : [d, c]);
const total = (terms: readonly Fraction[]): Fraction => terms.reduce(plus, [0n, 1n]);

function lowest(numerator: bigint, denominator: bigint): Fraction {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return [numerator / a, denominator / a];
}

/** Both coefficients and their variances by the formulas of the papers, in fractions. */
function inFractions({ counts, grades, total: n }: GradeMatrix, weights: AgreementWeights) {
  const furthest = BigInt(grades.length - 1);
  const weight = (first: number, final: number): Fraction => {
    const steps = BigInt(Math.abs(first - final));
    if (weights === 'identity') return [steps === 0n ? 1n : 0n, 1n];
    return minus([1n, 1n], weights === 'linear' ? [steps, furthest] : [steps ** 2n, furthest ** 2n]);
  };
  const share = (count: number): Fraction => [BigInt(count), BigInt(n)];
  const rows = counts.map((row) => total(row.map(share)));
  const columns = grades.map((_, final) => total(counts.map((row) => share(row[final] ?? 0))));
  const none: Fraction = [0n, 1n];
  const cells = counts.flatMap((row, first) =>
    row.map((count, final) => ({
      first,
      final,
      share: share(count),
      weight: weight(first, final),
      row: rows[first] ?? none,
      column: columns[final] ?? none,
    })),
  );
  const observed = total(cells.map((cell) => times(cell.weight, cell.share)));
  const estimated = (chance: Fraction, termOf: (missed: Fraction, cell: (typeof cells)[number]) => Fraction) => {
    if (chance[0] === chance[1]) return null;
    const value = over(minus(observed, chance), minus([1n, 1n], chance));
    const terms = cells.map((cell) => ({ of: cell.share, term: termOf(minus([1n, 1n], value), cell) }));
    const mean = total(terms.map(({ of, term }) => times(of, term)));
    const squares = total(terms.map(({ of, term }) => times(of, times(term, term))));
    const beyond = minus([1n, 1n], chance);
    const variance = over(minus(squares, times(mean, mean)), times([BigInt(n), 1n], times(beyond, beyond)));
    return { value, variance };
  };
  const mean = rows.map((row, rank) => times([1n, 2n], plus(row, columns[rank] ?? none)));
  const size = BigInt(grades.length);
  const perPair = times([1n, size * (size - 1n)], total(cells.map((cell) => cell.weight)));
  return {
    kappa: estimated(
      total(cells.map((cell) => times(cell.weight, times(cell.row, cell.column)))),
      (missed, { first, final, weight: own }) => {
        const ofRow = total(columns.map((column, other) => times(column, weight(first, other))));
        const ofColumn = total(rows.map((row, other) => times(row, weight(other, final))));
        return minus(own, times(missed, plus(ofRow, ofColumn)));
      },
    ),
    gwet: estimated(
      times(perPair, total(mean.map((given) => times(given, minus([1n, 1n], given))))),
      (missed, { first, final, weight: own }) => {
        const half = times([1n, 2n], plus(mean[first] ?? none, mean[final] ?? none));
        return minus(own, times(times([2n, 1n], missed), times(perPair, minus([1n, 1n], half))));
      },
    ),
  };
}

/** Matrices in which the variance is often 0: few cells hold anything. */
const sparseMatrix = fc
  .integer({ min: 2, max: 4 })
  .chain((size) =>
    fc.record({
      size: fc.constant(size),
      cells: fc.array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 }), fc.integer({ min: 1, max: 60 })), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  )
  .map(({ size, cells }) => {
    const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const [first, final, count] of cells) {
      const row = counts[first];
      if (row !== undefined) row[final] = (row[final] ?? 0) + count;
    }
    return matrix(...counts);
  });

describe('an interval', () => {
  it('is there only where the variance in fractions is not 0, and then as wide as that says', () => {
    fc.assert(
      fc.property(fc.oneof(sparseMatrix, anyMatrix), anyWeights, (counts, weights) => {
        fc.pre(counts.total > 0);
        const exact = inFractions(counts, weights);
        for (const [estimate, fraction] of [
          [weightedKappa(counts, weights), exact.kappa],
          [gwetAgreement(counts, weights), exact.gwet],
        ] as const) {
          if (fraction === null) {
            expect(estimate).toEqual({ value: null, reason: 'one_grade_only' });
            continue;
          }
          const [numerator, denominator] = fraction.variance;
          expect('interval' in estimate && estimate.interval === null).toBe(numerator === 0n);
          expect(estimate.value).toBeCloseTo(Number(fraction.value[0]) / Number(fraction.value[1]), 10);
          expect('standardError' in estimate && estimate.standardError).toBeCloseTo(
            Math.sqrt(Number(numerator) / Number(denominator)),
            10,
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is not made of the noise of rounding', () => {
    // 19 of 20 good stayed good, 1 became requires improvement: kappa is exactly 0 and so is its variance.
    const counts = matrix([0, 0, 0, 0], [0, 19, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0]);
    for (const weights of ['identity', 'linear', 'quadratic'] as const)
      expect(weightedKappa(counts, weights)).toEqual({ value: 0, standardError: 0, interval: null });
  });
});

function rounded(value: number | null, digits: number): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}

function intervalOf(
  agreement: ReturnType<typeof weightedKappa>,
  digits: number,
): readonly [number | null, number | null] | null {
  if (!('interval' in agreement) || agreement.interval === null) return null;
  return [rounded(agreement.interval.low, digits), rounded(agreement.interval.high, digits)];
}
