import { londonDateOf } from '#domain';
import { plainDate } from './dates.js';

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `14:05`, in London. @param instant ISO, in UTC */
export const plainTime = (instant: string): string => CLOCK.format(new Date(instant));

/** `4 May 2026 at 14:05`, in London. @param instant ISO, in UTC */
export const plainInstant = (instant: string): string => `${plainDate(londonDateOf(instant))} at ${plainTime(instant)}`;
