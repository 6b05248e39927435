import type { GradeScale } from './grade-scale.js';
import { hasGrade, rankOf } from './grade-order.js';

/**
 * Which grade of one scale counts as which grade of another. It is data that a council publishes with its source, never
 * worked out from the order of the grades: no rule says whether Adequate is Good or Requires improvement.
 */
export interface Concordance {
  /** Key of the scale translated from. */
  readonly from: string;
  readonly to: string;
  /** Who says so: a policy, a committee's decision. */
  readonly source: string;
  /** Grade key to grade key. A grade left out has no counterpart. */
  readonly grades: Readonly<Record<string, string>>;
}

/** The counterpart of a grade, or null where the concordance is silent. */
export function translateGrade(concordance: Concordance, key: string): string | null {
  return Object.hasOwn(concordance.grades, key) ? (concordance.grades[key] ?? null) : null;
}

/** What is wrong with a concordance between two scales, as sentences; empty when it can be used. */
export function concordanceProblems(concordance: Concordance, from: GradeScale, to: GradeScale): readonly string[] {
  const problems: string[] = [];
  if (concordance.from !== from.key || concordance.to !== to.key) {
    problems.push(`This concordance is not between "${from.label}" and "${to.label}".`);
  }
  if (concordance.source.trim() === '') problems.push('A concordance names its source.');
  const pairs = Object.entries(concordance.grades);
  const strangers = pairs.filter(([one, other]) => !hasGrade(from, one) || !hasGrade(to, other));
  for (const [one, other] of strangers) problems.push(`"${one}" to "${other}" names a grade that its scale lacks.`);
  if (strangers.length > 0) return problems;
  const ranks = pairs
    .map(([one, other]) => ({ from: rankOf(from, one), to: rankOf(to, other) }))
    .sort((one, other) => one.from - other.from);
  if (ranks.some((pair, index) => index > 0 && pair.to < (ranks[index - 1]?.to ?? 0))) {
    problems.push('A better grade must not become a worse one than the grade below it.');
  }
  return problems;
}
