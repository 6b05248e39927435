import fc from 'fast-check';
import { anyDate } from './any-date.fixture.js';
import { addDays } from './iso-date.js';
import { workingDays } from './working-days.js';

const anyCalendar = fc.array(anyDate, { maxLength: 40 }).map((closures) => workingDays(closures));
const anyCount = fc.integer({ min: 1, max: 120 });

describe('working days', () => {
  const calendar = workingDays(['2026-12-29', '2026-12-30', '2026-12-31']);

  it.each([
    ['2026-11-20', true, 'a Friday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-12-25', false, 'Christmas Day'],
    ['2026-12-28', false, 'the substitute for Boxing Day'],
    ['2026-12-30', false, 'a closure of the council'],
    ['2027-01-04', true, 'the first Monday of the year'],
  ] as const)('on %s: %s, %s', (date, expected, _why) => {
    expect(calendar.isWorkingDay(date)).toBe(expected);
  });

  it.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-11-21', 0, '2026-11-23'],
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-12-23', 2, '2027-01-04'],
    ['2027-01-04', -2, '2026-12-23'],
    // The Easter of 2024, over the change to summer time.
    ['2024-03-28', 1, '2024-04-02'],
    ['2024-03-25', 10, '2024-04-10'],
  ] as const)('%s and %i is %s', (date, days, expected) => {
    expect(calendar.addWorkingDays(date, days)).toBe(expected);
  });

  it.each([
    ['2026-11-20', '2026-11-23', 1],
    ['2026-11-20', '2026-11-21', 0],
    ['2026-11-23', '2026-11-20', -1],
    ['2026-11-20', '2026-11-20', 0],
    ['2026-12-23', '2027-01-04', 2],
  ] as const)('from %s to %s are %i', (from, to, expected) => {
    expect(calendar.workingDaysBetween(from, to)).toBe(expected);
  });

  it('are counted whole', () => {
    expect(() => calendar.addWorkingDays('2026-11-20', 1.5)).toThrow(RangeError);
  });

  it('are never landed on when nobody works', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.integer({ min: -120, max: 120 }), (days, date, count) => {
        expect(days.isWorkingDay(days.addWorkingDays(date, count))).toBe(true);
      }),
    );
  });

  it('added and taken away again lead back to a working day', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyCount, (days, date, count) => {
        const start = days.addWorkingDays(date, 0);
        expect(days.addWorkingDays(days.addWorkingDays(start, count), -count)).toBe(start);
        expect(days.addWorkingDays(days.addWorkingDays(start, -count), count)).toBe(start);
      }),
    );
  });

  it('between a date and the date so many later are so many', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyCount, (days, date, count) => {
        expect(days.workingDaysBetween(date, days.addWorkingDays(date, count))).toBe(count);
      }),
    );
  });

  it('keep their order: a later start or a longer deadline is never due earlier', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.nat({ max: 60 }), anyCount, (days, date, shift, count) => {
        const due = days.addWorkingDays(date, count);
        expect(days.addWorkingDays(addDays(date, shift), count) >= due).toBe(true);
        expect(days.addWorkingDays(date, count + 1) > due).toBe(true);
      }),
    );
  });

  it('add up over any day between, and count the same backwards', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.nat({ max: 90 }), fc.nat({ max: 90 }), (days, from, first, second) => {
        const middle = addDays(from, first);
        const to = addDays(middle, second);
        const whole = days.workingDaysBetween(from, to);
        expect(days.workingDaysBetween(from, middle) + days.workingDaysBetween(middle, to)).toBe(whole);
        expect(days.workingDaysBetween(to, from)).toBe(0 - whole);
      }),
    );
  });
});
