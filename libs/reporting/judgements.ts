import type { Database } from 'better-sqlite3';
import { programmeAsAt, tallyJudgements, type ReportedProgramme, type Tallies, type Tally } from '#projections';
import { COMPARED_WITH_PERIOD_BEFORE, notesOfAsides, notesOfExcludedMonths, notesOfScales } from './notes.js';
import { reportOf, type Report, type ReportRequest } from './report.js';
import { reportPeriods, type ReportPeriods } from './report-periods.js';
import { reportScales, type ReportScales } from './report-scales.js';
import { inOrderOf } from './series-order.js';
import { isTallyOf, talliedRows, type TalliedSeries } from './tallied-rows.js';

/**
 * The share of each grade, overall and by domain, among the final grades of audits carried out in each period.
 * A domain that an audit left ungraded is not in that domain's denominator. Year to date is `by: 'year'` up to today.
 */
export function judgementsReport(db: Database, request: ReportRequest): Report {
  const { periods, tallies, asides, series, scales } = countJudgements(db, request);
  const rows = talliedRows(periods, series, tallies);
  return reportOf(request, rows, [
    ...notesOfAsides(asides.slice(1), request.asAt),
    ...notesOfExcludedMonths(db, request),
    ...notesOfScales(scales),
    ...(rows.some(({ unit }) => unit === 'percentage_points') ? [COMPARED_WITH_PERIOD_BEFORE] : []),
  ]);
}

interface CountedJudgements extends ReportPeriods, Tallies {
  readonly series: readonly TalliedSeries[];
  readonly scales: ReportScales;
}

export function countJudgements(db: Database, request: ReportRequest): CountedJudgements {
  const { before, periods } = reportPeriods(request);
  const { tallies, asides } = tallyJudgements(db, { ...request, periods: [before, ...periods] });
  const shown = tallies.filter(({ period }) => period > 0);
  const programme = programmeAsAt(db, request.asAt);
  const scales = reportScales(programme.scales, shown);
  return { before, periods, tallies, asides, scales, series: seriesOf(shown, scales, programme) };
}

function seriesOf(shown: readonly Tally[], scales: ReportScales, programme: ReportedProgramme): TalliedSeries[] {
  const domains = new Set(shown.map(({ series }) => series).filter((series) => series !== 'overall'));
  const order = inOrderOf(programme.tools.flatMap((tool) => tool.domains));
  return [false, true].flatMap((directed) =>
    ['overall', ...[...domains].sort(order)].flatMap((series) =>
      scales.all
        .map((scale) => ({
          name: `${scales.seriesName(series, scale.key)}${directed ? ':directed' : ''}`,
          of: { series, scale: scale.key, directed },
          answers: scale.grades,
        }))
        .filter(({ name, of }) => name === 'overall' || shown.some((tally) => isTallyOf(tally, of))),
    ),
  );
}
