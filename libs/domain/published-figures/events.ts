/** A figure as somebody printed it. It stays as printed, whatever its counts give. All of it was published: it names nobody. */
export interface PrintedFigure {
  /** Where it was printed. */
  readonly source: string;
  /** As printed, often `2023-11` or `2023-24-Q3`. */
  readonly period: string;
  readonly series: string;
  readonly key: string;
  /** Null where only counts were printed. */
  readonly percent: number | null;
  /** Decimals as printed: 0 for `73%`, 1 for `62.5%`; null without a percentage. */
  readonly decimals: number | null;
  /** As printed beside it; null where it was not. */
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** What is printed of a figure, besides what it is called. */
export type PrintedNumbers = Pick<PrintedFigure, 'percent' | 'decimals' | 'numerator' | 'denominator'>;

/** Stream `published-figures`. A figure is its source, period, series and key. */
export type PublishedFigureEvent =
  | { type: 'published-figure-recorded'; data: PrintedFigure }
  | { type: 'published-figure-corrected'; data: PrintedFigure & { readonly was: PrintedNumbers } };

export interface RecordPublishedFigures {
  readonly type: 'RecordPublishedFigures';
  readonly figures: readonly PrintedFigure[];
}
