import { hasGrade, isWorse, rankOf } from './grade-order.js';
import type { GradeScale } from './grade-scale.js';

/**
 * A limiting judgement: an overall grade is no better than one grade where so many domains are graded another, or worse.
 * It is data that a council publishes, and holds on its own scale only; no concordance carries it to another. A programme
 * without any leaves the overall grade to the auditor's judgement.
 */
export interface OverallGradeLimit {
  readonly key: string;
  /** The rule in the council's words: what a refusal quotes. */
  readonly label: string;
  /** Key of the scale of every grade here. */
  readonly scale: string;
  /** The best overall grade it leaves. */
  readonly noBetterThan: string;
  /** At least this many domains … */
  readonly atLeast: number;
  /** … of these, by key; of all that are graded where it is null … */
  readonly ofDomains: readonly string[] | null;
  /** … are graded this or worse. */
  readonly gradedAtBest: string;
  /** Whether a better grade is refused, or stands where whoever gives it says why. */
  readonly exception: 'none' | 'with-reason';
}

/** An overall grade with the domain grades it is given with, by domain key. */
export interface GradedWhole {
  readonly grade: string;
  readonly domains: Readonly<Record<string, string>>;
}

/** The limits that a grade goes beyond, in the order of the settings; none where it may stand. */
export function limitsExceeded(
  limits: readonly OverallGradeLimit[],
  scale: GradeScale,
  { grade, domains }: GradedWhole,
): readonly OverallGradeLimit[] {
  return limits.filter((limit) => {
    if (limit.scale !== scale.key || !isWorse(scale, limit.noBetterThan, grade)) return false;
    const counted = Object.entries(domains).filter(
      ([domain, given]) =>
        limit.ofDomains?.includes(domain) !== false && rankOf(scale, given) >= rankOf(scale, limit.gradedAtBest),
    );
    return counted.length >= limit.atLeast;
  });
}

/**
 * What is wrong with a limit, as sentences; empty when it can be used.
 * @param toolDomains the domain keys of each tool that uses the scale
 */
export function limitProblems(
  limit: OverallGradeLimit,
  scale: GradeScale,
  toolDomains: readonly (readonly string[])[],
): readonly string[] {
  const { noBetterThan, gradedAtBest, atLeast, ofDomains } = limit;
  const strangers = [noBetterThan, gradedAtBest].filter((grade) => !hasGrade(scale, grade));
  if (strangers.length > 0) return strangers.map((grade) => `"${grade}" is no grade of the scale "${scale.label}".`);
  const problems: string[] = [];
  if (rankOf(scale, noBetterThan) === 0) problems.push('No better than the best grade is no limit.');
  const unknown = (ofDomains ?? []).filter((domain) => !toolDomains.some((domains) => domains.includes(domain)));
  for (const domain of unknown) problems.push(`No tool that uses the scale has the domain "${domain}".`);
  if (ofDomains !== null && new Set(ofDomains).size < ofDomains.length) problems.push('A domain stands twice.');
  const most = ofDomains?.length ?? Math.max(0, ...toolDomains.map((domains) => domains.length));
  if (!Number.isSafeInteger(atLeast) || atLeast < 1 || atLeast > most)
    problems.push(`The number of domains must be a whole number from 1 to ${most}.`);
  return problems;
}
