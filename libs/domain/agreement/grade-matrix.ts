/** First grade by final grade: how many audits began with one and ended with the other. */
export interface GradeMatrix {
  /** Grade keys, best first: the rows (first grade) and the columns (final grade). Grades nobody gave are there too. */
  readonly grades: readonly string[];
  /** `counts[row][column]`, ranks from 0 for the best grade. */
  readonly counts: readonly (readonly number[])[];
  /** All audits counted. */
  readonly total: number;
}

/**
 * A matrix from counts already made, such as those of a query.
 * @throws RangeError where the counts are no square of whole numbers of at least two grades
 */
export function gradeMatrixOf(grades: readonly string[], counts: readonly (readonly number[])[]): GradeMatrix {
  const square = counts.length === grades.length && counts.every((row) => row.length === grades.length);
  const whole = counts.flat().every((count) => Number.isSafeInteger(count) && count >= 0);
  if (grades.length < 2 || !square || !whole) {
    throw new RangeError('A matrix of grades is a square of counts, of at least two grades.');
  }
  return { grades, counts, total: counts.flat().reduce((sum, count) => sum + count, 0) };
}

/** Every cell with its count, by rank. */
export function cellsOf(
  matrix: GradeMatrix,
): readonly { readonly first: number; readonly final: number; readonly count: number }[] {
  return matrix.counts.flatMap((row, first) => row.map((count, final) => ({ first, final, count })));
}
