import type { Database } from 'better-sqlite3';
import { auditsBehind, type AuditsBehind } from '#facts';
import { countJudgements } from './judgements.js';
import type { ReportRequest, ReportRow } from './report.js';
import { countStandards } from './standards.js';

/** The reports whose figures can be opened. */
export const OPENABLE_REPORTS = ['judgements', 'standards'] as const;
export type OpenableReport = (typeof OPENABLE_REPORTS)[number];

/** Which figure of a report, by the names that its row has. */
export type FigureName = Pick<ReportRow, 'period' | 'series' | 'key'>;

/**
 * Opens a figure down to the audits it counts and the events that made them so: as many as its numerator says.
 * @param most how many audits to list
 * @returns null where the report has no such row
 */
export function openFigure(
  db: Database,
  request: ReportRequest & { readonly report: OpenableReport },
  row: FigureName,
  most: number,
): AuditsBehind | null {
  return db.transaction(() => {
    const judgements = request.report === 'judgements' ? countJudgements(db, request) : null;
    const counted = judgements ?? countStandards(db, request);
    const period = counted.periods.find(({ key }) => key === row.period);
    const series = counted.series.find(({ name }) => name === row.series);
    if (period === undefined || !series?.answers.some(({ key }) => key === row.key)) return null;
    const selection = { asAt: request.asAt, filters: request.filters, periods: [period] };
    const grade = { scale: series.of.scale, key: row.key };
    const given = judgements?.joined.countedIn(grade) ?? [grade];
    return together(
      given.map((one) => auditsBehind(db, selection, { ...series.of, ...one }, most)),
      most,
    );
  })();
}

/** The audits behind several counts that were added up, in the order in which they were recorded. */
function together(counts: readonly AuditsBehind[], most: number): AuditsBehind {
  const [only, ...others] = counts;
  if (only !== undefined && others.length === 0) return only;
  const recorded = counts.flatMap(({ audits }) => audits);
  recorded.sort((left, right) => Date.parse(left.recordedAt) - Date.parse(right.recordedAt));
  return { total: counts.reduce((sum, { total }) => sum + total, 0), audits: recorded.slice(0, most) };
}
