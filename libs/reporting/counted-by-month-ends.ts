import { addDays, endOfLondonDay, londonDateOf, periodOf } from '#domain';

type Counts = ReadonlyMap<string, number>;

/** Counts as they stood at the end of a month. */
export interface Standing {
  /** Instant, UTC. */
  readonly end: string;
  readonly counts: Counts;
}

/**
 * What is told outside the QA team of counts that grow and are corrected: those of the months' ends at which each of them
 * differs from what was told at every end before, nothing being the first, by nothing or by the smallest number that is told.
 * So whatever is taken from whatever, as at any moments, comes to nothing or to that many.
 * @param moments instants at which something was recorded
 * @returns the ends at which something else is told than before, in order
 */
export function countedByMonthEnds(
  moments: readonly string[],
  { minimum, until }: { readonly minimum: number; readonly until: string },
  countsAt: (end: string) => Counts,
): readonly Standing[] {
  const ends = [...new Set(moments.map(monthEndAfter))].filter((end) => end <= until).sort();
  const told: Standing[] = [];
  for (const end of ends) {
    const counts = countsAt(end);
    if ([new Map(), ...told.map((one) => one.counts)].every((before) => isApart(before, counts, minimum)))
      told.push({ end, counts });
  }
  return told;
}

function isApart(before: Counts, after: Counts, minimum: number): boolean {
  return [...new Set([...before.keys(), ...after.keys()])].every((key) => {
    const more = Math.abs((after.get(key) ?? 0) - (before.get(key) ?? 0));
    return more === 0 || more >= minimum;
  });
}

/** The end of the month that an instant is in. */
function monthEndAfter(instant: string): string {
  return endOfLondonDay(periodOf(londonDateOf(instant), 'month').to);
}

/** The end of the last month that was over by an instant. */
export const lastMonthEnd = (instant: string): string =>
  endOfLondonDay(addDays(periodOf(londonDateOf(instant), 'month').from, -1));
