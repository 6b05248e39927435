import {
  gradeMatrixOf,
  gwetAgreement,
  moderationEffect,
  weightedKappa,
  type AgreementWeights,
  type GradeMatrix,
  type GradeScale,
} from '#domain';
import type { ModeratedTally } from '#projections';
import type { ReportRow } from './report.js';
import { shareOf } from './tallied-rows.js';

/** Under so many moderated audits a coefficient or a mean says nothing: it is left out, the counts stay. */
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
  const of = (series: string): Pick<ReportRow, 'period' | 'series'> => ({ period, series: `${series}${suffix}` });
  return [
    ...firstByFinal(scale, matrix).map((cell) => ({ ...of('first_x_final'), ...cell })),
    ...agreement(matrix).map((row) => ({ ...of('agreement'), ...row })),
    ...coefficients(matrix).map(({ series, ...row }) => ({ ...of(series), ...row })),
  ];
}

type Cells = Omit<ReportRow, 'period' | 'series'>;

function matrixOf(scale: GradeScale, tallies: readonly ModeratedTally[]): GradeMatrix {
  const countOf = (first: string, final: string): number =>
    tallies.reduce((sum, tally) => sum + (tally.first === first && tally.final === final ? tally.count : 0), 0);
  const keys = scale.grades.map(({ key }) => key);
  return gradeMatrixOf(
    keys,
    keys.map((first) => keys.map((final) => countOf(first, final))),
  );
}

function firstByFinal(scale: GradeScale, { counts, total }: GradeMatrix): Cells[] {
  return scale.grades.flatMap((first, row) =>
    scale.grades.map((final, column) => ({
      key: `${first.key}>${final.key}`,
      label: `${first.label}, then ${final.label}`,
      ...shareOf(counts[row]?.[column] ?? 0, total),
    })),
  );
}

function agreement(matrix: GradeMatrix): Cells[] {
  const { agreed, upgraded, downgraded, total } = moderationEffect(matrix);
  return [
    { key: 'agreed', label: 'Same grade', ...shareOf(agreed, total) },
    { key: 'upgraded', label: 'Better grade', ...shareOf(upgraded, total) },
    { key: 'downgraded', label: 'Worse grade', ...shareOf(downgraded, total) },
  ];
}

function coefficients(matrix: GradeMatrix): (Cells & { readonly series: string })[] {
  const enough = matrix.total >= FEWEST_MODERATED;
  const counted = { numerator: null, denominator: matrix.total, percent: null };
  const { meanShift } = moderationEffect(matrix);
  const estimates = [
    { series: 'weighted_kappa', label: "Cohen's weighted kappa", estimate: weightedKappa(matrix, WEIGHTS) },
    { series: 'ac2', label: "Gwet's AC2", estimate: gwetAgreement(matrix, WEIGHTS) },
  ];
  return [
    {
      series: 'mean_shift',
      key: 'mean',
      label: 'Mean shift (up is better)',
      ...counted,
      value: enough ? rounded(meanShift) : null,
      unit: 'grades',
    },
    ...estimates.map(({ series, label, estimate }) => {
      const interval = 'interval' in estimate ? estimate.interval : null;
      return {
        series,
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
