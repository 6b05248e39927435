/**
 * A share in whole per cent, rounded half up; null where nothing was counted. Exact: worked out in whole numbers, so that
 * 1 of 200 is 1% (0.5) and 57 of 8 000 000 does not depend on binary fractions. Always shown beside its counts.
 * @throws RangeError for anything but counts
 */
export function percent(numerator: number, denominator: number): number | null {
  return percentAt(numerator, denominator, 0);
}

/**
 * The same to a number of decimals: 1 of 8 to one decimal is 12.5.
 * @param decimals 0 to 10
 */
export function percentAt(numerator: number, denominator: number, decimals: number): number | null {
  if (
    ![numerator, denominator, decimals].every((count) => Number.isSafeInteger(count) && count >= 0) ||
    decimals > 10
  ) {
    throw new RangeError('A percentage is worked out from whole numbers that are not negative.');
  }
  if (denominator === 0) return null;
  const unit = 10n ** BigInt(decimals);
  const whole = BigInt(denominator);
  // Half up is the floor of the value and a half: (100 n u + N/2) / N, both doubled to stay whole.
  const rounded = (200n * BigInt(numerator) * unit + whole) / (2n * whole);
  return Number(rounded) / Number(unit);
}

/** The same with a half rounded to the even neighbour, as spreadsheets and statistics packages also do: 1 of 8 is 12. */
export function percentToEvenAt(numerator: number, denominator: number, decimals: number): number | null {
  const halfUp = percentAt(numerator, denominator, decimals);
  if (halfUp === null) return null;
  const unit = 10n ** BigInt(decimals);
  const whole = BigInt(denominator);
  const share = 100n * BigInt(numerator) * unit;
  const floor = share / whole;
  const isHalf = 2n * (share % whole) === whole;
  return isHalf && floor % 2n === 0n ? Number(floor) / Number(unit) : halfUp;
}
