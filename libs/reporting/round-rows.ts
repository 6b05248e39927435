import type { Database } from 'better-sqlite3';
import { drawDueOn, drawsBetween, periodOf, roundDrawId, workingDays, type Period, type Round } from '#domain';
import {
  excusedDraws,
  roundSamples,
  roundsSince,
  type ReportedProgramme,
  type RoundSample,
  type SelectedTallies,
} from '#facts';
import type { ReportRow } from './report.js';
import { shareOf } from './tallied-rows.js';

/** What is known of the rounds of a programme at an instant. */
export interface RoundsReported {
  readonly programme: ReportedProgramme;
  readonly samples: readonly RoundSample[];
  readonly since: ReadonlyMap<string, string>;
  /** Ids of draws. */
  readonly excused: ReadonlySet<string>;
}

export function roundsReported(db: Database, asAt: string | null, programme: ReportedProgramme): RoundsReported {
  return {
    programme,
    samples: roundSamples(db, asAt),
    since: roundsSince(db, asAt),
    excused: new Set(excusedDraws(db, asAt).map(({ round, roundPeriod }) => roundDrawId(round, roundPeriod))),
  };
}

/** The samples of a round for the months of a period. */
export const samplesOfRound = (
  { samples }: Pick<RoundsReported, 'samples'>,
  key: string,
  { from, to }: Pick<Period, 'from' | 'to'>,
): readonly RoundSample[] =>
  samples.filter(({ round, month }) => round === key && from <= `${month}-01` && `${month}-01` <= to);

/** Series of a round: those of themed rounds stand apart from those of random ones. */
export const ROUND_SERIES = { random: 'round:', themed: 'themed_round:' } as const;

/**
 * By round: its draws made of those planned, the audits issued of its cases, the audits done of those issued, and of the
 * target a year. What is planned is said by the settings, from the day on which they first had the round, without what is
 * excused. A sample counts for the month it was drawn for.
 */
export function roundRows(
  period: Period,
  { bySample }: SelectedTallies,
  reported: RoundsReported,
): readonly ReportRow[] {
  const { programme, samples, since, excused } = reported;
  const rounds: readonly Pick<Round, 'key' | 'label' | 'theme' | 'targetPerYear'>[] = [
    ...(programme.rounds ?? []),
    ...samples
      .filter(({ round }) => programme.rounds?.some(({ key }) => key === round) !== true)
      .filter(({ round }, index, all) => all.findIndex((other) => other.round === round) === index)
      .map(({ round, theme }) => ({ key: round, label: round, theme, targetPerYear: null })),
  ];
  const calendar = workingDays([]);
  const asked = drawsBetween(programme, period.from, period.to).filter(
    (draw) => (since.get(draw.round.key) ?? '') <= drawDueOn(draw, calendar),
  );
  return rounds.flatMap(({ key, label, theme, targetPerYear }): readonly ReportRow[] => {
    const own = samplesOfRound(reported, key, period);
    const made = new Set(own.map(({ roundPeriod }) => roundDrawId(key, roundPeriod)));
    const planned = new Set([
      ...made,
      ...asked
        .filter(({ round }) => round.key === key)
        .map((draw) => roundDrawId(key, draw.period.key))
        .filter((id) => !excused.has(id)),
    ]);
    if (planned.size === 0) return [];
    const ids = new Set<string | null>(own.map(({ sampleId }) => sampleId));
    const done = bySample.reduce((sum, { key: sample, count }) => (ids.has(sample) ? sum + count : sum), 0);
    const [audits, skipped] = [sumOf(own, (one) => one.audits), sumOf(own, (one) => one.skipped)];
    const series = `${theme === null ? ROUND_SERIES.random : ROUND_SERIES.themed}${key}`;
    const row = (name: string, words: string, counted: number, of: number): ReportRow => ({
      period: period.key,
      series,
      key: name,
      label: `${label}: ${words}`,
      ...shareOf(counted, of),
    });
    return [
      row('drawn', 'samples drawn of those planned', made.size, planned.size),
      row('issued', 'audits issued of the cases drawn', audits, audits + skipped),
      row('done', 'audits done of those issued', done, audits),
      ...(targetPerYear !== null && isYear(period)
        ? [row('target', 'audits done, of the target for the year', done, targetPerYear)]
        : []),
    ];
  });
}

const isYear = ({ from, to }: Pick<Period, 'from' | 'to'>): boolean => {
  const year = periodOf(from, 'year');
  return year.from === from && year.to === to;
};

const sumOf = (samples: readonly RoundSample[], of: (sample: RoundSample) => number): number =>
  samples.reduce((sum, sample) => sum + of(sample), 0);
