import type { Council } from '../audit/answering.js';
import type { DecisionContext } from '../decision-context.js';
import { notTheirDuty } from '../duties.js';
import type { PlanActionReviewed, Review, RiskReviewed } from '../improvement/events.js';
import type { Register } from '../improvement/registers.js';
import { refuse, type Refusal } from '../refusal.js';
import type { ReviewCommand } from './commands.js';
import { mayReview } from './review-owners.js';

export type ReviewContext = Pick<DecisionContext, 'actor' | 'today'> & Council;

/** A review of an action of the plan. @param actionId which */
export function reviewPlanAction(
  command: ReviewCommand,
  actionId: string,
  known: Register,
  context: ReviewContext,
): readonly PlanActionReviewed[] | Refusal {
  const review = reviewed(command, actionId, known, context);
  return 'refused' in review ? review : [{ type: 'plan-action-reviewed', data: { actionId, ...review } }];
}

/** The same of a risk. */
export function reviewRisk(
  command: ReviewCommand,
  riskId: string,
  known: Register,
  context: ReviewContext,
): readonly RiskReviewed[] | Refusal {
  const review = reviewed(command, riskId, known, context);
  return 'refused' in review ? review : [{ type: 'risk-reviewed', data: { riskId, ...review } }];
}

/** It discharges what is owed; its next date is owed from then on. One may be recorded before it is owed. */
function reviewed(
  { words, standing, next }: ReviewCommand,
  id: string,
  known: Register,
  context: ReviewContext,
): Review | Refusal {
  const { actor, today } = context;
  const entry = known.get(id);
  if (!mayReview(actor, entry ?? { leadId: null }, context)) return notTheirDuty('improvement');
  if (entry === undefined) return refuse('not-found', 'entry-unknown', 'There is no such action or risk.');
  if (words.trim() === '') return refuse('invalid', 'words-missing', 'Say what was found.');
  if (next !== null && next <= today)
    return refuse('invalid', 'next-not-later', 'The next review is on a later day than today.');
  return { on: today, reviewedBy: actor.id, words: words.trim(), standing, reviewDue: next };
}
