import { londonDateOf } from '../calendar/london-time.js';
import type { Decider } from '../decider.js';
import { hasRole, type DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import { refuse } from '../refusal.js';
import type { ReminderCommand } from './commands.js';
import type { Delivery } from './delivery.js';
import type { ClaimedRecipient, ReminderEvent, ReminderItem } from './events.js';

/** How it stands with one person's message. */
export type Answer = 'outstanding' | 'sent' | 'failed' | 'delivered' | 'bounced' | 'superseded';

export interface Claim {
  readonly attempt: number;
  readonly claimedBy: string;
  readonly claimedAt: string;
  readonly items: readonly ReminderItem[];
  readonly recipients: readonly ClaimedRecipient[];
  /** Reminders among the items that the message leaves out. */
  readonly untold: readonly string[];
  /** By person; only of those who get a message of their own. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** By person: the attempt at which the mail service last took nothing because of how this service is set up. */
  readonly deferred: Readonly<Record<string, { readonly attempt: number; readonly code: string }>>;
  /** Persons to whom another process may have sent it at an attempt before this one. */
  readonly inDoubt: readonly string[];
}

/** Claims by reminder. */
export type ReminderLog = Readonly<Record<string, Claim>>;

/** Recipients who were to get a message and of whom nobody said whether they did. */
export function outstandingOf({ recipients, answers }: Claim): readonly ClaimedRecipient[] {
  return recipients.filter(({ personId }) => answers[personId] === 'outstanding');
}

/** Whether the claim is to be left to whoever made it, at an instant. */
export function isFresh({ claimedAt }: Claim, now: string, answerWithinMs: number): boolean {
  return Date.parse(now) < Date.parse(claimedAt) + answerWithinMs;
}

/** The decider of a stream of reminders: who sends what, once. */
export const reminderLog: Decider<ReminderLog, ReminderCommand, ReminderEvent, DecisionContext> = {
  initial: {},
  evolve,
  decide: decideBy({
    ClaimReminder({ reminderId, claimedBy, items, recipients, untold, answerWithinMs }, log, { actor, now, today }) {
      if (!hasRole(actor, 'system')) return notYours();
      const before = log[reminderId];
      if (before === undefined) {
        if (recipients.length === 0) return refuse('rule', 'nobody-to-tell', 'There is nobody to tell.');
        const free = items.filter((item) => !isCarried(item, log));
        if (free.length === 0) return answered();
        const heard = toldAlready(items, log, today);
        const left = recipients.filter(({ personId, delivery }) => heard(personId, delivery) === undefined);
        const [item] = items;
        const [first] = recipients;
        if (left.length === 0 && item !== undefined && first !== undefined) {
          const by = heard(first.personId, first.delivery) ?? null;
          return [{ type: 'reminder-superseded', data: { reminderId, item, because: 'told-already', by } }];
        }
        const claim = { reminderId, attempt: 1, claimedBy, claimedAt: now, items: free, recipients: left };
        return [{ type: 'reminder-claimed', data: untold === undefined ? claim : { ...claim, untold } }];
      }
      const left = outstandingOf(before);
      if (left.length === 0) return answered();
      if (isFresh(before, now, answerWithinMs)) {
        return refuse('rule', 'reminder-claimed', 'This reminder is being sent already.');
      }
      return [
        {
          type: 'reminder-claimed',
          data: {
            reminderId,
            attempt: before.attempt + 1,
            claimedBy,
            claimedAt: now,
            items: before.items,
            recipients: left,
          },
        },
      ];
    },

    SupersedeReminder({ reminderId, item, because, by }, log, { actor }) {
      if (!hasRole(actor, 'system')) return notYours();
      if (log[reminderId] !== undefined) return [];
      return [{ type: 'reminder-superseded', data: { reminderId, item, because, by } }];
    },

    SupersedeMessage({ reminderId, personId }, log, { actor }) {
      if (!hasRole(actor, 'system')) return notYours();
      const recipient = recipientIn(log, reminderId, personId);
      if (recipient === undefined) return notClaimed();
      if (log[reminderId]?.answers[personId] !== 'outstanding') return [];
      return [{ type: 'message-superseded', data: { reminderId, personId, messageId: recipient.messageId } }];
    },

    RecordReminderSent({ reminderId, personId, channel, possibleDuplicate }, log, { actor }) {
      if (!hasRole(actor, 'system')) return notYours();
      const recipient = recipientIn(log, reminderId, personId);
      if (recipient === undefined) return notClaimed();
      if (!isToBeSaid(log[reminderId], personId, possibleDuplicate)) return [];
      const { messageId } = recipient;
      return [{ type: 'reminder-sent', data: { reminderId, personId, messageId, channel, possibleDuplicate } }];
    },

    RecordReminderFailed({ reminderId, personId, code }, log, { actor }) {
      if (!hasRole(actor, 'system')) return notYours();
      const recipient = recipientIn(log, reminderId, personId);
      if (recipient === undefined) return notClaimed();
      if (log[reminderId]?.answers[personId] !== 'outstanding') return [];
      return [{ type: 'reminder-failed', data: { reminderId, personId, messageId: recipient.messageId, code } }];
    },

    RecordReminderDeferred({ reminderId, personId, code }, log, { actor }) {
      if (!hasRole(actor, 'system')) return notYours();
      const claim = log[reminderId];
      const recipient = recipientIn(log, reminderId, personId);
      if (claim === undefined || recipient === undefined) return notClaimed();
      if (claim.answers[personId] !== 'outstanding') return [];
      const { attempt } = claim;
      const said = claim.deferred[personId];
      if (said?.attempt === attempt && said.code === code) return [];
      const { messageId } = recipient;
      return [{ type: 'reminder-deferred', data: { reminderId, personId, messageId, attempt, code } }];
    },

    RecordDelivery({ messageId }, log, { actor }) {
      if (!hasRole(actor, 'system')) return notYours();
      const found = messageIn(log, messageId);
      if (found === undefined) return messageUnknown();
      const { answer, ...message } = found;
      if (answer === 'delivered' || answer === 'bounced') return [];
      if (answer !== 'sent') return messageNotSent();
      return [{ type: 'notification-delivered', data: message }];
    },

    RecordBounce({ messageId, code }, log, { actor }) {
      if (!isDutyOf(actor, 'bounces')) return notTheirDuty('bounces');
      const found = messageIn(log, messageId);
      if (found === undefined) return messageUnknown();
      const { answer, ...message } = found;
      if (answer === 'bounced') return [];
      if (answer !== 'sent' && answer !== 'delivered') return messageNotSent();
      return [{ type: 'notification-bounced', data: { ...message, code } }];
    },
  }),
};

function evolve(log: ReminderLog, event: ReminderEvent): ReminderLog {
  switch (event.type) {
    case 'reminder-claimed': {
      const { reminderId, recipients, untold = [], ...claim } = event.data;
      const before = log[reminderId];
      const outstanding = recipients.filter(({ delivery }) => delivery === 'email');
      const answers = {
        ...before?.answers,
        ...Object.fromEntries(outstanding.map(({ personId }) => [personId, 'outstanding' as const])),
      };
      // A claim made again names those still outstanding; the others stay with the first.
      return {
        ...log,
        [reminderId]: {
          ...claim,
          recipients: before?.recipients ?? recipients,
          untold: before?.untold ?? untold,
          answers,
          deferred: before?.deferred ?? {},
          inDoubt: inDoubtAfter(before, claim.claimedBy),
        },
      };
    }
    case 'reminder-deferred': {
      const { reminderId, personId, attempt, code } = event.data;
      const claim = log[reminderId];
      if (claim === undefined) return log;
      return { ...log, [reminderId]: { ...claim, deferred: { ...claim.deferred, [personId]: { attempt, code } } } };
    }
    case 'reminder-superseded': {
      const { reminderId, item } = event.data;
      return { ...log, [reminderId]: { ...NOBODYS, items: [item] } };
    }
    case 'message-superseded':
      return answer(log, event.data, 'superseded');
    case 'reminder-sent':
      return answer(event.data.possibleDuplicate ? withoutDoubt(log, event.data) : log, event.data, 'sent');
    case 'reminder-failed':
      return answer(log, event.data, 'failed');
    case 'notification-delivered':
      return answer(log, event.data, 'delivered');
    case 'notification-bounced':
      return answer(log, event.data, 'bounced');
    default:
      return event satisfies never;
  }
}

/**
 * Whether it is to be recorded that a message was sent: once, and once more where whoever was slow had sent it and said so
 * while another, who had taken over, sent it again.
 */
function isToBeSaid(claim: Claim | undefined, personId: string, possibleDuplicate: boolean): boolean {
  const said = claim?.answers[personId];
  return said === 'outstanding' || (said === 'sent' && possibleDuplicate && claim?.inDoubt.includes(personId) === true);
}

/** The doubt is recorded. */
function withoutDoubt(
  log: ReminderLog,
  { reminderId, personId }: { readonly reminderId: string; readonly personId: string },
): ReminderLog {
  const claim = log[reminderId];
  if (claim === undefined) return log;
  return { ...log, [reminderId]: { ...claim, inDoubt: claim.inDoubt.filter((other) => other !== personId) } };
}

/** Whom a claim leaves in doubt that another process takes over: all it was still to tell, but those it is known to have not. */
function inDoubtAfter(before: Claim | undefined, claimedBy: string): readonly string[] {
  if (before === undefined || before.claimedBy === claimedBy) return before?.inDoubt ?? [];
  const untold = outstandingOf(before).filter(({ personId }) => before.deferred[personId]?.attempt !== before.attempt);
  return [...new Set([...before.inDoubt, ...untold.map(({ personId }) => personId)])];
}

function answer(
  log: ReminderLog,
  { reminderId, personId }: { readonly reminderId: string; readonly personId: string },
  said: Answer,
): ReminderLog {
  const claim = log[reminderId];
  if (claim === undefined) return log;
  return { ...log, [reminderId]: { ...claim, answers: { ...claim.answers, [personId]: said } } };
}

function recipientIn(log: ReminderLog, reminderId: string, personId: string): ClaimedRecipient | undefined {
  return log[reminderId]?.recipients.find((recipient) => recipient.personId === personId);
}

/** A message by its own id, and how it stands with it. */
function messageIn(log: ReminderLog, messageId: string) {
  for (const [reminderId, { recipients, answers }] of Object.entries(log)) {
    const recipient = recipients.find((candidate) => candidate.messageId === messageId);
    if (recipient === undefined) continue;
    const { personId } = recipient;
    return { reminderId, personId, messageId, answer: answers[personId] };
  }
  return undefined;
}

/** Of a reminder that is told to nobody. */
const NOBODYS: Claim = {
  attempt: 0,
  claimedBy: '',
  claimedAt: '',
  items: [],
  recipients: [],
  untold: [],
  answers: {},
  deferred: {},
  inDoubt: [],
};

/** Whether another digest of the person's has it. */
function isCarried({ reminderId }: ReminderItem, log: ReminderLog): boolean {
  return Object.values(log).some(
    ({ items, recipients, answers }) =>
      items.some((item) => item.reminderId === reminderId) &&
      recipients.some(({ personId }) => answers[personId] !== 'superseded'),
  );
}

/** Of a reminder of one obligation: the reminder by which a person hears of it this day already, whatever step that is of. */
function toldAlready(
  items: readonly ReminderItem[],
  log: ReminderLog,
  today: string,
): (personId: string, delivery: Delivery) => string | undefined {
  const [item] = items;
  const same = Object.entries(log).filter(
    ([, claim]) =>
      claim.items.length === 1 &&
      claim.items[0]?.obligation === item?.obligation &&
      claim.items[0]?.due === item?.due &&
      claim.items[0]?.auditId === item?.auditId &&
      claim.claimedAt !== '' &&
      londonDateOf(claim.claimedAt) === today,
  );
  return (personId, delivery) =>
    items.length !== 1
      ? undefined
      : same.find(([, { recipients }]) =>
          recipients.some(
            (other) => other.personId === personId && (other.delivery !== 'tasks' || delivery === 'tasks'),
          ),
        )?.[0];
}

const answered = () => refuse('rule', 'reminder-answered', 'This reminder has been dealt with.');
const messageUnknown = () => refuse('not-found', 'message-unknown', 'There is no such message.');
const messageNotSent = () => refuse('rule', 'message-not-sent', 'This message was not sent.');
const notYours = () => refuse('not-allowed', 'role-missing', 'Only the engine itself sends reminders.');
const notClaimed = () => refuse('rule', 'reminder-not-claimed', 'Nobody has claimed this reminder for this person.');
