import type { Database } from 'better-sqlite3';
import type { Concordance, GradeScale } from '#domain';
import { programmeAsAt, tallyJudgements, type ReportedProgramme, type Tallies, type Tally } from '#facts';
import { JoinedScales } from './joined-scales.js';
import {
  COMPARED_WITH_PERIOD_BEFORE,
  notesOfAsides,
  notesOfConcordances,
  notesOfExcludedMonths,
  notesOfScales,
} from './notes.js';
import { reportOf, type CountRequest, type Report } from './report.js';
import { comparedPeriods, type ReportPeriods } from './report-periods.js';
import { reportScales, type ReportScales } from './report-scales.js';
import { inOrderOf } from './series-order.js';
import { isTallyOf, talliedRows, type TalliedSeries } from './tallied-rows.js';

/**
 * The share of each grade, overall and by domain, among the final grades of audits carried out in each period.
 * A domain that an audit left ungraded is not in that domain's denominator. Year to date is `by: 'year'` up to today.
 */
export function judgementsReport(db: Database, request: CountRequest): Report {
  const { periods, before, tallies, asides, series, scales, applied } = countJudgements(db, request);
  const rows = talliedRows(periods, series, tallies, before);
  return reportOf(request, rows, [
    ...notesOfAsides(asides.slice(before), request.asAt),
    ...notesOfExcludedMonths(db, request),
    ...notesOfScales(scales),
    ...notesOfConcordances(applied),
    ...(rows.some(({ unit }) => unit === 'percentage_points') ? [COMPARED_WITH_PERIOD_BEFORE] : []),
  ]);
}

interface CountedJudgements extends ReportPeriods, Tallies {
  readonly series: readonly TalliedSeries[];
  readonly scales: ReportScales;
  readonly joined: JoinedScales;
  /** The concordances by which grades were counted in another scale than their own. */
  readonly applied: readonly Concordance[];
}

export function countJudgements(db: Database, request: CountRequest): CountedJudgements {
  const compared = comparedPeriods(request);
  const { tallies: given, asides } = tallyJudgements(db, compared.selection);
  const programme = programmeAsAt(db, request.asAt);
  const joined = new JoinedScales(request.scale ?? null, programme.concordances ?? []);
  const tallies = given.map((tally) => joined.countedAs(tally));
  const shown = tallies.filter(({ period }) => period >= compared.before);
  const scales = reportScales(inFront(programme.scales, request.scale), shown, request.scalesNamed);
  const applied = joined.appliedTo(given.filter(({ period }) => period >= compared.before));
  return { ...compared, tallies, asides, scales, joined, applied, series: seriesOf(shown, scales, programme) };
}

/** The scale asked for is the report's main one. */
function inFront(scales: readonly GradeScale[], key: string | undefined): readonly GradeScale[] {
  return [...scales].sort((left, right) => Number(right.key === key) - Number(left.key === key));
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
        .filter(
          ({ of }) =>
            (series === 'overall' && !directed && of.scale === scales.main.key) ||
            shown.some((tally) => isTallyOf(tally, of)),
        ),
    ),
  );
}
