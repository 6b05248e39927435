import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dateOf,
  datePartsOf,
  daysBetween,
  daysInMonth,
  isIsoDate,
  isoDate,
  parseIsoDate,
  weekdayOf,
} from './iso-date.js';
import { anyDate } from './any-date.fixture.js';

describe('a date', () => {
  it.each(['2024-02-29', '2026-12-31', '1900-01-01', '2199-12-31'])('is read from %s', (text) => {
    expect(parseIsoDate(text)).toBe(text);
    expect(isIsoDate(text)).toBe(true);
    expect(isoDate(text)).toBe(text);
  });

  it.each([
    '2023-02-29',
    '2024-02-30',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-1-5',
    '24-01-05',
    '05/01/2024',
    '2024-01-05T00:00:00Z',
    ' 2024-01-05',
    '2024-01-05\n',
    '1899-12-31',
    '2200-01-01',
    '0999-01-01',
    '10000-01-01',
    '２024-01-05',
    '',
  ])('is refused from %j', (text) => {
    expect(parseIsoDate(text)).toBeNull();
    expect(isIsoDate(text)).toBe(false);
    expect(() => isoDate(text)).toThrow(RangeError);
  });

  it('is not a number or nothing at all', () => {
    expect([20240105, null, undefined, new Date(0)].map(isIsoDate)).toEqual([false, false, false, false]);
  });

  it.each([
    ['2026-11-16', 1],
    ['2026-11-21', 6],
    ['2026-11-22', 7],
    ['1969-12-31', 3],
    ['1970-01-01', 4],
  ] as const)('knows that %s is day %i of the week', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });

  it.each([
    ['2024-03-31', -1, '2024-02-29'],
    ['2023-03-31', -1, '2023-02-28'],
    ['2024-02-29', -12, '2023-02-28'],
    ['2024-11-30', 3, '2025-02-28'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2024-12-15', 0, '2024-12-15'],
  ] as const)('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('ends with the year 9999', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('1000-01-01', -1)).toThrow(RangeError);
  });

  it('moves by whole days and months only', () => {
    expect(() => addDays('2024-01-01', 0.5)).toThrow(RangeError);
    expect(() => addMonths('2024-01-01', 1.5)).toThrow(RangeError);
  });

  it('is not made of parts that give none', () => {
    expect(() => dateOf(2023, 2, 29)).toThrow(RangeError);
    expect(() => dateOf(2023, 13, 1)).toThrow(RangeError);
    expect(() => addDays('soon', 1)).toThrow(RangeError);
  });

  it('counted on and back is itself', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        const moved = addDays(date, days);
        expect(parseIsoDate(moved)).toBe(moved);
        expect(addDays(moved, -days)).toBe(date);
        expect(daysBetween(date, moved)).toBe(days);
        expect([date < moved, date > moved]).toEqual([days > 0, days < 0]);
        expect(weekdayOf(moved)).toBe(((((weekdayOf(date) - 1 + days) % 7) + 7) % 7) + 1);
      }),
    );
  });

  it('exists where the Gregorian calendar says so', () => {
    const parts = fc.tuple(fc.integer({ min: 1890, max: 2210 }), fc.nat({ max: 13 }), fc.nat({ max: 32 }));
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const utc = new Date(Date.UTC(year, month - 1, day));
        const same =
          [utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate()].join() === [year, month, day].join();
        const text = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
        expect(isIsoDate(text)).toBe(same && year >= 1900 && year <= 2199);
      }),
      { numRuns: 2_000 },
    );
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  });

  it('is its own parts', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const { year, month, day } = datePartsOf(date);
        expect(dateOf(year, month, day)).toBe(date);
      }),
    );
  });
});
