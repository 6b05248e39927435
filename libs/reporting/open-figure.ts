import type { Database } from 'better-sqlite3';
import { auditsBehind, type AuditsBehind } from '#projections';
import { countJudgements } from './judgements.js';
import type { ReportRequest, ReportRow } from './report.js';
import { countStandards } from './standards.js';

export type OpenableReport = 'judgements' | 'standards';

/**
 * Opens a figure down to the audits it counts and the events that made them so: as many as its numerator says.
 * @param most how many audits to list
 * @returns null where the report has no such row
 */
export function openFigure(
  db: Database,
  request: ReportRequest & { readonly report: OpenableReport },
  row: Pick<ReportRow, 'period' | 'series' | 'key'>,
  most: number,
): AuditsBehind | null {
  return db.transaction(() => {
    const counted = request.report === 'judgements' ? countJudgements(db, request) : countStandards(db, request);
    const period = counted.periods.find(({ key }) => key === row.period);
    const series = counted.series.find(({ name }) => name === row.series);
    if (period === undefined || !series?.answers.some(({ key }) => key === row.key)) return null;
    return auditsBehind(
      db,
      { asAt: request.asAt, filters: request.filters, periods: [period] },
      { ...series.of, key: row.key },
      most,
    );
  })();
}
