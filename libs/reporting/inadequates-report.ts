import type { Database } from 'better-sqlite3';
import { auditsBehind } from '#facts';
import { countJudgements } from './judgements.js';
import { reportPeriods } from './report-periods.js';
import type { ReportNote, ReportRequest } from './report.js';
import type { Table } from './table.js';

export type InadequatesRequest = Pick<ReportRequest, 'from' | 'to' | 'asAt' | 'filters'>;

/** An audit with the worst grade of its scale, and what was done about it. Dates are London dates. */
export interface InadequateItem {
  readonly audit: string;
  readonly activity: string;
  readonly service: string | null;
  readonly team: string | null;
  readonly auditedOn: string | null;
  readonly finalisedOn: string | null;
  readonly scale: string;
  readonly grade: string;
  /** Null where the grade calls for no plan, or the audit was imported. */
  readonly standsAt: string | null;
  readonly planDue: string | null;
  readonly planGivenOn: string | null;
  readonly timesSentBack: number;
  readonly signedOffOn: string | null;
  readonly reviewedOn: string | null;
  readonly actionsOpen: number;
  readonly actionsOverdue: number;
  readonly actionsCompleted: number;
  readonly actionsVerified: number;
  readonly actionsCancelled: number;
  /** Its reference; null where none is planned. */
  readonly reaudit: string | null;
  readonly reauditDue: string | null;
  /** Its final grade; null where there is none yet. */
  readonly reauditGrade: string | null;
  readonly closedOn: string | null;
  readonly isLate: boolean;
}

/** The tracker: every audit with the worst grade of its scale, by the day it was carried out. */
export interface InadequatesReport extends InadequatesRequest {
  readonly report: 'inadequate';
  readonly items: readonly InadequateItem[];
  readonly notes: readonly ReportNote[];
}

/** More than a council audits. */
const ALL = 1_000_000;

export interface WorstGraded {
  readonly auditId: string;
  readonly scale: string;
  readonly grade: string;
}

/** The audits carried out in a stretch whose final grade was the worst of its scale, as known at a moment. */
export function worstGraded(db: Database, { from, to, asAt, filters }: InadequatesRequest): readonly WorstGraded[] {
  const request = { report: 'judgements', from, to, by: null, asAt, filters, scalesNamed: true } as const;
  const { series } = countJudgements(db, request);
  const { periods, selection } = reportPeriods(request);
  return series
    .filter(({ of }) => of.series === 'overall')
    .flatMap(({ of, answers }) => {
      const grade = answers.at(-1)?.key;
      if (grade === undefined) return [];
      const { audits } = auditsBehind(db, { ...selection, periods }, { ...of, key: grade }, ALL);
      return audits.map(({ auditId }) => ({ auditId, scale: of.scale, grade }));
    });
}

const COLUMNS = [
  'audit',
  'activity',
  'service',
  'team',
  'auditedOn',
  'finalisedOn',
  'scale',
  'grade',
  'standsAt',
  'planDue',
  'planGivenOn',
  'timesSentBack',
  'signedOffOn',
  'reviewedOn',
  'actionsOpen',
  'actionsOverdue',
  'actionsCompleted',
  'actionsVerified',
  'actionsCancelled',
  'reaudit',
  'reauditDue',
  'reauditGrade',
  'closedOn',
] as const satisfies readonly (keyof InadequateItem)[];

export const inadequatesTable = ({ items }: InadequatesReport): Table => ({
  head: [...COLUMNS, 'isLate'].map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  rows: items.map((item) => [...COLUMNS.map((column) => item[column]), item.isLate ? 'yes' : 'no']),
});
