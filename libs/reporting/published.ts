import { reproducesPublished, type PrintedCheck } from '#domain';
import type { ReportRow } from './report.js';

/** A figure as somebody printed it. It stays as printed, whatever its counts give. */
export interface PublishedFigure {
  /** Where it was printed. */
  readonly source: string;
  readonly period: string;
  readonly series: string;
  readonly key: string;
  readonly percent: number;
  /** Decimals as printed. */
  readonly decimals: number;
  /** As printed beside it; null where it was not. */
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export interface PublishedComparison {
  readonly figure: PublishedFigure;
  /** The printed figure against the counts printed with it. */
  readonly printed: PrintedCheck;
  /** The same figure from the audits recorded here; null where the report has no such row. */
  readonly recorded: (PrintedCheck & { readonly numerator: number; readonly denominator: number }) | null;
  /** Whether a reader must be told: the printed figure is not what its counts, or the audits recorded, give. */
  readonly flagged: boolean;
}

/** Sets published figures beside what their counts and the audits recorded give, at the printed number of decimals. */
export function comparePublished(
  figures: readonly PublishedFigure[],
  rows: readonly ReportRow[],
): readonly PublishedComparison[] {
  return figures.map((figure) => {
    const printed = reproducesPublished(figure);
    const row = rows.find(
      ({ period, series, key }) => period === figure.period && series === figure.series && key === figure.key,
    );
    const recorded = row === undefined ? null : checkAgainst(figure, row);
    return { figure, printed, recorded, flagged: disagrees(printed) || (recorded !== null && disagrees(recorded)) };
  });
}

function checkAgainst(figure: PublishedFigure, { numerator, denominator }: ReportRow): PublishedComparison['recorded'] {
  if (numerator === null || denominator === null) return null;
  return { ...reproducesPublished({ ...figure, numerator, denominator }), numerator, denominator };
}

function disagrees({ verdict }: PrintedCheck): boolean {
  return verdict === 'differs' || verdict === 'no_count_gives_it';
}
