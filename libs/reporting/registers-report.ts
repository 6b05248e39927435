import type { PlanAction, Risk } from '#domain';
import type { Table } from './table.js';
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

/** The plan as a table, which as a CSV can be imported again. */
export const planTable = ({ items }: PlanReport): Table => ({
  head: ['section', 'ref', 'action', 'lead', 'review_date', 'status', 'commentary'],
  rows: items.map(({ section, ref, action, lead, reviewDate, status, commentary }) => [
    section,
    ref,
    action,
    lead,
    reviewDate,
    status,
    commentary,
  ]),
});

/** The register as a table, which as a CSV can be imported again. */
export const risksTable = ({ items }: RisksReport): Table => ({
  head: ['risk', 'description', 'mitigation', 'rating'],
  rows: items.map(({ risk, description, mitigation, rating }) => [risk, description, mitigation, rating]),
});
