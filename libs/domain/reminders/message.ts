import { isAppointment } from '../audit/obligations.js';
import { spokenDate } from '../calendar/spoken-date.js';
import type { ReminderItem } from './events.js';
import {
  DRAW,
  LEARNING_DISCUSSION,
  LOOK_AGAIN,
  PLAN_REVIEW,
  RISK_REVIEW,
  isOfNoAudit,
  wordsOf,
  type Moment,
  type ObligationWords,
} from './message-words.js';
import { noticeKindOf, noticeWords } from './notices.js';
import { nextClimb, type PlanRules } from './plan.js';
import { momentOf, onceEach } from './present-state.js';
import { isSameDay, type Rung } from './steps.js';

export interface Message {
  readonly subject: string;
  /** Plain text, lines parted by `\n`. */
  readonly text: string;
}

export interface Telling {
  /** London date: what is told is how it stands then. */
  readonly today: string;
  readonly rules: PlanRules;
  /** Where the audit, or the draw, is found after signing in. */
  readonly linkTo: (item: Pick<ReminderItem, 'auditId' | 'obligation' | 'reference'>) => string;
}

/**
 * The words of a message: of each audit its reference, what is to be done by when, what happens if it is not, and a link. They
 * are made of the tables and of nothing else, so that no name and no free text of a record can get into a mailbox.
 */
export function messageFor(items: readonly ReminderItem[], telling: Telling): Message {
  const told = onceEach(items, telling.today);
  const [first] = told;
  if (first === undefined) throw new RangeError('A message tells of at least one reminder');
  const records = [...new Map(told.map((item) => [item.auditId, item])).values()];
  const paragraphs = records.map((record) => {
    const lines = told.filter(({ auditId }) => auditId === record.auditId).map((item) => paragraphFor(item, telling));
    return [...lines, telling.linkTo(record)].join('\n');
  });
  return {
    subject: told.length === 1 ? headlineOf(first, telling.today) : subjectOfMany(told, records.length, telling.today),
    text: [
      ...paragraphs,
      `${told.every(isNotice) ? 'Sign in to read it.' : 'Sign in to do it.'} This message holds no case details on purpose.`,
    ].join('\n\n'),
  };
}

const isNotice = ({ obligation }: ReminderItem): boolean => noticeKindOf(obligation) !== null;

/** A safety concern is named whatever else there is. */
function subjectOfMany([first, ...rest]: readonly ReminderItem[], audits: number, today: string): string {
  if (first === undefined) return '';
  if (isSameDay(first.obligation)) return `${headlineOf(first, today)}, and ${rest.length} more to do`;
  const all = [first, ...rest];
  if (audits === 1) return `${all.length} things to ${all.every(isNotice) ? 'read' : 'do'}: ${recordOf(first)}`;
  return all.some(({ obligation }) => isOfNoAudit(obligation))
    ? `${all.length} things need your attention`
    : `${audits} audits need your attention`;
}

const RECORDS: Readonly<Record<string, string>> = {
  [DRAW]: 'round',
  [PLAN_REVIEW]: 'action',
  [RISK_REVIEW]: 'risk',
  [LEARNING_DISCUSSION]: 'message',
  [LOOK_AGAIN]: 'message',
};

const recordOf = ({ obligation, reference }: Pick<ReminderItem, 'obligation' | 'reference'>): string =>
  `${RECORDS[obligation] ?? 'audit'} ${reference}`;

const headlines: Readonly<Record<Moment, (words: ObligationWords, due: string) => string>> = {
  before: ({ task }, due) => `${task} by ${due}`,
  today: ({ task }) => `${task} today`,
  overdue: ({ task }, due) => `${task}, overdue since ${due}`,
  escalated: ({ open }, due) => `Escalated to you: ${open}, due ${due}`,
};

/** `Acknowledge a safety concern today: audit 4K7QF-2M9XC` */
export function headlineOf(item: ReminderItem, today: string): string {
  const { due, obligation } = item;
  const notice = noticeKindOf(obligation);
  if (notice !== null)
    return `${noticeWords[notice].headline.replace('{date}', () => spokenDate(due))}: ${recordOf(item)}`;
  const words = wordsOf(obligation);
  const moment = momentOf(item, today);
  // A conversation is on its day, and not by it.
  const headline =
    isAppointment(obligation) && moment === 'before'
      ? `${words.task} on ${spokenDate(due)}`
      : headlines[moment](words, spokenDate(due));
  return `${headline}: ${recordOf(item)}`;
}

const titles: Readonly<Record<Rung, string>> = {
  owner: 'the owner',
  manager: 'the manager',
  head_of_service: 'the head of service',
  assistant_director: 'the assistant director',
};

function paragraphFor(item: ReminderItem, { today, rules }: Telling): string {
  const notice = noticeKindOf(item.obligation);
  if (notice !== null) return `${headlineOf(item, today)}.\n${noticeWords[notice].says}`;
  const moment = momentOf(item, today);
  const climb = nextClimb({ key: item.obligation, due: item.due }, today, rules);
  const heard =
    moment === 'escalated'
      ? [`You hear of it as ${titles[item.step.to]} of whoever is to do it, or in their place.`]
      : [];
  const climbs = climb && `If it is still open on ${spokenDate(climb.on)}, ${titles[climb.to]} is told.`;
  return [
    `${headlineOf(item, today)}.`,
    [...heard, wordsOf(item.obligation)[moment], ...(climbs === null ? [] : [climbs])].join(' '),
  ].join('\n');
}
