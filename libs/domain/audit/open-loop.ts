import type { AuditRefusalCode } from './refusals.js';
import type { ResponsePlan, StateIn } from './state.js';

/**
 * What keeps an audit from closing, by the name of its refusal; null where its loop is closed: no safety concern is open,
 * the response plan stands and its review is done, every action is settled and the summary is filed where it is asked for.
 */
export function openLoopOf({
  concerns,
  response,
  actions,
  deadlines,
}: StateIn<'action-tracking'>): AuditRefusalCode | null {
  if (concerns.some(({ status }) => status !== 'resolved')) return 'safety-concern-open';
  const plan = response === null ? null : openIn(response);
  if (plan !== null) return plan;
  if (actions.some(({ status }) => status === 'open' || status === 'completed')) return 'actions-open';
  return deadlines['file'] === undefined ? null : 'summary-not-filed';
}

function openIn({ recorded, signOff, review }: ResponsePlan): AuditRefusalCode | null {
  if (!recorded) return 'response-missing';
  if (signOff === 'due') return 'response-unsigned';
  return review === 'due' ? 'review-open' : null;
}
