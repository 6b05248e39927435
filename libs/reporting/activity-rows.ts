import type { Period } from '#domain';
import type { Count, DoneTallies, EligibleCases, ReportedProgramme, SelectedTallies } from '#facts';
import type { ReportRow } from './report.js';
import { shareOf } from './tallied-rows.js';

export function doneRows(
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

export function conversationRows(
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

export function selectedRows(
  { key: period }: Period,
  index: number,
  { byOutcome, whyNotDone }: SelectedTallies,
): ReportRow[] {
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
  'sign-off': 'Response plan signed off in time',
  review: 'Response plan reviewed in time',
  file: 'Filed on the child’s record in time',
};

/** The value is the median of working days that the stage took. */
export function timelinessRows({ key: period }: Period, index: number, { timeliness }: DoneTallies): ReportRow[] {
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

/** The draws for the months of a period. */
export const drawsIn = (
  { from, to }: Pick<Period, 'from' | 'to'>,
  draws: readonly EligibleCases[],
): readonly EligibleCases[] => draws.filter(({ period }) => from <= `${period}-01` && `${period}-01` <= to);

export function coverageRows(
  { key: period, ...days }: Period,
  { bySample }: SelectedTallies,
  draws: readonly EligibleCases[],
): ReportRow[] {
  const inPeriod = drawsIn(days, draws);
  if (inPeriod.length === 0) return [];
  const samples = new Set<string | null>(inPeriod.map(({ sampleId }) => sampleId));
  const done = bySample.reduce((sum, { key, count }) => (samples.has(key) ? sum + count : sum), 0);
  // Several draws of one month and activity are of one frame: the last one says how many cases were eligible.
  const eligible = new Map(inPeriod.map((draw) => [`${draw.period} ${draw.activity}`, draw.eligible]));
  const all = [...eligible.values()].reduce((sum, count) => sum + count, 0);
  return [{ period, series: 'coverage', key: 'audited', label: 'Audited of eligible cases', ...shareOf(done, all) }];
}

/** Counts are looked up once for every row. */
const byPlace = new WeakMap<readonly Count<string | null>[], ReadonlyMap<string, number>>();

const placeOf = (period: number, key: string | null): string => `${period} ${key === null ? '' : `=${key}`}`;

function countOf(counts: readonly Count<string | null>[], period: number, key: string | null): number {
  let known = byPlace.get(counts);
  if (known === undefined)
    byPlace.set(counts, (known = new Map(counts.map((count) => [placeOf(count.period, count.key), count.count]))));
  return known.get(placeOf(period, key)) ?? 0;
}

/** In the order of the alphabet, those not recorded last. */
function namesOf(counts: readonly Count<string | null>[]): (string | null)[] {
  const names = [...new Set(counts.map(({ key }) => key))];
  return names.sort((left, right) => (left === null ? 1 : right === null ? -1 : left.localeCompare(right, 'en-GB')));
}
