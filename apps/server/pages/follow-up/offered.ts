import type { ProgrammeSettings, PublishedSettings } from '#domain';
import { FOLLOW_UP, FOLLOW_UP_STATUSES } from '#projections';
import type { FollowUpList } from '#projections';

type Asks = (settings: ProgrammeSettings) => boolean;

const asksForScope: Asks = ({ actionDetails }) => actionDetails?.scope === true;

/** Lists that only some councils have. */
const LISTS: Readonly<Partial<Record<FollowUpList, Asks>>> = {
  improvement: asksForScope,
  filings: ({ fileWithinWorkingDays }) => (fileWithinWorkingDays ?? null) !== null,
};

/** Where an item stands in some councils only, by its status. */
const STATUSES: Readonly<Record<string, Asks>> = {
  linked: asksForScope,
  'sign-off-due': ({ responseByGrade = [] }) => responseByGrade.some(({ signedOffBy }) => signedOffBy !== null),
  'review-due': ({ responseByGrade = [] }) =>
    responseByGrade.some(({ reviewAfterWorkingDays }) => reviewAfterWorkingDays !== null),
};

/** Whether any settings an audit may be pinned to ask for it: who has never asked for it sees nothing of it. */
const isAsked = (asks: Asks | undefined, { versions }: PublishedSettings): boolean =>
  asks === undefined || versions.some(asks);

export const listsOffered = (published: PublishedSettings): readonly FollowUpList[] =>
  FOLLOW_UP.filter((list) => isAsked(LISTS[list], published));

export const statusesOffered = (list: FollowUpList, published: PublishedSettings): readonly string[] =>
  FOLLOW_UP_STATUSES[list].filter((status) => isAsked(STATUSES[status], published));
