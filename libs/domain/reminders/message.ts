import { isAppointment } from '../audit/obligations.js';
import { spokenDate } from '../calendar/spoken-date.js';
import { stageLabels } from '../workflow/stages.js';
import type { ReminderItem } from './events.js';

export interface Message {
  readonly subject: string;
  /** Plain text, lines parted by `\n`. */
  readonly text: string;
}

/**
 * The words of a message. They are made of a reference, a stage, a due date and a link and of nothing else, so that no name
 * and no free text of a record can get into a mailbox.
 * @param linkTo where the audit is found after signing in
 */
export function messageFor(items: readonly ReminderItem[], linkTo: (auditId: string) => string): Message {
  const [only] = items;
  if (only === undefined) throw new RangeError('A message tells of at least one reminder');
  const sentences = items.map((item) => `${sentenceFor(item)}\n${linkTo(item.auditId)}`);
  return {
    subject: items.length === 1 ? subjectFor(only) : `${items.length} audits need your attention`,
    text: [...sentences, 'Sign in to see what is to be done. This message holds no case details on purpose.'].join(
      '\n\n',
    ),
  };
}

type Tense = 'invited' | 'coming' | 'today' | 'overdue' | 'escalated';

const subjects: Readonly<Record<Tense, (item: ReminderItem) => string>> = {
  invited: ({ reference, due }) => `Audit ${reference}: conversation on ${spokenDate(due)}`,
  coming: ({ reference, due }) => `Audit ${reference}: due ${spokenDate(due)}`,
  today: ({ reference }) => `Audit ${reference}: due today`,
  overdue: ({ reference, due }) => `Audit ${reference}: was due ${spokenDate(due)}`,
  escalated: ({ reference, due }) => `Audit ${reference}: overdue since ${spokenDate(due)}`,
};

const sentences: Readonly<Record<Tense, (about: string, due: string) => string>> = {
  invited: (about, due) => `You are invited to a conversation on ${about}: ${due}.`,
  coming: (about, due) => `Something is to be done on ${about} by ${due}.`,
  today: (about, due) => `Something is to be done on ${about} today, ${due}.`,
  overdue: (about, due) => `Something was to be done on ${about} by ${due} and is still open.`,
  escalated: (about, due) =>
    `Something was to be done on ${about} by ${due} and is still open. You hear of it because of your place in the escalation ladder.`,
};

function tenseOf({ obligation, step: { days, to } }: ReminderItem): Tense {
  if (isAppointment(obligation)) return 'invited';
  if (to !== 'owner') return 'escalated';
  return days < 0 ? 'coming' : days === 0 ? 'today' : 'overdue';
}

const subjectFor = (item: ReminderItem): string => subjects[tenseOf(item)](item);

const sentenceFor = (item: ReminderItem): string =>
  sentences[tenseOf(item)](`audit ${item.reference} (stage: ${stageLabels[item.stage]})`, spokenDate(item.due));
