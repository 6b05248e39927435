import { addMonths } from '#domain';

/** Months back from a date's own, the newest first: `2026-05`. */
export const monthsUpTo = (today: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => addMonths(`${today.slice(0, 7)}-01`, -index).slice(0, 7));
