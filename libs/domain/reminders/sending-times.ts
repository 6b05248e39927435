import { addDays } from '../calendar/iso-date.js';
import { londonDateOf, londonInstant, londonTimeOf } from '../calendar/london-time.js';
import type { WorkingDays } from '../calendar/working-days.js';
import type { NotificationSettings } from '../settings/programme-settings.js';

/** When messages may go out. */
export interface SendingTimes {
  readonly notifications: NotificationSettings;
  readonly calendar: WorkingDays;
}

/** The moment at which a day's reminders go out: when the quiet hours end. */
export function opensAt(date: string, { quietHours }: NotificationSettings): string {
  return londonInstant(date, quietHours.to);
}

export function isQuiet(instant: string, { notifications: { quietHours }, calendar }: SendingTimes): boolean {
  const time = londonTimeOf(instant);
  return time < quietHours.to || time >= quietHours.from || !calendar.isWorkingDay(londonDateOf(instant));
}

/** The instant itself, or the end of the quiet hours in which it falls. */
export function sendableFrom(instant: string, times: SendingTimes): string {
  if (!isQuiet(instant, times)) return instant;
  const { notifications, calendar } = times;
  const date = londonDateOf(instant);
  const isOver = londonTimeOf(instant) >= notifications.quietHours.to;
  return opensAt(calendar.addWorkingDays(isOver ? addDays(date, 1) : date, 0), notifications);
}

/** The first digest after an instant. */
export function digestAfter(instant: string, { notifications: { digestAt }, calendar }: SendingTimes): string {
  const date = londonDateOf(instant);
  const today = londonInstant(date, digestAt);
  if (calendar.isWorkingDay(date) && instant < today) return today;
  return londonInstant(calendar.addWorkingDays(addDays(date, 1), 0), digestAt);
}
