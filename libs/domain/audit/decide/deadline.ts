import type { ProgrammeSettings } from '../../settings/programme-settings.js';
import { callsForPlan, responseToGrade } from '../../settings/response-to-grade.js';
import type { ObligationKind, Within } from '../../workflow/table.js';
import type { Counted } from '../../audit-language/events.js';
import type { StepContext } from './handler.js';

export interface NewDeadline {
  readonly by: string;
  readonly counted: Counted | null;
}

/**
 * The deadline the step starts for an obligation, counted from today in working days.
 * @param grade the grade that stands, where the length depends on it
 * @throws Error when the workflow table starts no such deadline at this step: the table is broken
 */
export function startOf(context: StepContext, obligation: ObligationKind, grade: string | null = null): NewDeadline {
  const start = context.step.starts?.find((candidate) => candidate.obligation === obligation);
  if (start === undefined || start.within === 'appointed')
    throw new Error(`The workflow table starts no deadline of ${obligation} with ${context.step.command}`);
  // A child's safety does not wait for the next working day.
  if (start.within === 'same-day') return { by: context.today, counted: null };
  const days = daysOf(start.within, context.settings, grade);
  return { by: context.calendar.addWorkingDays(context.today, days), counted: { from: context.today, days } };
}

function daysOf(
  within: Exclude<Within, 'same-day' | 'appointed'>,
  settings: ProgrammeSettings,
  grade: string | null,
): number {
  const { deadlines } = settings;
  const response = responseToGrade(settings, grade);
  switch (within) {
    case 'action':
      return (grade === null ? undefined : deadlines.actionByGrade[grade]) ?? deadlines.actionOtherwise;
    case 'plan':
      return response?.planDueInWorkingDays ?? deadlines.respond;
    case 'review':
      return asked(response?.reviewAfterWorkingDays, within);
    case 'file':
      return asked(settings.fileWithinWorkingDays, within);
    case 'extension':
      return asked(settings.extensions?.decideWithinWorkingDays, within);
    case 'share':
      // An Inadequate, or whichever grades call for a plan, is shared the same working day (docs/practice.md, the stages).
      return callsForPlan(settings, grade) ? 0 : deadlines.share;
    default:
      return deadlines[within];
  }
}

function asked(days: number | null | undefined, within: Within): number {
  if (days === null || days === undefined) throw new Error(`The settings give no time for ${within}`);
  return days;
}
