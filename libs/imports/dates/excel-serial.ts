/** The day Excel counts from. Workbooks made on old Macs count from 1904. */
export type DateSystem = 1900 | 1904;

const DAY = 86_400_000;
const DAY_ZERO_1900 = Date.UTC(1899, 11, 31);
const DAY_ZERO_1904 = Date.UTC(1904, 0, 1);
const LAST_DAY = Date.UTC(9999, 11, 31);

/**
 * The date (yyyy-MM-dd) of an Excel serial; a time of day is dropped. Null for a serial that is no date: negative, past
 * the year 9999, day 0 of the 1900 system, and its day 60, the 29 February 1900 that Excel counts and that never was.
 */
export function dateOfSerial(serial: number, system: DateSystem): string | null {
  const day = Math.floor(serial);
  if (!Number.isFinite(day)) return null;
  if (system === 1904) return day < 0 ? null : isoDay(DAY_ZERO_1904 + day * DAY);
  if (day < 1 || day === 60) return null;
  return isoDay(DAY_ZERO_1900 + (day > 60 ? day - 1 : day) * DAY);
}

/**
 * The serial of a real date (yyyy-MM-dd), the inverse of {@link dateOfSerial}.
 * @internal for the specs
 */
export function serialOfDate(date: string, system: DateSystem): number {
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (system === 1904) return Math.round((instant - DAY_ZERO_1904) / DAY);
  const day = Math.round((instant - DAY_ZERO_1900) / DAY);
  return day >= 60 ? day + 1 : day;
}

function isoDay(instant: number): string | null {
  return instant > LAST_DAY ? null : new Date(instant).toISOString().slice(0, 10);
}
