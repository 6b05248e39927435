import type { Database } from 'better-sqlite3';
import {
  TIMED_STAGES,
  activityBehind,
  issuedDraws,
  programmeAsAt,
  roundSamples,
  type ActivityCount,
  type AuditsBehind,
} from '#facts';
import { coveredDraws } from './activity.js';
import { drawsIn } from './activity-rows.js';
import type { FigureAsked, FigureName } from './figure-asked.js';
import { ROUND_SERIES, samplesOfRound } from './round-rows.js';
import { reportPeriods } from './report-periods.js';

/** Opens a figure of the report of activity. */
export function activityFigure(
  db: Database,
  { request, row, period, selection, most }: FigureAsked,
): AuditsBehind | null {
  const round = roundIn(row.series);
  if (round !== null) {
    // Draws and issued cases are counted, and not audits.
    if (row.key !== 'done' && row.key !== 'target') return null;
    const samples = roundSamples(db, request.asAt);
    const ids = new Set<string | null>(samplesOfRound({ samples }, round, period).map(({ sampleId }) => sampleId));
    return activityBehind(db, reportPeriods(request).selection, { of: 'samples', samples: ids }, most);
  }
  if (row.series === 'coverage') {
    const draws = coveredDraws(issuedDraws(db, request.asAt), request, programmeAsAt(db, request.asAt));
    const samples = new Set<string | null>(drawsIn(period, draws).map(({ sampleId }) => sampleId));
    // Of all the months asked for: a sample's audits may be planned for others than its own.
    return activityBehind(db, reportPeriods(request).selection, { of: 'samples', samples }, most);
  }
  // Why something was not done is kept as it was said; nothing said and `not_recorded` are one row.
  const counts = countsOf(row).map((count) => activityBehind(db, selection, count, most));
  return counts.find(({ total }) => total > 0) ?? counts[0] ?? null;
}

function roundIn(series: string): string | null {
  const prefix = Object.values(ROUND_SERIES).find((each) => series.startsWith(each));
  return prefix === undefined ? null : series.slice(prefix.length);
}

/** `activity:deep-dive` is of `deep-dive`; `activity` alone of what is not recorded. */
function countsOf({ series, key }: FigureName): readonly ActivityCount[] {
  const colon = series.indexOf(':');
  const [what, of] = colon < 0 ? [series, null] : [series.slice(0, colon), series.slice(colon + 1)];
  const reasons = key === 'not_recorded' ? [null, key] : [key];
  switch (what) {
    case 'done':
      return [{ of: 'done' }];
    case 'activity':
    case 'service':
      return [{ of: 'named', column: what, name: of }];
    case 'origin':
    case 'conversation':
    case 'moderated':
      return [{ of: what, answer: key }];
    case 'conversation_not_held':
      return reasons.map((reason) => ({ of: 'not-held', reason }));
    case 'selected':
      return [{ of: 'outcome', outcome: key }];
    case 'not_done':
      return reasons.map((reason) => ({ of: 'not-done', outcome: of ?? '', reason }));
    case 'timeliness': {
      const stage = TIMED_STAGES.find((known) => known === of);
      return stage === undefined ? [] : [{ of: 'in-time', stage }];
    }
    default:
      return [];
  }
}
