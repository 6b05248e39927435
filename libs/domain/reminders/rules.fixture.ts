import { workingDays } from '../calendar/working-days.js';
import { DEFAULT_NOTIFICATIONS, defaultSettings } from '../settings/default-settings.js';
import type { PlanRules } from './plan.js';

export const AUDIT = '11111111-1111-4111-8111-111111111111';

/** What a new programme starts with, on a calendar with these closures. */
export function rulesWith(...closures: readonly string[]): PlanRules {
  return {
    notifications: DEFAULT_NOTIFICATIONS,
    calendar: workingDays(closures),
    steps: defaultSettings('Westmere'),
  };
}
