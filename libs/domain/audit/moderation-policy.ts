import type { ModerationPolicy } from '../settings/programme-settings.js';
import type { AuditPlan, ModerationReason } from '../audit-language/events.js';

export interface Submitted {
  readonly plan: AuditPlan;
  readonly grade: string | null;
  /** Whether the settings say who moderates this grade: then somebody does. */
  readonly hasModerators: boolean;
  /** What others on the case would have graded. */
  readonly otherGrades: readonly { readonly grade: string }[];
  readonly atRisk: boolean;
  /** Audits the auditor had been given before this one. */
  readonly auditsBefore: number;
  /** 0 <= chance < 1. */
  readonly chance: number;
}

/**
 * Why a first grade goes to a moderator; none, and it does not. Each rule speaks for itself, so that the random stratum
 * is a random one whatever the other rules say.
 */
export function moderationReasons(policy: ModerationPolicy, submitted: Submitted): readonly ModerationReason[] {
  const { plan, grade, otherGrades, atRisk, auditsBefore, chance, hasModerators } = submitted;
  if (!plan.graded || plan.moderation === 'skipped') return [];
  const rules: readonly (readonly [ModerationReason, boolean])[] = [
    ['all', policy.all || plan.moderation === 'required'],
    ['random', chance < policy.percentage / 100],
    ['grade', grade !== null && (hasModerators || policy.risk.grades.includes(grade))],
    ['new_auditor', auditsBefore < policy.risk.newAuditorFirst],
    ['disagreement', policy.risk.disagreement !== false && otherGrades.some((other) => other.grade !== grade)],
    ['at_risk', atRisk],
  ];
  return rules.filter(([, holds]) => holds).map(([reason]) => reason);
}
