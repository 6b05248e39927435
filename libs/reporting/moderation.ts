import type { Database } from 'better-sqlite3';
import type { GradeScale } from '#domain';
import { programmeAsAt, tallyModeration, type ModeratedTally, type ModerationStratum } from '#facts';
import { moderatedRows } from './moderated.js';
import { FEWEST_MODERATED, moderationRows } from './moderation-rows.js';
import { notesOfAsides, notesOfExcludedMonths, notesOfScales } from './notes.js';
import { reportOf, type CountRequest, type Report, type ReportNote, type ReportRow } from './report.js';
import { reportPeriods } from './report-periods.js';
import { reportScales } from './report-scales.js';

/**
 * What moderation did to first grades. Series without a suffix hold all moderated audits but directed picks; those of each
 * way of choosing them stand apart as well, since audits chosen for their grade or their auditor say little of the others.
 */
export function moderationReport(db: Database, request: CountRequest): Report {
  const { periods, tallies, moderated, asides, scales, series } = countModeration(db, request);
  const rows = periods.flatMap((period, index) => {
    const ofPeriod = tallies.filter((tally) => tally.period === index);
    return [
      ...moderatedRows(period, index, moderated),
      ...series.flatMap(({ suffix, scale, holds }) =>
        moderationRows(period.key, suffix, scale, ofPeriod.filter(holds)),
      ),
    ];
  });
  return reportOf(request, rows, [
    ...notesOfAsides(asides, request.asAt),
    ...notesOfExcludedMonths(db, request),
    ...notesOfScales(scales),
    ...notesOfModeration(tallies, rows),
  ]);
}

/** What moderation did, and the series it is told in. */
export function countModeration(db: Database, request: CountRequest) {
  const { periods, selection } = reportPeriods(request);
  const counted = tallyModeration(db, selection);
  const { tallies } = counted;
  const scales = reportScales(
    programmeAsAt(db, request.asAt).scales,
    tallies.flatMap(({ scale, first, final }) => [first, final].map((key) => ({ scale, key }))),
    request.scalesNamed,
  );
  const series = scales.all.flatMap((scale) => seriesOf(tallies, scale, scales.seriesName('', scale.key)));
  return { periods, selection, ...counted, scales, series };
}

type Moderated = Omit<ModeratedTally, 'period' | 'count'>;

interface ModerationSeries {
  readonly suffix: string;
  readonly scale: GradeScale;
  readonly holds: (tally: Moderated) => boolean;
}

const STRATA: readonly ModerationStratum[] = ['random', 'risk', 'all', 'not_recorded', 'directed'];

/** The series of one scale: all moderated audits, then those of each stratum and each group of auditors that occurs. */
function seriesOf(moderated: readonly ModeratedTally[], scale: GradeScale, ofScale: string): ModerationSeries[] {
  const undirected = ({ stratum }: Moderated): boolean => stratum !== 'directed';
  const groups = [...new Set(moderated.flatMap(({ auditorGroup }) => auditorGroup ?? []))].sort();
  const apart = [
    ...STRATA.map((stratum) => ({
      suffix: `:${stratum}`,
      holds: (tally: Moderated) => tally.stratum === stratum,
    })),
    ...groups.map((group) => ({
      suffix: `:auditor_group:${group}`,
      holds: (tally: Moderated) => tally.auditorGroup === group && undirected(tally),
    })),
  ];
  return [
    { suffix: '', holds: undirected },
    ...apart.filter(({ holds }) => moderated.some((tally) => tally.scale === scale.key && holds(tally))),
  ].map(({ suffix, holds }) => ({
    suffix: `${suffix}${ofScale}`,
    scale,
    holds: (tally) => tally.scale === scale.key && holds(tally),
  }));
}

function notesOfModeration(moderated: readonly ModeratedTally[], rows: readonly ReportRow[]): ReportNote[] {
  const chosen = new Set(moderated.map(({ stratum }) => stratum));
  const few = rows.some(({ unit, denominator }) => unit === 'coefficient' && (denominator ?? 0) < FEWEST_MODERATED);
  const enough = rows.filter(
    ({ unit, denominator }) => unit === 'coefficient' && (denominator ?? 0) >= FEWEST_MODERATED,
  );
  return [
    ...(chosen.has('risk') && chosen.size > 1 ? [CHOSEN_FOR_RISK] : []),
    ...(few ? [TOO_FEW_MODERATED] : []),
    ...(enough.some(({ value }) => value === null) ? [ONE_GRADE_ONLY] : []),
    ...(enough.some(({ value, low }) => value !== null && low === null) ? [NO_VARIATION] : []),
  ];
}

const CHOSEN_FOR_RISK: ReportNote = {
  code: 'chosen_for_risk',
  text: 'Some audits were moderated because of their grade or their auditor. How well first grades hold in general is told by the series that end in ":random" or ":all", not by all moderated audits together.',
};

const TOO_FEW_MODERATED: ReportNote = {
  code: 'too_few_moderated',
  text: `Mean shift, kappa and AC2 are left out where fewer than ${FEWEST_MODERATED} audits were moderated.`,
};

const ONE_GRADE_ONLY: ReportNote = {
  code: 'one_grade_only',
  text: 'Kappa is left out where every first and every final grade is the same one: agreement by chance is then certain, and none beyond it can be measured.',
};

const NO_VARIATION: ReportNote = {
  code: 'no_variation',
  text: 'A coefficient without an interval has a variance of exactly 0: its counts hold no variation from which an interval could be estimated. It is not therefore certain.',
};
