/** How many names are offered where somebody wrote one that is not known. */
const OFFERED = 3;

/**
 * The names nearest to one that somebody wrote, nearest first: by Levenshtein distance without regard to case, and only
 * those that it could have been meant for, a third of its letters away at most.
 */
export function nearestNames(written: string, known: Iterable<string>): readonly string[] {
  const of = written.trim().toLowerCase();
  return [...new Set(known)]
    .map((name) => ({ name, away: distance(of, name.toLowerCase()) }))
    .filter(({ name, away }) => away <= Math.max(1, Math.ceil(Math.max(of.length, name.length) / 3)))
    .sort((one, other) => one.away - other.away || (one.name < other.name ? -1 : 1))
    .slice(0, OFFERED)
    .map(({ name }) => name);
}

/** How many letters must be put in, taken out or changed to make one text of another. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
