import {
  DRAW,
  LEARNING_DISCUSSION,
  LOOK_AGAIN,
  calendarSequenceOf,
  PLAN_REVIEW,
  RISK_REVIEW,
  discussionRecipients,
  drawRecipients,
  isForCalendar,
  lookAgainRecipients,
  noticeKindOf,
  obligationsOf,
  ownershipOf,
  recipientsOf,
  reviewRecipients,
} from '#domain';
import type {
  Council,
  Discussion,
  LearningMessage,
  Obligation,
  Recipient,
  Registered,
  RoundDraw,
  Rung,
  SelectedAudit,
  Stage,
} from '#domain';
import type { ToTell } from '#projections';

type Asked = Pick<ToTell, 'obligation' | 'due' | 'concerned'>;

/** What something is owed on: an audit, or a round that calls for a draw. */
export interface Matter {
  readonly reference: string;
  /** Who owes it, as long as it is owed; of what happened, those it concerns. */
  readonly owedIn: (asked: Asked) => Told | undefined;
  /** Who hears of it, each once. */
  readonly hearing: (told: Told, rung: Rung, council: Council) => readonly Recipient[];
}

export const auditMatter = (audit: SelectedAudit): Matter => ({
  reference: audit.reference,
  owedIn: (asked) => owedOn(audit, asked),
  hearing: (told, rung, council) => hearingOn(told, rung, audit, council),
});

export const drawMatter = (draw: RoundDraw | undefined): Matter | undefined =>
  draw && {
    reference: `${draw.round} ${draw.period}`,
    owedIn: ({ obligation, due }) =>
      obligation === DRAW && draw.standing === 'owed' && draw.due === due
        ? { owed: [], stage: 'unselected', isNotice: false }
        : undefined,
    hearing: (_, rung, council) => drawRecipients(rung, council),
  };

/** How much of an id tells it from others of its register. */
const BEGINNING = 8;

/** Something of the improvement plan or the risk register. Neither what it is called nor its number goes into a message. */
export const reviewMatter = (id: string, entry: Registered | undefined): Matter | undefined =>
  entry && {
    reference: id.slice(0, BEGINNING),
    owedIn: ({ obligation, due }) =>
      (obligation === PLAN_REVIEW || obligation === RISK_REVIEW) && entry.due === due
        ? { owed: [], stage: 'unselected', isNotice: false }
        : undefined,
    hearing: (_, rung, council) => reviewRecipients(entry, rung, council),
  };

const ON_NO_AUDIT: Told = { owed: [], stage: 'unselected', isNotice: false };

/** A discussion of a message to staff. Neither its theme nor the team goes into a message. */
export const discussionMatter = (id: string, discussion: Discussion | undefined): Matter | undefined =>
  discussion && {
    reference: id.slice(0, BEGINNING),
    owedIn: ({ obligation, due }) =>
      obligation === LEARNING_DISCUSSION && discussion.due === due ? ON_NO_AUDIT : undefined,
    hearing: (_, rung, council) => discussionRecipients(discussion, rung, council),
  };

/** A message to staff that is to be looked at again. */
export const lookAgainMatter = (id: string, message: LearningMessage | undefined): Matter | undefined =>
  message && {
    reference: id.slice(0, BEGINNING),
    owedIn: ({ obligation, due }) =>
      obligation === LOOK_AGAIN && message.lookAgainDue === due ? ON_NO_AUDIT : undefined,
    hearing: (_, rung, council) => lookAgainRecipients(rung, council),
  };

type Owed = Pick<Obligation, 'key' | 'owner' | 'as'>;

export interface Told {
  readonly owed: readonly Owed[];
  readonly stage: Stage;
  readonly isNotice: boolean;
}

/** Who owes it, as long as it is owed; of what happened, those it concerns. */
function owedOn(
  audit: SelectedAudit,
  { obligation: key, due, concerned }: Pick<ToTell, 'obligation' | 'due' | 'concerned'>,
): Told | undefined {
  if (noticeKindOf(key) !== null) {
    const sequence = calendarSequenceOf(key);
    const still = (concerned ?? []).filter(
      (one) => sequence === null || ('personId' in one && audit.calendars[one.personId]?.sequence === sequence),
    );
    const owed = still.map((owner): Owed => ({
      key,
      owner,
      as: 'personId' in owner ? 'invited' : owner.party,
    }));
    return { owed, stage: audit.stage, isNotice: true };
  }
  const owed = obligationsOf(audit).find((obligation) => obligation.key === key && obligation.due === due);
  return owed && { owed: [owed], stage: owed.stage, isNotice: false };
}

const inPost = (personId: string, { directory, today }: Council): readonly Recipient[] =>
  directory.inPost(personId, today) ? [{ personId, insteadOf: null, because: null }] : [];

/** Each once. A notice goes to those it concerns and their deputies, and not to others where they have left. */
function hearingOn({ owed, isNotice }: Told, rung: Rung, audit: SelectedAudit, council: Council): readonly Recipient[] {
  const found = owed.flatMap((each) => {
    // Their own calendar, whether or not they are away today.
    if (isForCalendar(each.key)) return 'personId' in each.owner ? inPost(each.owner.personId, council) : [];
    if (!isNotice) return recipientsOf({ owed: each, rung, audit, ...council });
    // A notice is for those it concerns, or their deputies: it falls to nobody else.
    const { owners, gap } = ownershipOf(each, audit, council);
    return gap === null ? owners : [];
  });
  return found.filter(({ personId }, index) => found.findIndex((other) => other.personId === personId) === index);
}
