import fc from 'fast-check';
import { dateOfSerial, serialOfDate, type DateSystem } from './excel-serial.js';
import { isDate, writtenDate } from './written-date.js';

const system = fc.constantFrom<DateSystem>(1900, 1904);
const day = fc
  .date({ min: new Date('1904-01-02T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('Excel serials', () => {
  it.each<[number, DateSystem, string | null]>([
    [1, 1900, '1900-01-01'],
    [59, 1900, '1900-02-28'],
    [60, 1900, null],
    [61, 1900, '1900-03-01'],
    [44243, 1900, '2021-02-16'],
    [44243.999, 1900, '2021-02-16'],
    [2958465, 1900, '9999-12-31'],
    [2958466, 1900, null],
    [0, 1900, null],
    [-1, 1900, null],
    [Number.NaN, 1900, null],
    [Number.POSITIVE_INFINITY, 1900, null],
    [0, 1904, '1904-01-01'],
    [42781, 1904, '2021-02-16'],
    [-1, 1904, null],
  ])('%d counted from %d is %j', (serial, from, date) => {
    expect(dateOfSerial(serial, from)).toBe(date);
  });

  it('and dates turn into one another', () => {
    fc.assert(
      fc.property(day, system, (date, from) => expect(dateOfSerial(serialOfDate(date, from), from)).toBe(date)),
    );
  });

  it('four years and a day lie between the two systems', () => {
    fc.assert(fc.property(day, (date) => expect(serialOfDate(date, 1900) - serialOfDate(date, 1904)).toBe(1462)));
  });
});

describe('written dates', () => {
  it('are the same day in ISO and day first', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [year, month, dayOfMonth] = date.split('-');
        expect(writtenDate(date)).toEqual({ date });
        expect(writtenDate(`${dayOfMonth}/${month}/${year}`)).toEqual({ date });
        expect(writtenDate(`${Number(dayOfMonth)}/${Number(month)}/${year}`)).toEqual({ date });
      }),
    );
  });

  it.each([
    '2021-02-29',
    '2021-02-30',
    '2021-13-01',
    '2021-00-10',
    '2021-01-00',
    '31/04/2021',
    '0021-01-01',
    '32/01/2021',
  ])('%s does not exist', (text) => {
    expect(writtenDate(text)).toEqual({ reason: 'This date does not exist.' });
  });

  it.each(['', 'today', '2021', '2021/02/16', '16-Feb-2021', '44243', '1/2', '2021-2-16'])('%j is no date', (text) => {
    expect(writtenDate(text)).toHaveProperty('reason');
  });

  it('of an as-at date are ISO and nothing else', () => {
    expect(isDate('2021-02-28')).toBe(true);
    expect(['2021-02-29', '28/02/2021', '2021-02-28T00:00', ''].map(isDate)).toEqual([false, false, false, false]);
  });
});
