import { rankOf } from '../grading/grade-order.js';
import type { GradeScale } from '../grading/grade-scale.js';
import type { GradeMatrix } from './grade-matrix.js';

interface GradePair {
  readonly first: string;
  readonly final: string;
}

/** @throws RangeError for a grade that is not of the scale */
export function gradeMatrix(scale: GradeScale, pairs: Iterable<GradePair>): GradeMatrix {
  const counts = scale.grades.map(() => scale.grades.map(() => 0));
  let total = 0;
  for (const { first, final } of pairs) {
    const row = counts[rankOf(scale, first)];
    const column = rankOf(scale, final);
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
    total += 1;
  }
  return { grades: scale.grades.map(({ key }) => key), counts, total };
}
