import type { Database } from 'better-sqlite3';
import { auditsBehind, type AuditsBehind } from '#facts';
import { activityFigure } from './activity-figure.js';
import { buildReport } from './build-report.js';
import type { FigureAsked, FigureName } from './figure-asked.js';
import { countJudgements } from './judgements.js';
import { moderationFigure } from './moderation-figure.js';
import { reportPeriods } from './report-periods.js';
import type { ReportName, ReportRequest } from './report.js';
import { countStandards } from './standards.js';
import { countThemes } from './themes.js';

/** What opens the figures of a report: one row a report. */
const OPENED: Readonly<Record<ReportName, (db: Database, asked: FigureAsked) => AuditsBehind | null>> = {
  judgements: judgementsFigure,
  standards: standardsFigure,
  themes: themesFigure,
  activity: activityFigure,
  moderation: moderationFigure,
};

/** What stands behind a figure, and what its row calls it. */
export interface FigureBehind extends AuditsBehind {
  readonly label: string;
}

/**
 * Opens a figure down to the audits it counts and the events that made them so: as many as its numerator says.
 * @param most how many audits to list
 * @returns null where the report has no such row, or one that counts no audits but measures them
 */
export function openFigure(db: Database, request: ReportRequest, row: FigureName, most: number): FigureBehind | null {
  return db.transaction(() => {
    const { periods, selection } = reportPeriods(request);
    const period = periods.find(({ key }) => key === row.period);
    const named = buildReport(db, request).rows.find(
      ({ period: of, series, key }) => of === row.period && series === row.series && key === row.key,
    );
    if (period === undefined || named === undefined || named.numerator === null) return null;
    const asked = { request, row, period, selection: { ...selection, periods: [period] }, most };
    const behind = OPENED[request.report](db, asked);
    return behind && { ...behind, label: named.label };
  })();
}

function judgementsFigure(db: Database, { request, row, selection, most }: FigureAsked): AuditsBehind | null {
  const { series, joined } = countJudgements(db, request);
  const { of } = series.find(({ name }) => name === row.series) ?? {};
  if (of === undefined) return null;
  const given = joined.countedIn({ scale: of.scale, key: row.key });
  return together(
    given.map((one) => auditsBehind(db, selection, { ...of, ...one }, most)),
    most,
  );
}

function standardsFigure(db: Database, { request, row, selection, most }: FigureAsked): AuditsBehind | null {
  const { of } = countStandards(db, request).series.find(({ name }) => name === row.series) ?? {};
  return of === undefined ? null : auditsBehind(db, selection, { ...of, key: row.key }, most);
}

function themesFigure(db: Database, { request, row, selection, most }: FigureAsked): AuditsBehind | null {
  const { of } = countThemes(db, request).series.find(({ name }) => name === row.series) ?? {};
  return of === undefined ? null : auditsBehind(db, selection, { ...of, key: row.key }, most);
}

/** The audits behind several counts that were added up, in the order in which they were recorded. */
function together(counts: readonly AuditsBehind[], most: number): AuditsBehind {
  const [only, ...others] = counts;
  if (only !== undefined && others.length === 0) return only;
  const recorded = counts.flatMap(({ audits }) => audits);
  recorded.sort((left, right) => Date.parse(left.recordedAt) - Date.parse(right.recordedAt));
  return { total: counts.reduce((sum, { total }) => sum + total, 0), audits: recorded.slice(0, most) };
}
