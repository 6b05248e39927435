import { endOfLondonDay, isIsoDate } from '#domain';

/** @returns milliseconds since 1970; no end for what is known now */
export function instantOf(asAt: string | null): number {
  if (asAt === null) return Number.MAX_VALUE;
  const instant = Date.parse(isIsoDate(asAt) ? endOfLondonDay(asAt) : asAt);
  if (Number.isNaN(instant)) throw new RangeError('A report is as at a date or an instant.');
  return instant;
}
