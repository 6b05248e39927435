import {
  gradeMatrixOf,
  gwetAgreement,
  moderationEffect,
  percent,
  weightedKappa,
  type AgreementWeights,
  type GradeMatrix,
  type GradeScale,
} from '#domain';
import type { ModeratedTally } from '#facts';
import type { ReportRow } from './report.js';
import { shareOf } from './tallied-rows.js';

/** With fewer moderated audits than this, a coefficient or a mean says nothing: it is left out and the counts stay. */
export const FEWEST_MODERATED = 10;

/** Each step from one grade to the next costs the same. */
const WEIGHTS: AgreementWeights = 'linear';

/**
 * The rows of one series of moderated audits in one period: first by final grade, agreement, mean shift, kappa and AC2.
 * @param suffix what follows the names of these series: nothing for all, `:random`, `:auditor_group:<role>`
 */
export function moderationRows(
  period: string,
  suffix: string,
  scale: GradeScale,
  tallies: readonly ModeratedTally[],
): ReportRow[] {
  // A scale that nobody has described may have one grade only, and then there is nothing to agree on.
  if (scale.grades.length < 2) return [];
  const matrix = matrixOf(scale, tallies);
  return [
    ...firstByFinal(period, `first_x_final${suffix}`, scale, matrix),
    ...agreement(period, `agreement${suffix}`, matrix),
    ...coefficients(period, suffix, matrix),
  ];
}

function matrixOf(scale: GradeScale, tallies: readonly ModeratedTally[]): GradeMatrix {
  const keys = scale.grades.map(({ key }) => key);
  const counts = keys.map(() => keys.map(() => 0));
  for (const { first, final, count } of tallies) {
    const row = counts[keys.indexOf(first)];
    const column = keys.indexOf(final);
    if (row !== undefined && column >= 0) row[column] = (row[column] ?? 0) + count;
  }
  return gradeMatrixOf(keys, counts);
}

/** Most rows of a report are these: each is made at once, not put together. */
function firstByFinal(period: string, series: string, scale: GradeScale, { counts, total }: GradeMatrix): ReportRow[] {
  return scale.grades.flatMap((first, row) =>
    scale.grades.map((final, column) => {
      const numerator = counts[row]?.[column] ?? 0;
      return {
        period,
        series,
        key: `${first.key}>${final.key}`,
        label: `${first.label}, then ${final.label}`,
        numerator,
        denominator: total,
        percent: percent(numerator, total),
      };
    }),
  );
}

function agreement(period: string, series: string, matrix: GradeMatrix): ReportRow[] {
  const { agreed, upgraded, downgraded, total } = moderationEffect(matrix);
  return [
    { period, series, key: 'agreed', label: 'Same grade', ...shareOf(agreed, total) },
    { period, series, key: 'upgraded', label: 'Better grade', ...shareOf(upgraded, total) },
    { period, series, key: 'downgraded', label: 'Worse grade', ...shareOf(downgraded, total) },
  ];
}

function coefficients(period: string, suffix: string, matrix: GradeMatrix): ReportRow[] {
  const enough = matrix.total >= FEWEST_MODERATED;
  const counted = { numerator: null, denominator: matrix.total, percent: null };
  const { meanShift } = moderationEffect(matrix);
  const estimates = [
    { series: 'weighted_kappa', label: "Cohen's weighted kappa", estimate: weightedKappa(matrix, WEIGHTS) },
    { series: 'ac2', label: "Gwet's AC2", estimate: gwetAgreement(matrix, WEIGHTS) },
  ];
  return [
    {
      period,
      series: `mean_shift${suffix}`,
      key: 'mean',
      label: 'Mean shift (up is better)',
      ...counted,
      value: enough ? rounded(meanShift) : null,
      unit: 'grades',
    },
    ...estimates.map(({ series, label, estimate }) => {
      const interval = 'interval' in estimate ? estimate.interval : null;
      return {
        period,
        series: `${series}${suffix}`,
        key: WEIGHTS,
        label: `${label} (${WEIGHTS} weights)`,
        ...counted,
        value: enough ? rounded(estimate.value) : null,
        unit: 'coefficient' as const,
        low: enough && interval !== null ? rounded(interval.low) : null,
        high: enough && interval !== null ? rounded(interval.high) : null,
      };
    }),
  ];
}

/** To two decimals. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}
