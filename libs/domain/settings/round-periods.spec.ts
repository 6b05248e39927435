import fc from 'fast-check';
import { anyDate } from '../calendar/any-date.fixture.js';
import { workingDays } from '../calendar/working-days.js';
import { ROUND_LENGTHS, type Round } from './programme-settings.js';
import {
  drawDueOn,
  drawFor,
  drawsBetween,
  parseRoundPeriod,
  roundPeriodLabel,
  roundPeriodOf,
} from './round-periods.js';

const ROUND: Round = {
  key: 'monthly',
  label: 'Monthly audits',
  activity: 'deep-dive',
  every: 'month',
  months: [],
  size: null,
  quotas: null,
  stratum: null,
  theme: null,
  targetPerYear: null,
  replaces: null,
};
const anyLength = fc.constantFrom(...ROUND_LENGTHS);
const someMonths = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 11 });

describe('the periods of a round', () => {
  it.each([
    ['month', '2026-05-31', '2026-05', '2026-05-01', '2026-05-31', 'May 2026'],
    ['quarter', '2026-04-01', '2026-27-Q1', '2026-04-01', '2026-06-30', 'Quarter 1 of 2026-27 (April to June 2026)'],
    [
      'half-year',
      '2026-09-30',
      '2026-27-H1',
      '2026-04-01',
      '2026-09-30',
      'Half 1 of 2026-27 (April to September 2026)',
    ],
    ['half-year', '2027-01-01', '2026-27-H2', '2026-10-01', '2027-03-31', 'Half 2 of 2026-27 (October to March 2027)'],
    ['once', '2027-03-31', '2026-27', '2026-04-01', '2027-03-31', '2026-27'],
  ] as const)('of a %s, with %s in it, is %s', (every, date, key, from, to, label) => {
    expect(roundPeriodOf(every, date)).toMatchObject({ key, from, to });
    expect(roundPeriodLabel(every, key)).toBe(label);
  });

  it('is found again by its key, whatever day it was of, and holds that day', () => {
    fc.assert(
      fc.property(anyLength, anyDate, (every, date) => {
        const period = roundPeriodOf(every, date);
        expect(parseRoundPeriod(every, period.key)).toMatchObject({ from: period.from, to: period.to });
        expect([period.from <= date, date <= period.to]).toEqual([true, true]);
      }),
    );
  });

  it.each([
    ['month', '2026-27-Q1'],
    ['quarter', '2026-27-Q5'],
    ['half-year', '2026-27-H3'],
    ['half-year', '2026-28-H1'],
    ['half-year', '2026-27'],
    ['once', '2026-04-01'],
  ] as const)('of a %s is not %s', (every, key) => {
    expect(parseRoundPeriod(every, key)).toBeNull();
  });
});

describe('the draws that settings ask for', () => {
  it('are one a period at most, in a month of the round that has audits', () => {
    fc.assert(
      fc.property(anyLength, someMonths, someMonths, anyDate, (every, months, excludedMonths, date) => {
        const settings = { rounds: [{ ...ROUND, every, months }], excludedMonths };
        const year = roundPeriodOf('once', date);
        const draws = drawsBetween(settings, year.from, year.to);
        expect(new Set(draws.map(({ period }) => period.key)).size).toBe(draws.length);
        for (const { round, period, month } of draws) {
          const number = Number(month.slice(5));
          expect(excludedMonths).not.toContain(number);
          if (months.length > 0) expect(months).toContain(number);
          expect([period.from <= `${month}-01`, `${month}-01` <= period.to]).toEqual([true, true]);
          expect(drawFor(round, period, settings)?.month).toBe(month);
        }
      }),
    );
  });

  it('are in the first month of each period, or the first that has audits', () => {
    const months = (every: Round['every'], of: readonly number[], excludedMonths: readonly number[]) =>
      drawsBetween({ rounds: [{ ...ROUND, every, months: of }], excludedMonths }, '2026-04-01', '2027-03-31').map(
        ({ period, month }) => `${period.key} in ${month}`,
      );
    expect(months('quarter', [], [])).toEqual([
      '2026-27-Q1 in 2026-04',
      '2026-27-Q2 in 2026-07',
      '2026-27-Q3 in 2026-10',
      '2026-27-Q4 in 2027-01',
    ]);
    expect(months('quarter', [], [7])).toContain('2026-27-Q2 in 2026-08');
    expect(months('quarter', [5, 11], [])).toEqual(['2026-27-Q1 in 2026-05', '2026-27-Q3 in 2026-11']);
    expect(months('once', [10], [])).toEqual(['2026-27 in 2026-10']);
    expect(months('month', [], [8, 12])).toHaveLength(10);
  });

  it('are due on the first working day of their month', () => {
    expect(drawDueOn({ month: '2026-05' }, workingDays([]))).toBe('2026-05-01');
    expect(drawDueOn({ month: '2026-08' }, workingDays(['2026-08-03']))).toBe('2026-08-04');
    expect(drawDueOn({ month: '2027-01' }, workingDays([]))).toBe('2027-01-04');
  });
});
