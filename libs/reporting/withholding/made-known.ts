import { addMonths } from '#domain';
import { monthEnd } from '#facts';

/** Months into a financial year: its first half and a month for what of it is moderated and put right; the year and a month likewise. */
const [HALF, WHOLE] = [7, 13] as const;

/** A moment at which figures of a year are made known, and the one at which they had last changed. */
export interface MadeKnown {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly changedAt: number;
}

/**
 * When figures of a financial year may be made known. What is made known early stands in the way of what would be made known
 * later, where the few audits between would be told: so a year is told of when most of its first half is settled, when most
 * of it is, and after that whenever something has changed. @param year its first day @param moments all at which anything
 * is made known, in order @param changes those at which something of the year changed, in order
 */
export function madeKnown(year: string, moments: readonly number[], changes: readonly number[]): readonly MadeKnown[] {
  const [half, whole] = [endOfMonth(year, HALF), endOfMonth(year, WHOLE)];
  const known: MadeKnown[] = [];
  for (const at of moments) {
    if (at !== half && at < whole) continue;
    const changedAt = changes.findLast((change) => change <= at);
    if (changedAt !== undefined && changedAt !== known.at(-1)?.changedAt) known.push({ at, changedAt });
  }
  return known;
}

/** @param months counted from 1 */
const endOfMonth = (year: string, months: number): number => monthEnd(addMonths(year, months - 1));
