/** The working days of England and Wales with a council's closures. Dates are ISO `yyyy-MM-dd`, London. */
export interface WorkingDays {
  isWorkingDay(date: string): boolean;
  /** The nth working day after (n > 0) or before (n < 0) a date; n = 0 gives the date itself or the next working day. */
  addWorkingDays(date: string, n: number): string;
  /** Working days after `from` up to and including `to`; negative when `to` is earlier. */
  workingDaysBetween(from: string, to: string): number;
}
