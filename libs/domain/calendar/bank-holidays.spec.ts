import { bankHolidays, easterSunday } from './bank-holidays.js';
import { weekdayOf } from './iso-date.js';
import { PUBLISHED_BANK_HOLIDAYS } from './published-bank-holidays.fixture.js';

const years = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('bank holidays of England and Wales', () => {
  it.each(years(2012, 2028))('are those the government published for %i', (year) => {
    const published = PUBLISHED_BANK_HOLIDAYS.filter(({ date }) => date.startsWith(`${year}-`));
    expect(published.length).toBeGreaterThanOrEqual(8);
    expect(bankHolidays(year)).toEqual(published);
  });

  it('took Friday 29 April 2011 for the royal wedding', () => {
    expect(bankHolidays(2011).map(({ date }) => date)).toEqual([
      '2011-01-03',
      '2011-04-22',
      '2011-04-25',
      '2011-04-29',
      '2011-05-02',
      '2011-05-30',
      '2011-08-29',
      '2011-12-26',
      '2011-12-27',
    ]);
  });

  it('gives 28 December 2026 for Boxing Day, which is a Saturday, and not the Saturday as well', () => {
    const dates = bankHolidays(2026).map(({ date }) => date);
    expect(dates).toContain('2026-12-28');
    expect(dates).not.toContain('2026-12-26');
  });

  it.each(years(2024, 2060))('are eight different weekdays in %i', (year) => {
    const dates = bankHolidays(year).map(({ date }) => date);
    expect(new Set(dates).size).toBe(8);
    expect(dates).toEqual([...dates].sort());
    expect(dates.filter((date) => weekdayOf(date) > 5 || !date.startsWith(`${year}-`))).toEqual([]);
  });

  // The earliest and latest Easters and the exceptions of the Gregorian tables (1954, 1981, 2049, 2076).
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2076, '2076-04-19'],
  ])('put Easter %i on %s', (year, date) => {
    expect(easterSunday(year)).toBe(date);
  });
});
