import { isInBand } from './band.js';
import { bandsOf, isPercent } from './band-findings.js';
import type { Measure, MeasureBand, MeasureReading } from './events.js';
import { decimalText, fractionOf, type Fraction } from './fraction.js';

/** What a reading is in its measure's bands. */
export interface JudgedReading {
  /** In the measure's unit, to two decimals, rounded half up; null of nothing counted. */
  readonly value: number | null;
  /** The one band it is in; null where it is in none or in more than one. */
  readonly band: MeasureBand | null;
  /** Whether it is in more than one. */
  readonly ambiguous: boolean;
  /** Every band it is in, worst first. */
  readonly fits: readonly MeasureBand[];
}

const PLACES = 2;

/** The band that a reading falls in, by its exact value: a share of counts is not rounded before it is judged. */
export function judgeReading(
  measure: Pick<Measure, 'bands' | 'unit'>,
  reading: Pick<MeasureReading, 'numerator' | 'denominator' | 'value'>,
): JudgedReading {
  const exact = exactValue(measure.unit, reading);
  if (exact === null) return { value: null, band: null, ambiguous: false, fits: [] };
  const fits = bandsOf(measure).flatMap(({ key, band }) => (isInBand(exact, band) ? [key] : []));
  return {
    value: Number(decimalText(exact, PLACES)),
    band: fits.length === 1 ? (fits[0] ?? null) : null,
    ambiguous: fits.length > 1,
    fits,
  };
}

/** What the counts give, in per cent where that is the unit; otherwise the value as it was given. */
export function exactValue(
  unit: string,
  { numerator, denominator, value }: Pick<MeasureReading, 'numerator' | 'denominator' | 'value'>,
): Fraction | null {
  if (numerator !== null && denominator !== null)
    return denominator === 0
      ? null
      : { top: BigInt(numerator) * (isPercent(unit) ? 100n : 1n), bottom: BigInt(denominator) };
  return value === null ? null : fractionOf(String(value));
}

/** Whether counts give a value at the decimals it has: 2 of 3 is 67, 66.7 and 66.67. */
export function sayTheSame(exact: Fraction | null, value: number): boolean {
  const places = String(value).split('.')[1]?.length ?? 0;
  return exact !== null && Number(decimalText(exact, places)) === value;
}
