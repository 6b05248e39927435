import type { PlanAction, Risk } from '#domain';
import { csvOf } from './format-csv.js';
import type { ReportNote } from './report.js';

/** An action of the plan, as it was printed. */
export type PlanItem = Omit<PlanAction, 'actionId'>;

/** Words that were erased are null. */
export interface PlanReport {
  readonly report: 'improvement-plan';
  readonly asAt: string | null;
  /** In the order they were first entered. */
  readonly items: readonly PlanItem[];
  readonly notes: readonly ReportNote[];
}

export type RiskItem = Omit<Risk, 'riskId'>;

export interface RisksReport {
  readonly report: 'risks';
  readonly asAt: string | null;
  readonly items: readonly RiskItem[];
  readonly notes: readonly ReportNote[];
}

/** The plan as a CSV that can be imported again. */
export const planCsv = ({ items }: PlanReport): string =>
  csvOf(
    ['section', 'ref', 'action', 'lead', 'review_date', 'status', 'commentary'],
    items.map(({ section, ref, action, lead, reviewDate, status, commentary }) => [
      section,
      ref,
      action,
      lead,
      reviewDate,
      status,
      commentary,
    ]),
  );

/** The register as a CSV that can be imported again. */
export const risksCsv = ({ items }: RisksReport): string =>
  csvOf(
    ['risk', 'description', 'mitigation', 'rating'],
    items.map(({ risk, description, mitigation, rating }) => [risk, description, mitigation, rating]),
  );
