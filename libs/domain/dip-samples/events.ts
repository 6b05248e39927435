import type { Personal } from '../personal.js';

/** What a dip sample counts. It is said of each: of families fewer are at risk than of children. */
export const DIP_SAMPLE_UNITS = ['child', 'family'] as const;
export type DipSampleUnit = (typeof DIP_SAMPLE_UNITS)[number];

/** A question as it was asked, and its answer as a word. */
export interface DipSampleAnswer {
  readonly question: string;
  /** `yes`, `partly`, `no`, `na`, a word of a scale, or one of the choices that the question gave. */
  readonly answer: string;
}

/** What was found of one child or family. A dip sample is those of one theme and day. */
export interface DipSampleResult {
  /** Follows from theme, day and subject, keyed. */
  readonly resultId: string;
  readonly theme: string;
  /** The day of the dip sample. */
  readonly date: string;
  readonly unit: DipSampleUnit;
  readonly subjectId: string;
  /** The case id. Personal: sealed under the subject's key, with all else of that child or family. */
  readonly subjectRef: Personal;
  /** In the order they were asked; a question that was not answered is left out. */
  readonly answers: readonly DipSampleAnswer[];
}

/** Stream `dip-samples`. */
export interface DipSampleAnswered {
  type: 'dip-sample-answered';
  data: DipSampleResult & {
    /** 1 for the first; what was said before stays in the log. */
    readonly version: number;
    /** A keyed digest of all that is said: whether it is said otherwise is known without opening it. */
    readonly digest: string;
  };
}
