/** The grades a measure has bands for, worst first. What is worse than the worst band is in none. */
export const MEASURE_BANDS = ['requires_improvement', 'good', 'outstanding'] as const;
export type MeasureBand = (typeof MEASURE_BANDS)[number];

/**
 * Which way is better. `increase` and `decrease` say only which way a figure should go; `direction_only` that a direction is
 * all there is, and not which.
 */
export const MEASURE_DIRECTIONS = ['higher', 'lower', 'increase', 'decrease', 'direction_only'] as const;
export type MeasureDirection = (typeof MEASURE_DIRECTIONS)[number];

/** The bands as printed; null where none is. */
export type PrintedBands = Readonly<Record<MeasureBand, string | null>>;

/** What a council measures itself by. All of it is the council's own words. */
export interface Measure {
  readonly measure: string;
  readonly meaning: string | null;
  /** `%`, `days`, `children` … as printed. */
  readonly unit: string;
  readonly direction: MeasureDirection;
  readonly bands: PrintedBands;
  /** Where its readings come from, or where it is published; `audit measure` where audits give it. */
  readonly source: string | null;
}

/** What in a measure's bands does not hold together. */
export interface BandFinding {
  readonly kind: 'overlap' | 'gap' | 'wrong-way' | 'integer-edge' | 'open-end';
  /** One sentence for people. */
  readonly text: string;
}

/** A measure's figure of a period: counts, or a value, or both where they were printed together. */
export interface MeasureReading {
  /** The measure's name. */
  readonly measure: string;
  /** As printed, often `2017-06` or `2017-18-Q1`. */
  readonly period: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** In the measure's unit; null where only counts are known. */
  readonly value: number | null;
}

export type ReadingNumbers = Pick<MeasureReading, 'numerator' | 'denominator' | 'value'>;

/** Stream `measures`. A measure is its name, a reading its measure's name and its period. */
export type MeasureEvent =
  | {
      type: 'measure-published';
      data: Measure & {
        /** 1 for the first. */
        readonly version: number;
        /** What was shown of its bands, and accepted by whoever published it. */
        readonly accepted: readonly BandFinding[];
      };
    }
  | { type: 'reading-recorded'; data: MeasureReading }
  | { type: 'reading-corrected'; data: MeasureReading & { readonly was: ReadingNumbers } };

export interface PublishMeasures {
  readonly type: 'PublishMeasures';
  readonly measures: readonly Measure[];
  /** Publish as they are printed those whose bands do not hold together. Without it they are left out. */
  readonly acceptFindings: boolean;
}

export interface RecordReadings {
  readonly type: 'RecordReadings';
  readonly readings: readonly MeasureReading[];
}
