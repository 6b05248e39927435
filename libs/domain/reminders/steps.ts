import type { ProgrammeSettings } from '../settings/programme-settings.js';
import { isStartedWithin } from '../workflow/started.js';

/** To whom a reminder climbs. */
export const RUNGS = ['owner', 'manager', 'head_of_service', 'assistant_director'] as const;
export type Rung = (typeof RUNGS)[number];

/**
 * When a reminder falls beside its due date, and to whom it goes: negative days before it, 0 on the day, positive after.
 * Working days; calendar days for what is owed the same day, since a child's safety does not wait for a Monday.
 */
export interface ReminderStep {
  readonly days: number;
  readonly to: Rung;
}

export type StepSettings = Pick<ProgrammeSettings, 'reminderOffsets' | 'escalationLadder'>;

/** The steps of an ordinary obligation: each day and rung once, whether the offsets, the ladder or both name it. */
export function stepsOf({ reminderOffsets, escalationLadder }: StepSettings): readonly ReminderStep[] {
  const named = [
    ...reminderOffsets.map((days): ReminderStep => ({ days, to: 'owner' })),
    ...escalationLadder.map(({ workingDaysOverdue: days, to }): ReminderStep => ({ days, to })),
  ];
  return named
    .filter(({ days, to }, index) => named.findIndex((other) => other.days === days && other.to === to) === index)
    .sort((left, right) => left.days - right.days || RUNGS.indexOf(left.to) - RUNGS.indexOf(right.to));
}

/** The steps of what is owed the same day: to its owner at once and the day after, then a rung of the ladder each day. */
export function sameDaySteps({ escalationLadder }: StepSettings): readonly ReminderStep[] {
  const above = [...new Set(escalationLadder.map(({ to }) => to).filter((to) => to !== 'owner'))];
  return [
    { days: 0, to: 'owner' },
    { days: 1, to: 'owner' },
    ...above.map((to, index): ReminderStep => ({ days: index + 1, to })),
  ];
}

/** The steps of an invitation: before its day and on it, and to nobody else. */
export function invitationSteps({ reminderOffsets }: StepSettings): readonly ReminderStep[] {
  return stepsOf({ reminderOffsets: reminderOffsets.filter((days) => days <= 0), escalationLadder: [] });
}

/** Whether the workflow table has an obligation end on the day it starts: a safety concern. */
export function isSameDay(key: string): boolean {
  return isStartedWithin('same-day', key);
}
