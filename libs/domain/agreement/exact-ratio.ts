/** More bits than a number holds, so that only the last rounding is felt. */
const BITS = 64;

/** A fraction of whole numbers of any length as the number next to it. @param denominator above 0 */
export function ratio(numerator: bigint, denominator: bigint): number {
  if (numerator < 0n) return -ratio(-numerator, denominator);
  const shift = Math.max(0, BITS + bitsOf(denominator) - bitsOf(numerator));
  return Number((numerator << BigInt(shift)) / denominator) * 2 ** -shift;
}

function bitsOf(whole: bigint): number {
  return 4 * whole.toString(16).length;
}
