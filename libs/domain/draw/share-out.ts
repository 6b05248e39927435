/**
 * Shares a number of cases out among strata in proportion to their sizes, by largest remainder (Hamilton's method), in
 * whole numbers throughout. Equal remainders go to the larger stratum first, then by the stratum's name in code-unit
 * order. A stratum never gets more than it has, since the total never exceeds the sum of the sizes.
 *
 * @param total at most the sum of the sizes
 */
export function shareOut(total: number, sizes: ReadonlyMap<string, number>): Map<string, number> {
  const sum = [...sizes.values()].reduce((all, size) => all + size, 0);
  if (total > sum) throw new RangeError('More cannot be shared out than there is.');
  if (sum === 0) return new Map();
  const shares = [...sizes].map(([stratum, size]) => {
    const remainder = (total * size) % sum;
    return { stratum, size, remainder, share: (total * size - remainder) / sum };
  });
  let left = total - shares.reduce((all, { share }) => all + share, 0);
  const byRemainder = [...shares].sort(
    (one, other) => other.remainder - one.remainder || other.size - one.size || (one.stratum < other.stratum ? -1 : 1),
  );
  for (const row of byRemainder) {
    if (left === 0) break;
    row.share += 1;
    left -= 1;
  }
  return new Map(shares.map(({ stratum, share }) => [stratum, share]));
}
