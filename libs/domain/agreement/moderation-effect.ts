import { cellsOf, type GradeMatrix } from './grade-matrix.js';

/** What moderation and disputes did to the first grades. Counts, to be shown beside any percentage of them. */
export interface ModerationEffect {
  readonly total: number;
  /** Final grade the same as the first. */
  readonly agreed: number;
  /** Final grade better than the first. */
  readonly upgraded: number;
  /** Final grade worse than the first. */
  readonly downgraded: number;
  /** Mean of the steps from first to final grade, positive where grades went up; null where nothing was counted. */
  readonly meanShift: number | null;
}

export function moderationEffect(matrix: GradeMatrix): ModerationEffect {
  const cells = cellsOf(matrix);
  const countWhere = (holds: (steps: number) => boolean): number =>
    cells.filter(({ first, final }) => holds(first - final)).reduce((sum, { count }) => sum + count, 0);
  const steps = cells.reduce((sum, { first, final, count }) => sum + (first - final) * count, 0);
  return {
    total: matrix.total,
    agreed: countWhere((shift) => shift === 0),
    upgraded: countWhere((shift) => shift > 0),
    downgraded: countWhere((shift) => shift < 0),
    meanShift: matrix.total === 0 ? null : steps / matrix.total,
  };
}
