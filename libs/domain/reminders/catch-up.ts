import type { SupersededBecause } from './events.js';
import type { PlannedReminder } from './plan.js';
import { isWorthTelling } from './present-state.js';
import { RUNGS } from './steps.js';

/** A reminder still to be told so long after its instant is late: it is told with whatever else a person is to hear. Milliseconds. */
export const LATE_MS = 3 * 3_600_000;

export interface SupersededReminder {
  readonly reminder: PlannedReminder;
  readonly because: SupersededBecause;
  readonly by: string | null;
}

/**
 * Of one obligation's reminders that are due, what is told: to the owner and to each rung the latest step, the owner first. An
 * earlier step would say the same a second time.
 * @param today London date
 */
export function stepsToTell(
  due: readonly PlannedReminder[],
  today: string,
): { readonly told: readonly PlannedReminder[]; readonly superseded: readonly SupersededReminder[] } {
  const over = due.filter((reminder) => !isWorthTelling(reminder, today));
  const byRung = RUNGS.map((rung) =>
    due
      .filter((reminder) => reminder.step.to === rung && !over.includes(reminder))
      .sort((left, right) => right.step.days - left.step.days),
  );
  return {
    told: byRung.flatMap((steps) => steps.slice(0, 1)),
    superseded: [
      ...over.map((reminder) => ({ reminder, because: 'day-passed', by: null }) as const),
      ...byRung.flatMap(([latest, ...earlier]) =>
        earlier.map((reminder) => ({ reminder, because: 'later-step', by: latest?.reminderId ?? null }) as const),
      ),
    ],
  };
}
