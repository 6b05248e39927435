import fc from 'fast-check';
import { percent, percentAt } from './percent.js';
import { countsGiving, reproducesPublished, type PrintedPercentage } from './published-figure.js';
import { smallestWholeGiving } from './smallest-whole.fixture.js';

const counts = fc
  .tuple(fc.integer({ min: 1, max: 100_000 }), fc.nat())
  .map(([whole, any]) => ({ whole, part: any % (whole + 1) }));

describe('a percentage', () => {
  it.each([
    [0, 0, null],
    [0, 45, 0],
    [45, 45, 100],
    [21, 45, 47],
    [1, 200, 1],
    [1, 201, 0],
    [1, 8, 13],
    [3, 8, 38],
    [5, 8, 63],
    // 28.5 and 57.5 in binary fractions, which naive rounding can get wrong.
    [57, 200, 29],
    [115, 200, 58],
    [201, 200, 101],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 100],
  ])('of %i in %i is %s', (numerator, denominator, expected) => {
    expect(percent(numerator, denominator)).toBe(expected);
  });

  it.each([
    [1, 8, 1, 12.5],
    [1, 3, 2, 33.33],
    [2, 3, 2, 66.67],
    [5, 8, 1, 62.5],
    // 1.005 is less than itself in binary.
    [1005, 100_000, 2, 1.01],
    [0, 0, 1, null],
  ])('of %i in %i to %i decimals is %s', (numerator, denominator, decimals, expected) => {
    expect(percentAt(numerator, denominator, decimals)).toBe(expected);
  });

  it.each([
    [-1, 2],
    [1, -2],
    [0.5, 2],
    [Number.NaN, 2],
    [1, Number.POSITIVE_INFINITY],
  ])('of %d in %d is not one', (numerator, denominator) => {
    expect(() => percent(numerator, denominator)).toThrow(RangeError);
  });

  it('is the nearest whole number, the upper one of two equally near', () => {
    fc.assert(
      fc.property(counts, ({ part, whole }) => {
        const distance = 2 * (100 * part - (percent(part, whole) ?? Number.NaN) * whole);
        expect(distance).toBeGreaterThanOrEqual(-whole);
        expect(distance).toBeLessThan(whole);
      }),
    );
  });

  it('grows with the count and does not change with its scale', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 1_000 }), ({ part, whole }, factor) => {
        expect(percent(part * factor, whole * factor)).toBe(percent(part, whole));
        expect(percent(part + 1, whole)).toBeGreaterThanOrEqual(percent(part, whole) ?? Number.NaN);
      }),
    );
  });
});

describe('a published percentage', () => {
  const printed = (
    figure: number,
    numerator: number | null,
    denominator: number | null,
    decimals = 0,
  ): PrintedPercentage => ({ percent: figure, numerator, denominator, decimals });

  // Printed in the reports of Nottinghamshire (2014) and Sefton (October and November 2023).
  it.each([
    ['moderated deep dives, Sefton', printed(47, 21, 45), 'agrees', 47],
    ['adequate or good, Nottinghamshire', printed(82, 262, 320), 'agrees', 82],
    ['inadequate, Nottinghamshire', printed(18, 58, 320), 'agrees', 18],
    ['parents: excellent or good', printed(50, 15, 30), 'agrees', 50],
    ['parents: very poor', printed(10, 3, 30), 'agrees', 10],
    ['children: quite poor', printed(12.5, 1, 8, 1), 'agrees', 12.5],
    ['child-centred, requires improvement, of 45', printed(73, null, 45), 'agrees', null],
    ['child-centred, good, of 45', printed(21, null, 45), 'no_count_gives_it', null],
    ['second plan within two years, of 20', printed(62.5, null, 20, 1), 'no_count_gives_it', null],
    ['without a denominator', printed(66, null, null), 'unchecked', null],
    ['a slip', printed(48, 21, 45), 'no_count_gives_it', 47],
    ['another slip', printed(49, 21, 45), 'differs', 47],
    ['nothing counted', printed(0, 0, 0), 'no_count_gives_it', null],
  ] as const)('%s', (_what, figure, verdict, computed) => {
    expect(reproducesPublished(figure)).toMatchObject({ verdict, computed });
  });

  it('without a numerator lists every count it could stand for', () => {
    expect(reproducesPublished(printed(82, null, 320)).counts).toEqual([261, 262, 263]);
    expect(reproducesPublished(printed(59, null, 101)).counts).toEqual([60]);
    expect(reproducesPublished(printed(73, null, 45)).counts).toEqual([33]);
  });

  it('is reached by no fewer than 73 audits where Sefton printed 21, 73 and 7', () => {
    expect(smallestWholeGiving([21, 73, 7], 0, 200)).toBe(73);
    expect(smallestWholeGiving([21, 73, 7], 0, 72)).toBeNull();
    expect(smallestWholeGiving([50, 25, 12.5, 12.5], 1, 200)).toBe(8);
    expect(smallestWholeGiving([60, 60], 0, 200)).toBeNull();
  });

  it('stands for exactly the counts that are rounded to it', () => {
    const decimals = fc.nat({ max: 2 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat({ max: 100 }), decimals, (whole, figure, places) => {
        const all = Array.from({ length: whole + 1 }, (_, count) => count);
        expect(countsGiving(figure, places, whole)).toEqual(
          all.filter((count) => percentAt(count, whole, places) === figure),
        );
      }),
    );
  });
});
