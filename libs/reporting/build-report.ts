import type { Database } from 'better-sqlite3';
import { unfinishedImports } from '#facts';
import { activityReport } from './activity.js';
import { judgementsReport } from './judgements.js';
import { moderationReport } from './moderation.js';
import { notesOfUnfinishedImports } from './notes.js';
import type { CountRequest, Report, ReportName, ReportNote } from './report.js';
import { standardsReport } from './standards.js';
import { themesReport } from './themes.js';

interface ReportKind {
  readonly build: (db: Database, request: CountRequest) => Report;
  /** The reports whose figures together say what of this one may be shown where small numbers are withheld. */
  readonly withheldBy: readonly ReportName[];
}

/** One row a report. */
export const REPORT_ROWS: Readonly<Record<ReportName, ReportKind>> = {
  judgements: { build: judgementsReport, withheldBy: ['activity', 'judgements'] },
  standards: { build: standardsReport, withheldBy: ['activity', 'standards'] },
  themes: { build: themesReport, withheldBy: ['activity', 'themes'] },
  activity: { build: activityReport, withheldBy: ['activity'] },
  moderation: { build: moderationReport, withheldBy: ['activity', 'judgements', 'moderation'] },
};

/**
 * Builds a report from the view `report-facts`.
 * @param db an open file of that view; read in one transaction, so that all figures are of one moment
 * @throws RangeError when `to` is before `from`, or a date or instant does not exist
 */
export function buildReport(db: Database, request: CountRequest): Report {
  const report = db.transaction(() => {
    const built = REPORT_ROWS[request.report].build(db, request);
    return { ...built, notes: [...built.notes, ...notesOfUnfinishedImports(unfinishedImports(db, request.asAt))] };
  })();
  const filtered = Object.values(request.filters).some((filter) => filter !== undefined);
  const empty = report.rows.every(({ denominator }) => denominator === 0 || denominator === null);
  return filtered && empty ? { ...report, notes: [...report.notes, NOTHING_MATCHES] } : report;
}

const NOTHING_MATCHES: ReportNote = {
  code: 'nothing_matches',
  text: 'No audit in these dates has the service, team and activity asked for.',
};
