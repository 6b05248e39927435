import type { Database } from 'better-sqlite3';
import { programmeAsAt, tallyJudgements, type ReportedProgramme, type Tally } from '#projections';
import { COMPARED_WITH_PERIOD_BEFORE, notesOfAsides, notesOfExcludedMonths, notesOfScales } from './notes.js';
import { reportOf, type Report, type ReportRequest } from './report.js';
import { reportPeriods } from './report-periods.js';
import { reportScales, type ReportScales } from './report-scales.js';
import { inOrderOf } from './series-order.js';
import { talliedRows, type TalliedSeries } from './tallied-rows.js';

/**
 * The share of each grade, overall and by domain, among the final grades of audits carried out in each period.
 * A domain that an audit left ungraded is not in that domain's denominator. Year to date is `by: 'year'` up to today.
 */
export function judgementsReport(db: Database, request: ReportRequest): Report {
  const { before, periods } = reportPeriods(request);
  const { tallies, asides } = tallyJudgements(db, { ...request, periods: [before, ...periods] });
  const shown = tallies.filter(({ period }) => period > 0);
  const programme = programmeAsAt(db, request.asAt);
  const scales = reportScales(programme.scales, shown);
  const rows = talliedRows(periods, seriesOf(shown, scales, programme), tallies);
  return reportOf(request, rows, [
    ...notesOfAsides(asides.slice(1), request.asAt),
    ...notesOfExcludedMonths(request, programme.excludedMonths),
    ...notesOfScales(scales),
    ...(rows.some(({ unit }) => unit === 'percentage_points') ? [COMPARED_WITH_PERIOD_BEFORE] : []),
  ]);
}

function seriesOf(shown: readonly Tally[], scales: ReportScales, programme: ReportedProgramme): TalliedSeries[] {
  const domains = new Set(shown.map(({ series }) => series).filter((series) => series !== 'overall'));
  const order = inOrderOf(programme.tools.flatMap((tool) => tool.domains));
  return [false, true].flatMap((directed) =>
    ['overall', ...[...domains].sort(order)].flatMap((series) =>
      scales.all
        .map((scale) => ({
          name: `${scales.seriesName(series, scale.key)}${directed ? ':directed' : ''}`,
          tallied: (tally: Tally) =>
            tally.series === series && tally.scale === scale.key && tally.directed === directed,
          answers: scale.grades,
        }))
        .filter(({ name, tallied }) => name === 'overall' || shown.some(tallied)),
    ),
  );
}
