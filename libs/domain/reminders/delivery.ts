import type { EmailPreference } from '../people/events.js';
import type { NotificationSettings } from '../settings/programme-settings.js';
import type { ReminderStep } from './steps.js';

/** How a reminder reaches a person besides the task on their home page. */
export type Delivery = 'email' | 'digest' | 'tasks';

/** What a person asked for, within what the council allows; escalations and safety concerns always come by themselves. */
export function deliveryFor(
  preference: EmailPreference | undefined,
  { digest, mayTurnOff }: NotificationSettings,
  urgent: boolean,
): Delivery {
  if (urgent) return 'email';
  if (preference === 'off' && mayTurnOff) return 'tasks';
  if (digest === 'always') return 'digest';
  return preference === 'digest' && digest === 'offered' ? 'digest' : 'email';
}

/** How a change reaches a person's calendar: by a message of its own, unless they do with their home page. */
export const deliveryToCalendar = (
  preference: EmailPreference | undefined,
  { mayTurnOff }: NotificationSettings,
): Delivery => (preference === 'off' && mayTurnOff ? 'tasks' : 'email');

export function isUrgent({ to }: ReminderStep, sameDay: boolean): boolean {
  return sameDay || to !== 'owner';
}
