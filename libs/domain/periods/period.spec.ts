import fc from 'fast-check';
import { anyDate } from '../calendar/any-date.fixture.js';
import { addDays, daysBetween } from '../calendar/iso-date.js';
import { periodLabel } from './period-label.js';
import { parsePeriod, periodBefore, periodKey, periodOf, periodsBetween, type PeriodLength } from './period.js';

const LENGTHS: readonly PeriodLength[] = ['month', 'quarter', 'year'];
const anyLength = fc.constantFrom(...LENGTHS);

describe('a period', () => {
  it.each([
    ['2024-04-01', 'month', '2024-04', '2024-04-01', '2024-04-30'],
    ['2024-02-29', 'month', '2024-02', '2024-02-01', '2024-02-29'],
    ['2024-03-31', 'quarter', '2023-24-Q4', '2024-01-01', '2024-03-31'],
    ['2024-04-01', 'quarter', '2024-25-Q1', '2024-04-01', '2024-06-30'],
    ['2024-12-31', 'quarter', '2024-25-Q3', '2024-10-01', '2024-12-31'],
    ['2024-03-31', 'year', '2023-24', '2023-04-01', '2024-03-31'],
    ['2024-04-01', 'year', '2024-25', '2024-04-01', '2025-03-31'],
    ['1999-06-01', 'year', '1999-00', '1999-04-01', '2000-03-31'],
  ] as const)('of %s by %s is %s', (date, length, key, from, to) => {
    expect(periodOf(date, length)).toEqual({ key, length, from, to });
    expect(periodKey(date, length)).toBe(key);
  });

  it.each([
    '2024-13',
    '2024-00',
    '2024-4',
    '2024-26',
    '2024-24',
    '2024-25-Q0',
    '2024-25-Q5',
    '2024-26-Q1',
    '2024-25-q1',
    '2024-Q1',
    '2024',
    ' 2024-04',
    '2024-04\n',
    '2024-04-01',
    '1899-04',
    '2200-01',
    '9999-00',
    'total',
    '',
  ])('is not read from %j', (key) => {
    expect(parsePeriod(key)).toBeNull();
  });

  it('reads 2009-10 as the month, or as the year when a year is asked for', () => {
    expect(parsePeriod('2009-10')?.from).toBe('2009-10-01');
    expect(parsePeriod('2009-10', 'year')?.from).toBe('2009-04-01');
    expect(parsePeriod('2024-25', 'month')).toBeNull();
    expect(parsePeriod('2024-04', 'quarter')).toBeNull();
  });

  it('is written out for a reader', () => {
    const labels = LENGTHS.map((length) => periodLabel(periodOf('2024-05-14', length)));
    expect(labels).toEqual(['May 2024', 'Quarter 1 of 2024-25 (April to June 2024)', '2024-25']);
    expect(periodLabel({ key: 'total', length: 'total', from: '2024-04-01', to: '2024-04-30' })).toBe('Total');
  });

  it('cut short by a range has the name and the predecessor of the whole', () => {
    const cut = { key: '2024-25-Q1', length: 'quarter', from: '2024-05-14', to: '2024-05-20' } as const;
    expect(periodsBetween('2024-05-14', '2024-05-20', 'quarter')).toEqual([cut]);
    expect(periodLabel(cut)).toBe('Quarter 1 of 2024-25 (April to June 2024)');
    expect(periodBefore(cut).key).toBe('2023-24-Q4');
  });

  it('contains its date and is read back from its key', () => {
    fc.assert(
      fc.property(anyDate, anyLength, (date, length) => {
        const period = periodOf(date, length);
        expect(period.from <= date && date <= period.to).toBe(true);
        expect(periodKey(date, length)).toBe(period.key);
        expect(parsePeriod(period.key, length)).toEqual(period);
        expect(periodOf(period.to, length)).toEqual(period);
        expect(periodBefore(period).to).toBe(addDays(period.from, -1));
      }),
    );
  });
});

describe('the periods of a range', () => {
  it('are in order, with none left out', () => {
    expect(periodsBetween('2023-12-01', '2024-04-30', 'month').map(({ key }) => key)).toEqual([
      '2023-12',
      '2024-01',
      '2024-02',
      '2024-03',
      '2024-04',
    ]);
  });

  it('are one, the total, without a length', () => {
    expect(periodsBetween('2024-04-01', '2025-03-31', 'total')).toEqual([
      { key: 'total', length: 'total', from: '2024-04-01', to: '2025-03-31' },
    ]);
    expect(periodKey('2024-05-01', 'total')).toBe('total');
  });

  it('do not run backwards', () => {
    expect(() => periodsBetween('2024-05-02', '2024-05-01', 'month')).toThrow(RangeError);
  });

  it('cover every day once', () => {
    fc.assert(
      fc.property(anyDate, fc.nat({ max: 2_000 }), anyLength, (from, days, by) => {
        const to = addDays(from, days);
        const periods = periodsBetween(from, to, by);
        expect(periods.at(0)?.from).toBe(from);
        expect(periods.at(-1)?.to).toBe(to);
        periods.slice(1).forEach((period, index) => {
          expect(period.from).toBe(addDays(periods[index]?.to ?? from, 1));
        });
        expect(periods.reduce((sum, period) => sum + daysBetween(period.from, period.to) + 1, 0)).toBe(days + 1);
        expect(new Set(periods.map(({ key }) => key)).size).toBe(periods.length);
      }),
    );
  });
});
