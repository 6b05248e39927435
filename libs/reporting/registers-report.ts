import type { PlanAction, Risk } from '#domain';
import type { Table } from './table.js';
import type { ReportNote } from './report.js';

/** A review as it was recorded. Words that were erased are null. */
export interface ReviewItem {
  readonly on: string;
  readonly reviewedBy: string;
  readonly words: string | null;
  readonly standing: string | null;
  readonly reviewDue: string | null;
}

interface Reviewed {
  /** The day by which its review is owed; null where nobody owes one. */
  readonly reviewDue: string | null;
  /** In the order they were recorded. */
  readonly reviews: readonly ReviewItem[];
}

/** An action of the plan, as it is printed: what its reviews said last is its status, its review date, and the end of its commentary. */
export interface PlanItem extends PlanAction, Reviewed {}

/** Words that were erased are null. */
export interface PlanReport {
  readonly report: 'improvement-plan';
  readonly asAt: string | null;
  /** In the order they were first entered. */
  readonly items: readonly PlanItem[];
  readonly notes: readonly ReportNote[];
}

/** A risk as it is printed: what its reviews said last is its rating and its review date. */
export interface RiskItem extends Pick<Risk, 'riskId' | 'risk' | 'description' | 'mitigation' | 'rating'>, Reviewed {
  readonly lead: string | null;
  readonly reviewDate: string | null;
  readonly reviewOn: string | null;
}

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

/** The register as a table, which as a CSV can be imported again; leads and review dates only where there are any. */
export function risksTable({ items }: RisksReport): Table {
  const isReviewed = items.some(({ lead, reviewDate }) => lead !== null || reviewDate !== null);
  return {
    head: ['risk', 'description', 'mitigation', 'rating', ...(isReviewed ? ['lead', 'review_date'] : [])],
    rows: items.map(({ risk, description, mitigation, rating, lead, reviewDate }) => [
      risk,
      description,
      mitigation,
      rating,
      ...(isReviewed ? [lead, reviewDate] : []),
    ]),
  };
}
