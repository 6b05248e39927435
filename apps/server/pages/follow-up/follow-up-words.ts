import type { FollowUpList } from '#projections';
import { RESPONSE_STATUSES } from '../words/response-statuses.js';

interface ListWords {
  /** In the tabs and as the heading. */
  readonly name: string;
  readonly statuses: Readonly<Record<string, string>>;
  /** What the column of whoever owes it is called; null where nobody does by name. */
  readonly owner: string | null;
  readonly nothing: string;
}

/** What is followed up, as people call it. */
export const FOLLOW_UP_WORDS: Readonly<Record<FollowUpList, ListWords>> = {
  actions: {
    name: 'Actions',
    statuses: {
      open: 'Open',
      completed: 'To be verified',
      verified: 'Done',
      cancelled: 'Cancelled',
      linked: 'Open on another audit',
    },
    owner: 'Who does it',
    nothing: 'There are no such actions. They are agreed on an audit once its outcome is known.',
  },
  improvement: {
    name: 'For the service',
    statuses: { open: 'Open', completed: 'To be verified', verified: 'Done', cancelled: 'Cancelled' },
    owner: 'Who does it',
    nothing: 'There are no such actions: none that is for the whole service and so joins the improvement plan.',
  },
  concerns: {
    name: 'Safety concerns',
    statuses: { raised: 'Not yet acknowledged', acknowledged: 'Being dealt with', resolved: 'Resolved' },
    owner: null,
    nothing: 'There are no such safety concerns.',
  },
  disputes: {
    name: 'Disputes',
    statuses: { open: 'To be decided', resolved: 'Decided' },
    owner: 'Who disputed it',
    nothing: 'There are no such disputes.',
  },
  inadequates: {
    name: 'Inadequates',
    statuses: RESPONSE_STATUSES,
    owner: 'Who owes the plan',
    nothing: 'There are no such audits: none whose grade calls for a response plan.',
  },
  reaudits: {
    name: 'Re-audits',
    statuses: { planned: 'Planned', 'under-way': 'Under way', done: 'Done', ended: 'Ended' },
    owner: null,
    nothing: 'There are no such re-audits.',
  },
  filings: {
    name: 'The child’s record',
    statuses: { 'to-file': 'To be filed', filed: 'Filed' },
    owner: 'Who files it',
    nothing: 'There are no such audits: none whose summary is to be put on the child’s record.',
  },
};
