import type { ProgrammeSettings } from '../../settings/programme-settings.js';
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
  { deadlines, responseGrades }: ProgrammeSettings,
  grade: string | null,
): number {
  if (within === 'action')
    return (grade === null ? undefined : deadlines.actionByGrade[grade]) ?? deadlines.actionOtherwise;
  // An Inadequate, or whichever grades call for a response, is shared the same working day (docs/practice.md, the stages).
  if (within === 'share' && grade !== null && responseGrades.includes(grade)) return 0;
  return deadlines[within];
}
