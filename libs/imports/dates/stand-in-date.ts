/** The first and last days that databases and spreadsheets know, and others they write where there is no date. */
const DAYS: ReadonlySet<string> = new Set([
  '0001-01-01',
  '1601-01-01',
  '1753-01-01',
  '1800-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-01',
  '1900-01-02',
  '1901-01-01',
  '1904-01-01',
  '1904-01-02',
  '1970-01-01',
]);
/** Nothing that happens to a child, a case or a member of staff today has a date as late as this. */
const FIRST_DAY_TOO_LATE = '2050-01-01';
const NO_DAY = /^(?:0+|0{1,4}[/.-]0{1,2}[/.-]0{1,4}|0{1,2}[/.-]0?1[/.-]1900|1900-01-00)(?:[T ][0:.]+Z?)?$/;

/** Whether a day (yyyy-MM-dd) is one that systems write for *no date*: 1 January 1900, 31 December 9999 and their like. */
export function standsForNoDate(day: string): boolean {
  return DAYS.has(day) || day >= FIRST_DAY_TOO_LATE;
}

/** Whether a text is a date of zeros, such as `00/00/0000`, or the `00/01/1900` that Excel makes of nothing. */
export function isDateOfZeros(text: string): boolean {
  return NO_DAY.test(text);
}
