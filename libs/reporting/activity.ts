import type { Database } from 'better-sqlite3';
import {
  issuedDraws,
  programmeAsAt,
  tallyDone,
  tallySelected,
  type EligibleCases,
  type ReportedProgramme,
} from '#facts';
import { joinNames, meaningOf } from '#domain';
import { conversationRows, coverageRows, doneRows, selectedRows, timelinessRows } from './activity-rows.js';
import { moderatedRows } from './moderated.js';
import { roundRows, roundsReported } from './round-rows.js';
import { inWords, notesOfExcludedMonths } from './notes.js';
import { reportOf, type CountRequest, type Report, type ReportNote, type ReportRequest } from './report.js';
import { reportPeriods } from './report-periods.js';

/**
 * What was done. Audits carried out (graded, whether final or not; pilots and directed picks too) count in the period of
 * their audit date: by activity, service and origin, moderated, conversations, and how long each stage took. Audits selected
 * for the months of a period count there by what became of them, with why they were not done, and coverage of eligible cases.
 */
export function activityReport(db: Database, request: CountRequest): Report {
  const { periods, selection } = reportPeriods(request);
  const done = tallyDone(db, selection);
  const selected = tallySelected(db, selection);
  const programme = programmeAsAt(db, request.asAt);
  const draws = coveredDraws(issuedDraws(db, request.asAt), request, programme);
  // As coverage, of the whole council alone.
  const isWhole = Object.values(request.filters).every((filter) => filter === undefined);
  const rounds = isWhole && request.apart === undefined ? roundsReported(db, request.asAt, programme) : null;
  const rows = periods.flatMap((period, index) => [
    ...doneRows(period, index, done, programme),
    ...moderatedRows(period, index, done.moderated),
    ...conversationRows(period, index, done),
    ...selectedRows(period, index, selected),
    ...timelinessRows(period, index, done),
    ...coverageRows(period, selected, draws),
    ...(rounds === null ? [] : roundRows(period, selected, rounds)),
  ]);
  return reportOf(request, rows, [
    ...(done.notYetFinal > 0 ? [noteOfNotYetFinal(done.notYetFinal)] : []),
    ...notesOfExcludedMonths(db, request),
    ...(rows.some(({ series }) => series === 'coverage') ? [COVERAGE] : []),
  ]);
}

/** Frames are counted for the whole council: coverage of one team or service is not known from a draw. */
export function coveredDraws(
  draws: readonly EligibleCases[],
  { filters }: ReportRequest,
  { auditTypes }: ReportedProgramme,
): readonly EligibleCases[] {
  if (filters.service !== undefined || filters.team !== undefined) return [];
  if (filters.activity === undefined) return draws;
  const join = joinNames(meaningOf(auditTypes));
  const activity = join(filters.activity);
  return draws.filter((draw) => join(draw.activity) === activity);
}

const COVERAGE: ReportNote = {
  code: 'coverage',
  text: 'Coverage is the audits carried out of those drawn for the months of a period, of the cases that were eligible in each of its months: a case open in three months counts three times.',
};

function noteOfNotYetFinal(audits: number): ReportNote {
  return {
    code: 'not_yet_final',
    text: `${inWords(audits)} counted as done but not yet final: in neither "Moderated" nor "Not moderated".`,
  };
}
