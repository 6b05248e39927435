import type { Database } from 'better-sqlite3';
import { programmeAsAt, tallyStandards, type Tally } from '#projections';
import { COMPARED_WITH_PERIOD_BEFORE, notesOfAsides, notesOfExcludedMonths } from './notes.js';
import { reportOf, type Report, type ReportRequest } from './report.js';
import { reportPeriods } from './report-periods.js';
import { inOrderOf } from './series-order.js';
import { talliedRows, type TalliedSeries } from './tallied-rows.js';

const ANSWERS = [
  { key: 'met', label: 'Met' },
  { key: 'not_met', label: 'Not met' },
  { key: 'na', label: 'Not applicable' },
];

/**
 * How often each practice standard was met in the audits carried out in each period. Met and not met are shares of the
 * audits to which the standard applies; not applicable is a share of all that answered it.
 */
export function standardsReport(db: Database, request: ReportRequest): Report {
  const { before, periods } = reportPeriods(request);
  const { tallies, asides } = tallyStandards(db, { ...request, periods: [before, ...periods] });
  const programme = programmeAsAt(db, request.asAt);
  const shown = tallies.filter(({ period }) => period > 0);
  const order = inOrderOf(programme.tools.flatMap((tool) => tool.standards));
  const names = [...new Set(shown.map(({ series }) => series))].sort(order);
  const series = [false, true].flatMap((directed) =>
    names
      .map((name): TalliedSeries => ({
        name: directed ? `${name}:directed` : name,
        tallied: (tally: Tally) => tally.series === name && tally.directed === directed,
        answers: ANSWERS,
        outside: ['na'],
      }))
      .filter(({ tallied }) => shown.some(tallied)),
  );
  const rows = talliedRows(periods, series, tallies);
  return reportOf(request, rows, [
    ...notesOfAsides(asides.slice(1), request.asAt),
    ...notesOfExcludedMonths(request, programme.excludedMonths),
    ...(shown.some(({ key }) => key === 'na') ? [NOT_APPLICABLE] : []),
    ...(rows.some(({ unit }) => unit === 'percentage_points') ? [COMPARED_WITH_PERIOD_BEFORE] : []),
  ]);
}

const NOT_APPLICABLE = {
  code: 'not_applicable',
  text: 'Met and not met are shares of the audits to which the standard applies; not applicable is a share of all audits that answered it.',
};
