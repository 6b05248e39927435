import { addDays, dateOf, weekdayOf, type IsoDate } from './iso-date.js';

/** A bank holiday in England and Wales; `date` is the day off, the substitute day where there is one. */
export interface BankHoliday {
  readonly date: IsoDate;
  readonly name: string;
}

/** A holiday moved for one year by royal proclamation. */
const MOVED: Readonly<Record<string, BankHoliday>> = {
  'early-may-2020': { date: '2020-05-08', name: 'Early May bank holiday (VE day)' },
  'spring-2012': { date: '2012-06-04', name: 'Spring bank holiday' },
  'spring-2022': { date: '2022-06-02', name: 'Spring bank holiday' },
};

/** Holidays of one year only, by royal proclamation. */
const EXTRA: readonly BankHoliday[] = [
  { date: '2011-04-29', name: 'Royal wedding' },
  { date: '2012-06-05', name: 'Queen’s Diamond Jubilee' },
  { date: '2022-06-03', name: 'Platinum Jubilee bank holiday' },
  { date: '2022-09-19', name: 'Bank Holiday for the State Funeral of Queen Elizabeth II' },
  { date: '2023-05-08', name: 'Bank holiday for the coronation of King Charles III' },
];

/**
 * The bank holidays of England and Wales in a calendar year, in date order.
 *
 * Banking and Financial Dealings Act 1971, schedule 1, with New Year's Day and the early May holiday as proclaimed every
 * year, and Good Friday and Christmas Day as at common law. Checked against the list on gov.uk from 2012 to 2028 and
 * meant for 2010 onwards. A holiday proclaimed after this was written is entered as a closure in the settings.
 */
export function bankHolidays(year: number): readonly BankHoliday[] {
  const easter = easterSunday(year);
  const newYear = dateOf(year, 1, 1);
  const christmas = dateOf(year, 12, 25);
  const boxingDay = dateOf(year, 12, 26);
  const holidays: BankHoliday[] = [
    { date: firstFreeWeekday(newYear), name: 'New Year’s Day' },
    { date: addDays(easter, -2), name: 'Good Friday' },
    { date: addDays(easter, 1), name: 'Easter Monday' },
    MOVED[`early-may-${year}`] ?? { date: firstMonday(year, 5), name: 'Early May bank holiday' },
    MOVED[`spring-${year}`] ?? { date: lastMonday(year, 5), name: 'Spring bank holiday' },
    { date: lastMonday(year, 8), name: 'Summer bank holiday' },
    // When Christmas Day is a Sunday, Boxing Day keeps its Monday and Christmas Day is made up for on the Tuesday.
    { date: firstFreeWeekday(christmas, boxingDay), name: 'Christmas Day' },
    { date: firstFreeWeekday(boxingDay, firstFreeWeekday(christmas, boxingDay)), name: 'Boxing Day' },
    ...EXTRA.filter(({ date }) => date.startsWith(`${year}-`)),
  ];
  return holidays.sort((left, right) => (left.date < right.date ? -1 : 1));
}

/** The day itself, or where it falls on a weekend the next weekday that is not the day off for another holiday. */
function firstFreeWeekday(day: IsoDate, taken?: IsoDate): IsoDate {
  if (weekdayOf(day) <= 5) return day;
  let substitute = day;
  do substitute = addDays(substitute, 1);
  while (weekdayOf(substitute) > 5 || substitute === taken);
  return substitute;
}

function firstMonday(year: number, month: number): IsoDate {
  const first = dateOf(year, month, 1);
  return addDays(first, (8 - weekdayOf(first)) % 7);
}

/** Of a month with 31 days. */
function lastMonday(year: number, month: 5 | 8): IsoDate {
  const last = dateOf(year, month, 31);
  return addDays(last, 1 - weekdayOf(last));
}

/** Easter Sunday in the Gregorian calendar (the anonymous algorithm of Nature, 1876). */
export function easterSunday(year: number): IsoDate {
  const goldenYear = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * goldenYear + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((goldenYear + 11 * epact + 22 * toSunday) / 451);
  const fromMarch = epact + toSunday - 7 * late + 114;
  return dateOf(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1);
}
