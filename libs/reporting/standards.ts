import type { Database } from 'better-sqlite3';
import { programmeAsAt, tallyStandards, type ReportedProgramme, type Tallies, type Tally } from '#facts';
import { COMPARED_WITH_PERIOD_BEFORE, notesOfAsides, notesOfExcludedMonths } from './notes.js';
import { reportOf, type CountRequest, type Report, type ReportNote } from './report.js';
import { comparedPeriods, type ReportPeriods } from './report-periods.js';
import { inOrderOf } from './series-order.js';
import { isTallyOf, talliedRows, type TalliedSeries } from './tallied-rows.js';

const ANSWERS = [
  { key: 'met', label: 'Met' },
  { key: 'not_met', label: 'Not met' },
  { key: 'na', label: 'Not applicable' },
];

/**
 * How often each practice standard was met in the audits carried out in each period. Met and not met are shares of the
 * audits to which the standard applies; not applicable is a share of all that answered it.
 */
export function standardsReport(db: Database, request: CountRequest): Report {
  const { periods, before, tallies, asides, series } = countStandards(db, request);
  const rows = talliedRows(periods, series, tallies, before);
  return reportOf(request, rows, [
    ...notesOfAsides(asides.slice(before), request.asAt),
    ...notesOfExcludedMonths(db, request),
    ...(rows.some(({ key, numerator }) => key === 'na' && numerator !== 0) ? [NOT_APPLICABLE] : []),
    ...(rows.some(({ unit }) => unit === 'percentage_points') ? [COMPARED_WITH_PERIOD_BEFORE] : []),
  ]);
}

interface CountedStandards extends ReportPeriods, Tallies {
  readonly series: readonly TalliedSeries[];
}

export function countStandards(db: Database, request: CountRequest): CountedStandards {
  const compared = comparedPeriods(request);
  const { tallies, asides } = tallyStandards(db, compared.selection);
  const programme = programmeAsAt(db, request.asAt);
  const shown = tallies.filter(({ period }) => period >= compared.before);
  return { ...compared, tallies, asides, series: seriesOf(shown, programme) };
}

function seriesOf(shown: readonly Tally[], programme: ReportedProgramme): TalliedSeries[] {
  const order = inOrderOf(programme.tools.flatMap((tool) => tool.standards));
  const names = [...new Set(shown.map(({ series }) => series))].sort(order);
  return [false, true].flatMap((directed) =>
    names
      .map((series) => ({
        name: directed ? `${series}:directed` : series,
        of: { series, scale: '', directed },
        answers: ANSWERS,
        outside: ['na'],
      }))
      .filter(({ of }) => shown.some((tally) => isTallyOf(tally, of))),
  );
}

const NOT_APPLICABLE: ReportNote = {
  code: 'not_applicable',
  text: 'Met and not met are shares of the audits to which the standard applies; not applicable is a share of all audits that answered it.',
};
