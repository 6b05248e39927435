import { limitsExceeded, type GradedWhole, type OverallGradeLimit } from '../../grading/overall-grade-limit.js';
import type { GradeScale } from '../../grading/grade-scale.js';
import type { Refusal } from '../../refusal.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { refusal, refusalUnder } from '../refusals.js';
import type { SelectedAudit } from '../state.js';
import { textIsGiven } from './checks.js';
import type { StepContext } from './handler.js';

interface Given extends Omit<GradedWhole, 'grade'> {
  /** Null for an ungraded type. */
  readonly grade: string | null;
  readonly exceptionReason?: string | null;
}

/**
 * The overall-grade rule of the settings the audit is pinned to: what is recorded beside a grade that goes beyond it with
 * a reason, nothing for a grade within it, or why the grade may not stand. It looks at nothing but what is given, so that
 * a moderator's own grade is judged by their own domain grades. Source: docs/practice.md, what is pinned.
 */
export function underOverallGradeRule(
  { grade, domains, exceptionReason: reason = null }: Given,
  { scale: key, subjectId }: SelectedAudit,
  { actor, settings }: StepContext,
): readonly AuditEvent[] | Refusal {
  const scale = settings.scales.find((candidate) => candidate.key === key);
  const within = reason === null ? [] : refusal('exception-reason-unasked');
  if (grade === null || scale === undefined) return within;
  const exceeded = limitsExceeded(settings.overallGradeLimits ?? [], scale, { grade, domains });
  if (exceeded.length === 0) return within;
  const strict = exceeded.filter(({ exception }) => exception === 'none');
  if (strict.length > 0) return refusalUnder('overall-grade-limited', quoted(strict, scale));
  if (reason === null) return refusalUnder('exception-reason-missing', quoted(exceeded, scale));
  return (
    textIsGiven(reason) ?? [
      {
        type: 'overall-grade-excepted',
        data: { grade, limits: exceeded.map((limit) => limit.key), reason, givenBy: actor.id, subjectId },
      },
    ]
  );
}

function quoted(limits: readonly OverallGradeLimit[], scale: GradeScale): readonly string[] {
  return limits.map(({ label, noBetterThan }) => {
    const best = scale.grades.find(({ key }) => key === noBetterThan)?.label ?? noBetterThan;
    return `The rule is “${label}”: no better than ${best}.`;
  });
}
