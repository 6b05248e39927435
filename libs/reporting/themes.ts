import type { Database } from 'better-sqlite3';
import { programmeAsAt, tallyThemes, type Tallies, type Tally } from '#facts';
import { COMPARED_WITH_PERIOD_BEFORE, notesOfAsides, notesOfExcludedMonths } from './notes.js';
import { reportOf, type CountRequest, type Report, type ReportNote } from './report.js';
import { comparedPeriods, type ReportPeriods } from './report-periods.js';
import { inOrderOf } from './series-order.js';
import { isTallyOf, talliedRows, type TalliedSeries } from './tallied-rows.js';

const ANSWERS = [
  { key: 'named', label: 'Found' },
  { key: 'not_named', label: 'Not found' },
];

/**
 * In how many of the audits carried out in each period each theme was found as a strength, and as an area for improvement. An
 * audit counts once for a theme, however many findings it has of it. Shares are of the audits in which anything was found.
 */
export function themesReport(db: Database, request: CountRequest): Report {
  const { periods, before, tallies, asides, series } = countThemes(db, request);
  const rows = talliedRows(periods, series, tallies, before);
  return reportOf(request, rows, [
    ...notesOfAsides(asides.slice(before), request.asAt),
    ...notesOfExcludedMonths(db, request),
    ...(rows.length === 0 ? [] : [FOUND]),
    ...(rows.some(({ unit }) => unit === 'percentage_points') ? [COMPARED_WITH_PERIOD_BEFORE] : []),
  ]);
}

interface CountedThemes extends ReportPeriods, Tallies {
  readonly series: readonly TalliedSeries[];
}

export function countThemes(db: Database, request: CountRequest): CountedThemes {
  const compared = comparedPeriods(request);
  const { tallies, asides } = tallyThemes(db, compared.selection);
  const shown = tallies.filter(({ period }) => period >= compared.before);
  const { tools } = programmeAsAt(db, request.asAt);
  const order = inOrderOf(tools.flatMap(({ themes }) => themes.map((theme) => ({ key: theme, label: theme }))));
  return { ...compared, tallies, asides, series: seriesOf(shown, order) };
}

/** Those that were found in what is shown, what to improve first. */
function seriesOf(shown: readonly Tally[], order: (left: string, right: string) => number): TalliedSeries[] {
  const found = [...new Set(shown.filter(({ key }) => key === 'named').map(({ series }) => series))];
  const isStrength = (series: string): number => Number(series.startsWith('strength:'));
  const names = found.sort((left, right) => isStrength(left) - isStrength(right) || order(left, right));
  return [false, true].flatMap((directed) =>
    names
      .map((series) => ({
        name: directed ? `${series}:directed` : series,
        of: { series, scale: '', directed },
        answers: ANSWERS,
      }))
      .filter(({ of }) => shown.some((tally) => isTallyOf(tally, of))),
  );
}

const FOUND: ReportNote = {
  code: 'themes_once',
  text: 'An audit counts once for a theme, however many findings of it there are. Shares are of the audits in which anything was found; earlier audits that were imported bring no findings.',
};
