import fc from 'fast-check';
import { anyDate } from './any-date.fixture.js';
import { addDays } from './iso-date.js';
import { endOfLondonDay, londonDateOf, londonInstant, londonTimeOf } from './london-time.js';

const londonClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const later = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

describe('time in London', () => {
  it.each([
    ['2026-01-15T23:59:59.999Z', '2026-01-15'],
    ['2026-06-30T22:59:59.999Z', '2026-06-30'],
    ['2026-06-30T23:00:00.000Z', '2026-07-01'],
    ['2024-03-31T00:59:59.999Z', '2024-03-31'],
    ['2024-10-26T23:30:00.000Z', '2024-10-27'],
    ['2024-10-27T23:30:00.000Z', '2024-10-27'],
  ])('%s is on %s', (instant, date) => {
    expect(londonDateOf(instant)).toBe(date);
  });

  it.each([
    ['2026-01-15', '2026-01-15T23:59:59.999Z'],
    ['2026-07-01', '2026-07-01T22:59:59.999Z'],
    // The day the clocks go forward, and the day they go back: 23 and 25 hours long.
    ['2024-03-30', '2024-03-30T23:59:59.999Z'],
    ['2024-03-31', '2024-03-31T22:59:59.999Z'],
    ['2024-10-26', '2024-10-26T22:59:59.999Z'],
    ['2024-10-27', '2024-10-27T23:59:59.999Z'],
  ] as const)('%s ends at %s', (date, instant) => {
    expect(endOfLondonDay(date)).toBe(instant);
  });

  it('ends a day one millisecond before the next begins', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const end = endOfLondonDay(date);
        expect(londonDateOf(end)).toBe(date);
        expect(londonDateOf(later(end, 1))).toBe(addDays(date, 1));
      }),
    );
  });

  it('agrees with the time zone database from 1996 on', () => {
    const times = fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2060, 11, 31) });
    fc.assert(
      fc.property(times, (time) => {
        const instant = new Date(time).toISOString();
        expect(londonDateOf(instant)).toBe(londonClock.format(new Date(time)));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([[], ['soon']])('is not read from %j', (instant = '') => {
    expect(() => londonDateOf(instant)).toThrow(RangeError);
  });

  it.each([
    ['2026-01-15', '08:00', '2026-01-15T08:00:00.000Z'],
    ['2026-07-01', '08:00', '2026-07-01T07:00:00.000Z'],
    ['2026-10-25', '00:30', '2026-10-24T23:30:00.000Z'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '02:30', '2026-10-25T02:30:00.000Z'],
    ['2026-03-29', '00:30', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
  ])('%s at %s is %s', (date, time, instant) => {
    expect(londonInstant(date, time)).toBe(instant);
  });

  it('shows on a clock what its instant was made of', () => {
    const hours = fc.integer({ min: 3, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:45`);
    fc.assert(
      fc.property(anyDate, hours, (date, time) => {
        const instant = londonInstant(date, time);
        expect([londonDateOf(instant), londonTimeOf(instant)]).toEqual([date, time]);
      }),
    );
  });
});
