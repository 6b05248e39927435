import type { Database } from 'better-sqlite3';
import type { Period } from '#domain';
import {
  issuedDraws,
  programmeAsAt,
  tallyAsides,
  tallyDone,
  tallySelected,
  type Count,
  type DoneTallies,
  type EligibleCases,
  type ReportedProgramme,
  type SelectedTallies,
} from '#projections';
import { moderatedRows } from './moderated.js';
import { inWords, notesOfExcludedMonths } from './notes.js';
import { reportOf, type Report, type ReportNote, type ReportRequest, type ReportRow } from './report.js';
import { reportPeriods } from './report-periods.js';
import { shareOf } from './tallied-rows.js';

/**
 * What was done. Audits carried out (graded, whether final or not; pilots and directed picks too) count in the period of
 * their audit date: by activity, service and origin, moderated, conversations, and how long each stage took. Audits selected
 * for the months of a period count there by what became of them, with why they were not done, and coverage of eligible cases.
 */
export function activityReport(db: Database, request: ReportRequest): Report {
  const { periods } = reportPeriods(request);
  const selection = { ...request, periods };
  const done = tallyDone(db, selection);
  const selected = tallySelected(db, selection);
  const programme = programmeAsAt(db, request.asAt);
  const draws = coveredDraws(issuedDraws(db, request.asAt), request);
  const rows = periods.flatMap((period, index) => [
    ...doneRows(period, index, done, programme),
    ...moderatedRows(period, index, done.byModerated),
    ...conversationRows(period, index, done),
    ...selectedRows(period, index, selected),
    ...timelinessRows(period, index, done),
    ...coverageRows(period, selected, draws),
  ]);
  const notYetFinal = tallyAsides(db, selection).reduce((sum, aside) => sum + aside.notYetFinal, 0);
  return reportOf(request, rows, [
    ...(notYetFinal > 0 ? [noteOfNotYetFinal(notYetFinal)] : []),
    ...notesOfExcludedMonths(request, programme.excludedMonths),
    ...(rows.some(({ series }) => series === 'coverage') ? [COVERAGE] : []),
  ]);
}

function doneRows(
  { key: period }: Period,
  index: number,
  { done, byActivity, byService, byOrigin }: DoneTallies,
  programme: ReportedProgramme,
): ReportRow[] {
  const all = done[index] ?? 0;
  const labels = new Map(programme.auditTypes.map(({ key, label }) => [key, label]));
  const named = (
    what: string,
    counts: readonly Count<string | null>[],
    labelOf: (name: string) => string,
  ): ReportRow[] =>
    namesOf(counts).map((name) => ({
      period,
      series: name === null ? what : `${what}:${name}`,
      key: 'done',
      label: name === null ? 'Not recorded' : labelOf(name),
      ...shareOf(countOf(counts, index, name), all),
    }));
  return [
    { period, series: 'done', key: 'done', label: 'Audits done', ...shareOf(all, all) },
    ...named('activity', byActivity, (name) => labels.get(name) ?? name),
    ...named('service', byService, (name) => name),
    ...Object.entries(ORIGINS)
      .filter(([key]) => byOrigin.some((count) => count.key === key))
      .map(([key, label]) => ({
        period,
        series: 'origin',
        key,
        label,
        ...shareOf(countOf(byOrigin, index, key), all),
      })),
  ];
}

const ORIGINS: Readonly<Record<string, string>> = {
  sample: 'Drawn in a sample',
  substitute: 'Substitute from the reserves',
  directed: 'Directed pick',
  reaudit: 'Re-audit',
  imported: 'Earlier audit, imported',
};

function conversationRows(
  { key: period }: Period,
  index: number,
  { byConversation, whyNotHeld }: DoneTallies,
): ReportRow[] {
  const [held, notHeld] = [countOf(byConversation, index, 'held'), countOf(byConversation, index, 'not_held')];
  const all = held + notHeld;
  return [
    { period, series: 'conversation', key: 'held', label: 'Conversation held', ...shareOf(held, all) },
    { period, series: 'conversation', key: 'not_held', label: 'Conversation not held', ...shareOf(notHeld, all) },
    ...whyNotHeld
      .filter((count) => count.period === index)
      .map(({ key, count }) => reasonRow(period, 'conversation_not_held', key, count, notHeld)),
  ];
}

function selectedRows({ key: period }: Period, index: number, { byOutcome, whyNotDone }: SelectedTallies): ReportRow[] {
  const all = byOutcome.filter((row) => row.period === index).reduce((sum, { count }) => sum + count, 0);
  return [
    ...Object.entries(OUTCOMES).map(([key, label]) => ({
      period,
      series: 'selected',
      key,
      label,
      ...shareOf(countOf(byOutcome, index, key), all),
    })),
    ...whyNotDone
      .filter((row) => row.period === index)
      .map(({ outcome, key, count }) =>
        reasonRow(period, `not_done:${outcome}`, key, count, countOf(byOutcome, index, outcome)),
      ),
  ];
}

const OUTCOMES: Readonly<Record<string, string>> = {
  done: 'Carried out',
  open: 'Not yet carried out',
  substituted: 'Substituted',
  exempted: 'Exempted',
  withdrawn: 'Withdrawn',
};

function reasonRow(period: string, series: string, reason: string | null, count: number, of: number): ReportRow {
  const label = reason === null ? 'Not recorded' : reason.replaceAll(/[-_]/g, ' ');
  return { period, series, key: reason ?? 'not_recorded', label, ...shareOf(count, of) };
}

const STAGES: Readonly<Record<string, string>> = {
  allocate: 'Allocated in time',
  accept: 'Accepted in time',
  grade: 'Graded in time',
  moderate: 'Moderated in time',
  share: 'Shared in time',
  respond: 'Response to the grade in time',
};

/** The value is the median of working days that the stage took. */
function timelinessRows({ key: period }: Period, index: number, { timeliness }: DoneTallies): ReportRow[] {
  return Object.entries(STAGES).flatMap(([stage, label]) => {
    if (!timeliness.some((row) => row.stage === stage)) return [];
    const taken = timeliness.find((row) => row.stage === stage && row.period === index);
    return {
      period,
      series: `timeliness:${stage}`,
      key: 'in_time',
      label,
      ...shareOf(taken?.inTime ?? 0, taken?.done ?? 0),
      value: taken?.medianWorkingDays ?? null,
      unit: 'working_days' as const,
    };
  });
}

/** Frames are counted for the whole council: coverage of one team or service is not known from a draw. */
function coveredDraws(draws: readonly EligibleCases[], { filters }: ReportRequest): readonly EligibleCases[] {
  if (filters.service !== undefined || filters.team !== undefined) return [];
  const activity = filters.activity?.trim().toLowerCase();
  return draws.filter((draw) => activity === undefined || draw.activity.toLowerCase() === activity);
}

function coverageRows(
  { key: period, from, to }: Period,
  { doneBySample }: SelectedTallies,
  draws: readonly EligibleCases[],
): ReportRow[] {
  const inPeriod = draws.filter((draw) => from <= `${draw.period}-01` && `${draw.period}-01` <= to);
  if (inPeriod.length === 0) return [];
  const done = inPeriod.reduce((sum, { sampleId }) => sum + (doneBySample.get(sampleId) ?? 0), 0);
  // Several draws of one month and activity are of one frame: the last one says how many cases were eligible.
  const eligible = new Map(inPeriod.map((draw) => [`${draw.period} ${draw.activity}`, draw.eligible]));
  const all = [...eligible.values()].reduce((sum, count) => sum + count, 0);
  return [{ period, series: 'coverage', key: 'audited', label: 'Audited of eligible cases', ...shareOf(done, all) }];
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

function countOf(counts: readonly Count<string | null>[], period: number, key: string | null): number {
  return counts.find((count) => count.period === period && count.key === key)?.count ?? 0;
}

/** In the order of the alphabet, those not recorded last. */
function namesOf(counts: readonly Count<string | null>[]): (string | null)[] {
  const names = [...new Set(counts.map(({ key }) => key))];
  return names.sort((left, right) => (left === null ? 1 : right === null ? -1 : left.localeCompare(right, 'en-GB')));
}
