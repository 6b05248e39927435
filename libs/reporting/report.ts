import type { PeriodLength, ReportName } from '#domain';
import type { Parts } from '#facts';
import type { NamedReport } from './report-parts.js';

export { REPORTS } from '#domain';
export type { ReportName } from '#domain';

export interface ReportFilters {
  readonly service?: string;
  readonly team?: string;
  readonly activity?: string;
}

export interface ReportRequest {
  readonly report: ReportName;
  /** The first and the last day, both counted. */
  readonly from: string;
  readonly to: string;
  /** Null for one period, the `total`. */
  readonly by: PeriodLength | null;
  /** A date, meaning its end in London, or an instant in UTC; null for what is known now. */
  readonly asAt: string | null;
  readonly filters: ReportFilters;
  /**
   * The key of a grade scale: grades of other scales are counted as grades of this one where the council has published a
   * concordance. Left out, each scale is counted by itself.
   */
  readonly scale?: string;
}

/** What a report is built from; besides what was asked for, how its audits are to be told apart before they are counted. */
export interface CountRequest extends ReportRequest {
  /** Counted for each part apart: the periods of a report are then as many for each, in the order of the parts. */
  readonly apart?: Parts;
  /** Every series of grades ends in its scale, that of the main one too. */
  readonly scalesNamed?: boolean;
}

/** One shape for all reports. A figure is never without its counts. */
export interface Report extends ReportRequest {
  /** By period, in order; then by series. */
  readonly rows: readonly ReportRow[];
  readonly notes: readonly ReportNote[];
}

export interface ReportRow {
  /** `2024-04`, `2024-25-Q1`, `2024-25` or `total` */
  readonly period: string;
  /**
   * `overall`, `domain:<name>`, `standard:<name>`, `question:<key>`, `statement:<key>`, `quality:<statement>`, `strength:<theme>`, `improvement:<theme>`, `moderated`, … Where a report holds more than one grade scale, series of
   * other scales than its main one end in `:<scale>`; those of directed picks end in `:directed`.
   */
  readonly series: string;
  readonly key: string;
  readonly label: string;
  /** Null in a row that gives a value instead, and where a small number was suppressed. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Whole, rounded half up; null where nothing was counted. */
  readonly percent: number | null;
  /** The keys of the rows that it puts together, where somebody asked for them as one. */
  readonly combines?: readonly string[];
  /** Its figures are withheld because of small numbers. */
  readonly withheld?: true;
  readonly value?: number | null;
  readonly unit?: ReportUnit;
  /** The 95% confidence interval of the value. */
  readonly low?: number | null;
  readonly high?: number | null;
}

/** `percentage_points`: the change of the row's percentage since the period before. */
export type ReportUnit = 'percentage_points' | 'working_days' | 'grades' | 'coefficient';

export interface ReportNote {
  readonly code: string;
  readonly text: string;
}

/** A report, or a part of one, as it is given to somebody. */
export type ReportShown = Omit<Report, 'report'> & { readonly report: NamedReport | 'actions' | 'expected' | 'trends' };

/** The report in its one shape, whatever else the request object carried. */
export function reportOf(
  { report, from, to, by, asAt, filters, scale }: ReportRequest,
  rows: readonly ReportRow[],
  notes: readonly ReportNote[],
): Report {
  return { report, from, to, by, asAt, filters, ...(scale === undefined ? {} : { scale }), rows, notes };
}
