import { isAppointment } from '../audit/obligations.js';
import { byCodeUnits } from '../text-order.js';
import type { ReminderItem } from './events.js';
import type { Moment } from './message-words.js';
import { isForCalendar, noticeKindOf } from './notices.js';
import { isSameDay, RUNGS } from './steps.js';

/**
 * What a person is told of several reminders: each obligation once, whatever steps and in whatever capacities they hear of it. Who
 * owes it is told so, though they hear of it from the ladder too; otherwise the highest rung counts. What is most pressing
 * first, each audit's together.
 */
export function onceEach(items: readonly ReminderItem[], today: string): readonly ReminderItem[] {
  const told = new Map<string, ReminderItem>();
  for (const item of items) {
    const key = JSON.stringify([item.auditId, noticeKindOf(item.obligation) ?? item.obligation]);
    const before = told.get(key);
    if (before === undefined || precedence(item) > precedence(before)) told.set(key, item);
  }
  const byPressure = [...told.values()].sort(
    (left, right) => pressure(left, today) - pressure(right, today) || byCodeUnits(left.due, right.due),
  );
  const audits = [...new Set(byPressure.map(({ auditId }) => auditId))];
  return audits.flatMap((auditId) => byPressure.filter((item) => item.auditId === auditId));
}

/** A later due date is the one that stands; of one date the owner comes before the ladder, and its top before its foot. */
function precedence({ due, step: { to, days } }: ReminderItem): string {
  const rank = to === 'owner' ? RUNGS.length : RUNGS.indexOf(to);
  return [due, rank, String(days + 500).padStart(4, '0')].join(' ');
}

const ORDER: readonly Moment[] = ['overdue', 'escalated', 'today', 'before'];

const pressure = (item: ReminderItem, today: string): number =>
  (isSameDay(item.obligation) ? 0 : noticeKindOf(item.obligation) === null ? 10 : 20) +
  ORDER.indexOf(momentOf(item, today));

/** How it stands on a day, whatever the step was planned to say. */
export function momentOf({ due, step }: Pick<ReminderItem, 'due' | 'step'>, today: string): Moment {
  if (today < due) return 'before';
  if (today === due) return 'today';
  return step.to === 'owner' ? 'overdue' : 'escalated';
}

/** Whether there is still something to tell on a day: nobody is invited to what is over, nor told of it. */
export function isWorthTelling({ obligation, due }: Pick<ReminderItem, 'obligation' | 'due'>, today: string): boolean {
  return !(isAppointment(obligation) || isForCalendar(obligation)) || today <= due;
}
