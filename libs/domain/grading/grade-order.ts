import type { GradeScale } from './grade-scale.js';

/** Whether a key is a grade of the scale. */
export function hasGrade(scale: GradeScale, key: string): boolean {
  return scale.grades.some((grade) => grade.key === key);
}

/**
 * 0 for the best grade, one more for each step down.
 * @throws RangeError for a grade of another scale: what people send goes through `parseGrade`.
 */
export function rankOf(scale: GradeScale, key: string): number {
  const rank = scale.grades.findIndex((grade) => grade.key === key);
  if (rank < 0) throw new RangeError(`The scale "${scale.label}" has no such grade.`);
  return rank;
}

/** Whether a grade is worse than another: Inadequate than Good. */
export function isWorse(scale: GradeScale, key: string, than: string): boolean {
  return rankOf(scale, key) > rankOf(scale, than);
}
