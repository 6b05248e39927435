/** Where an audit stands whose grade calls for a plan, as people call it. */
export const RESPONSE_STATUSES: Readonly<Record<string, string>> = {
  'plan-due': 'Plan to come',
  'sign-off-due': 'Plan to be signed off',
  'review-due': 'Plan to be reviewed',
  'actions-open': 'Plan given, actions open',
  'plan-given': 'Plan given, actions done',
  closed: 'Closed',
};
