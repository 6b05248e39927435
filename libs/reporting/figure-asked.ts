import type { Period } from '#domain';
import type { FactSelection } from '#facts';
import type { ReportRequest, ReportRow } from './report.js';

/** Which figure of a report, by the names that its row has. */
export type FigureName = Pick<ReportRow, 'period' | 'series' | 'key'>;

/** A figure of a report, and of which facts it is one. */
export interface FigureAsked {
  readonly request: ReportRequest;
  readonly row: FigureName;
  readonly period: Period;
  /** Of the figure's period. */
  readonly selection: FactSelection;
  /** How many audits to list. */
  readonly most: number;
}
