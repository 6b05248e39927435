import type { SelectedAudit } from '#domain';

/** Where an audit stands whose grade calls for a plan. */
export function responseStatus({ response, actions, stage }: SelectedAudit): string {
  if (response?.recorded !== true) return 'plan-due';
  if (response.signOff === 'due') return 'sign-off-due';
  if (actions.some(({ status }) => status === 'open' || status === 'completed')) return 'actions-open';
  if (response.review === 'due') return 'review-due';
  return stage === 'closed' ? 'closed' : 'plan-given';
}
