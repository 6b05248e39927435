import { discussionStanding, lookStanding } from '#reporting';
import type { DiscussionStanding, LearningMessageSaid, LookStanding } from '#reporting';
import type { LearningShown, NamesShown } from '#engine';
import { plainDate } from '../words/dates.js';
import { capitalised, listed } from '../words/humanised.js';
import { ROLE_WORDS } from '../words/roles.js';

interface DiscussionRow {
  readonly team: string;
  readonly standing: string;
  readonly by: string;
  readonly words: string;
  /** Where it is confirmed; null for whoever may not. */
  readonly href: string | null;
}

interface LookRow {
  readonly on: string;
  readonly by: string;
  readonly sample: string;
  readonly words: string;
}

/** A message to staff, as somebody reads it. */
export interface LearningMessageShown {
  readonly title: string;
  readonly href: string;
  /** Null where it was withdrawn. */
  readonly found: string | null;
  readonly toDo: string | null;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly discussions: readonly DiscussionRow[];
  readonly looks: readonly LookRow[];
  /** `3 of 4 teams have confirmed` */
  readonly progress: string;
  readonly issued: string;
}

const SOURCES: Readonly<Record<LearningMessageSaid['sources'][number], string>> = {
  audits: 'audits',
  'dip-samples': 'dip samples',
  feedback: 'feedback',
};

const DISCUSSED: Readonly<Record<DiscussionStanding, string>> = {
  'in-time': 'Confirmed in time',
  late: 'Confirmed late',
  waiting: 'To be discussed',
  overdue: 'Overdue',
};

const LOOKED: Readonly<Record<LookStanding, (due: string | null) => string>> = {
  looked: (due) => (due === null ? 'Done' : `Done, and again on ${plainDate(due)}`),
  waiting: (due) => `On ${plainDate(due ?? '')}`,
  overdue: (due) => `Overdue since ${plainDate(due ?? '')}`,
  none: () => 'None',
};

interface Around {
  readonly names: NamesShown;
  /** London date. */
  readonly today: string;
}

export const learningAddress = (messageId: string): string => `/learning/${messageId}`;

export function presentLearning({ message, toConfirm }: LearningShown, { names, today }: Around): LearningMessageShown {
  const { messageId, theme, found, toDo, basis, sources, discussions, looks, withdrawnOn } = message;
  const nameOf = (personId: string | null): string => (personId === null ? '' : (names[personId] ?? 'Name erased'));
  const confirmed = discussions.filter(({ confirmedOn }) => confirmedOn !== null).length;
  return {
    title: theme ?? 'Withdrawn',
    href: learningAddress(messageId),
    found,
    toDo,
    issued: plainDate(message.issuedOn),
    progress:
      withdrawnOn === null
        ? `${confirmed} of ${discussions.length} ${discussions.length === 1 ? 'team has' : 'teams have'} confirmed`
        : `Withdrawn on ${plainDate(withdrawnOn)}`,
    facts: [
      { key: 'For', value: audienceOf(message, names) },
      { key: 'Learned from', value: capitalised(listed(sources.map((source) => SOURCES[source]))) },
      ...(basis === null ? [] : [{ key: 'Which', value: basis }]),
      { key: 'Issued', value: `${plainDate(message.issuedOn)}, by ${nameOf(message.issuedBy)}` },
      ...(withdrawnOn === null
        ? [
            { key: 'Teams confirm by', value: plainDate(message.confirmBy) },
            { key: 'Looked at again', value: LOOKED[lookStanding(message, today)](message.lookAgainDue) },
          ]
        : [{ key: 'Withdrawn', value: plainDate(withdrawnOn) }]),
    ],
    discussions:
      withdrawnOn === null
        ? discussions.map((each) => ({
            team: each.team,
            standing: DISCUSSED[discussionStanding(each, message, today)],
            by:
              each.discussedOn === null
                ? ''
                : `Discussed on ${plainDate(each.discussedOn)}, said ${nameOf(each.confirmedBy)}`,
            words: each.words ?? '',
            href: toConfirm.includes(each.discussionId) ? `/learning/discussions/${each.discussionId}` : null,
          }))
        : [],
    looks: looks
      .map(({ on, lookedBy, sampleTheme, sampleDate, words }) => ({
        on: plainDate(on),
        by: nameOf(lookedBy),
        sample: `${sampleTheme ?? 'Erased'}, ${plainDate(sampleDate)}`,
        words: words ?? '',
      }))
      .reverse(),
  };
}

function audienceOf({ audience: { teams, services, roles } }: LearningMessageSaid, names: NamesShown): string {
  const parts = [
    ...teams.map((teamId) => names[teamId] ?? 'a team that is no longer there'),
    ...services.map((service) => `all teams of ${service}`),
    ...roles.map((role) => `teams with ${ROLE_WORDS[role].article} ${ROLE_WORDS[role].name}`),
  ];
  return capitalised(listed(parts));
}
