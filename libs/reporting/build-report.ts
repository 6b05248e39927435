import type { Database } from 'better-sqlite3';
import { judgementsReport } from './judgements.js';
import type { Report, ReportName, ReportRequest } from './report.js';
import { standardsReport } from './standards.js';

const builders: Readonly<Partial<Record<ReportName, (db: Database, request: ReportRequest) => Report>>> = {
  judgements: judgementsReport,
  standards: standardsReport,
};

/**
 * Builds a report from the view `report-facts`.
 * @param db an open file of that view; the caller holds a read transaction if events may arrive meanwhile
 * @throws RangeError when `to` is before `from`, or a date or instant does not exist
 */
export function buildReport(db: Database, request: ReportRequest): Report {
  const build = builders[request.report];
  if (build === undefined) throw new RangeError(`There is no report "${request.report}".`);
  return db.transaction(() => build(db, request))();
}
