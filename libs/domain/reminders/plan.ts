import { isAppointment, type Obligation } from '../audit/obligations.js';
import { addDays } from '../calendar/iso-date.js';
import { londonDateOf } from '../calendar/london-time.js';
import type { WorkingDays } from '../calendar/working-days.js';
import { byCodeUnits } from '../text-order.js';
import { reminderIdOf } from './reminder-id.js';
import { opensAt, sendableFrom, type SendingTimes } from './sending-times.js';
import {
  invitationSteps,
  isSameDay,
  sameDaySteps,
  stepsOf,
  type ReminderStep,
  type Rung,
  type StepSettings,
} from './steps.js';

/** An obligation with the instant from which it has been owed by this date. */
export interface StandingObligation extends Pick<Obligation, 'key' | 'due'> {
  readonly since: string;
}

export interface PlannedReminder {
  readonly reminderId: string;
  readonly auditId: string;
  readonly obligation: string;
  readonly due: string;
  readonly step: ReminderStep;
  /** The instant from which it is to be sent. */
  readonly at: string;
}

export interface PlanRules extends SendingTimes {
  readonly steps: StepSettings;
}

/**
 * Every reminder of what is owed on an audit, the earliest first. Depends on nothing but its arguments, so that a plan
 * made anew is the plan that was kept. What would have fallen before the obligation began is left out.
 */
export function planReminders(
  auditId: string,
  owed: readonly StandingObligation[],
  rules: PlanRules,
): readonly PlannedReminder[] {
  return owed
    .flatMap(({ key, due, since }) => {
      const started = londonDateOf(since);
      const sameDay = isSameDay(key);
      const invitation = isAppointment(key);
      return datedSteps({ key, due }, rules).flatMap(({ step, date }) => {
        if (date < started) return [];
        const opens = opensAt(date, rules.notifications);
        // What has just begun is told at once.
        const at = sameDay && step.days === 0 ? since : opens < since ? laterOf(since, sameDay, rules) : opens;
        // Nobody is invited to what is over.
        if (invitation && londonDateOf(at) > due) return [];
        return [{ reminderId: reminderIdOf(auditId, key, due, step), auditId, obligation: key, due, step, at }];
      });
    })
    .sort((left, right) => byCodeUnits(left.at, right.at));
}

/** The steps of an obligation, each with the London date on which it falls. */
function datedSteps(
  { key, due }: Pick<StandingObligation, 'key' | 'due'>,
  { steps, calendar }: Pick<PlanRules, 'steps' | 'calendar'>,
): readonly { readonly step: ReminderStep; readonly date: string }[] {
  if (isSameDay(key)) return sameDaySteps(steps).map((step) => ({ step, date: addDays(due, step.days) }));
  const planned = isAppointment(key) ? invitationSteps(steps) : stepsOf(steps);
  return planned.map((step) => ({ step, date: dateOf(due, step.days, calendar) }));
}

/** To whom an obligation climbs next after a day, and on which; null where it climbs no further. */
export function nextClimb(
  obligation: Pick<StandingObligation, 'key' | 'due'>,
  today: string,
  rules: Pick<PlanRules, 'steps' | 'calendar'>,
): { readonly to: Rung; readonly on: string } | null {
  const next = datedSteps(obligation, rules)
    .filter(({ step, date }) => step.to !== 'owner' && date > today)
    .sort((left, right) => byCodeUnits(left.date, right.date))[0];
  return next === undefined ? null : { to: next.step.to, on: next.date };
}

/** A due date on a day off, such as a person may choose, counts as the last working day before it. */
function dateOf(due: string, days: number, calendar: WorkingDays): string {
  const lastInTime = calendar.isWorkingDay(due) ? due : calendar.addWorkingDays(due, -1);
  return days === 0 ? lastInTime : calendar.addWorkingDays(lastInTime, days);
}

const laterOf = (since: string, sameDay: boolean, rules: PlanRules): string =>
  sameDay ? since : sendableFrom(since, rules);
