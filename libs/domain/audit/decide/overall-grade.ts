import { limitsExceeded, type GradedWhole } from '../../grading/overall-grade-limit.js';
import { answersLimitingOverall } from '../../questions/critical-answers.js';
import type { Refusal } from '../../refusal.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { refusal, refusalUnder } from '../refusals.js';
import type { QuestionAnswers, SelectedAudit } from '../state.js';
import { textIsGiven, toolOf } from './checks.js';
import type { StepContext } from './handler.js';
import { limitQuoted } from './questions.js';

interface Given extends Omit<GradedWhole, 'grade'> {
  /** Null for an ungraded type. */
  readonly grade: string | null;
  /** The auditor's, where the grade is given in their knowledge. */
  readonly answers?: QuestionAnswers;
  readonly exceptionReason?: string | null;
}

/**
 * The overall-grade rule of the settings the audit is pinned to: what is recorded beside a grade that goes beyond it with
 * a reason, nothing for a grade within it, or why the grade may not stand. It looks at nothing but what is given, so that
 * a moderator's own grade is judged by their own domain grades, and not by the answers of the auditor, which they have not read. Source: docs/practice.md, what is pinned.
 */
export function underOverallGradeRule(
  { grade, domains, answers = {}, exceptionReason: reason = null }: Given,
  audit: SelectedAudit,
  context: StepContext,
): readonly AuditEvent[] | Refusal {
  const { scale: key, subjectId } = audit;
  const { actor, settings } = context;
  const scale = settings.scales.find((candidate) => candidate.key === key);
  const within = reason === null ? [] : refusal('exception-reason-unasked');
  if (grade === null || scale === undefined) return within;
  const gradeNamed = (grade: string): string => scale.grades.find(({ key }) => key === grade)?.label ?? grade;
  const exceeded = [
    ...limitsExceeded(settings.overallGradeLimits ?? [], scale, { grade, domains }).map((limit) => ({
      ...limit,
      quoted: `The rule is “${limit.label}”: no better than ${gradeNamed(limit.noBetterThan)}.`,
    })),
    ...answersLimitingOverall(toolOf(audit, context), scale, grade, answers).map((limit) => ({
      ...limit,
      quoted: limitQuoted(limit, gradeNamed),
    })),
  ];
  if (exceeded.length === 0) return within;
  const strict = exceeded.filter(({ exception }) => exception === 'none');
  const quoted = (limits: typeof exceeded): readonly string[] => limits.map((limit) => limit.quoted);
  if (strict.length > 0) return refusalUnder('overall-grade-limited', quoted(strict));
  if (reason === null) return refusalUnder('exception-reason-missing', quoted(exceeded));
  return (
    textIsGiven(reason) ?? [
      {
        type: 'overall-grade-excepted',
        data: { grade, limits: exceeded.map((limit) => limit.key), reason, givenBy: actor.id, subjectId },
      },
    ]
  );
}
