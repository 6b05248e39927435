/** An exact number: `top` over `bottom`, which is more than 0. Edges and values are compared without binary rounding. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** `62.5` exactly; null for what is no plain decimal. */
export function fractionOf(text: string): Fraction | null {
  const [, sign, whole, part = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return null;
  const top = BigInt(whole + part);
  return { top: sign === '-' ? -top : top, bottom: 10n ** BigInt(part.length) };
}

/** Less than 0, 0 or more than 0, as the first is less than, equal to or more than the second. */
export function compareFractions(one: Fraction, other: Fraction): number {
  const difference = one.top * other.bottom - other.top * one.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const plus = (one: Fraction, other: Fraction): Fraction => ({
  top: one.top * other.bottom + other.top * one.bottom,
  bottom: one.bottom * other.bottom,
});

export const times = (one: Fraction, other: Fraction): Fraction => ({
  top: one.top * other.top,
  bottom: one.bottom * other.bottom,
});

/** Rounded half up (away from 0 below it) to so many decimals, as plain text without noughts at the end: `62.5`, `80`. */
export function decimalText({ top, bottom }: Fraction, places: number): string {
  const isBelow = top < 0n;
  const size = isBelow ? -top : top;
  const scaled = (2n * size * 10n ** BigInt(places) + bottom) / (2n * bottom);
  const digits = String(scaled).padStart(places + 1, '0');
  const part = places === 0 ? '' : digits.slice(-places).replace(/0+$/, '');
  const whole = places === 0 ? digits : digits.slice(0, -places);
  return `${isBelow && scaled !== 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}
