import type { WorkingDays } from '#domain';
import { howNear, plainDate } from '../words/dates.js';

/** A task as the list of tasks gives it. */
interface Task {
  readonly reference: string;
  readonly task: string;
  readonly due: string;
  readonly overdue: boolean;
  readonly caseId: unknown;
  readonly caseLink: string | null;
  readonly service: string | null;
  readonly team: string | null;
}

/** A task as its row on the page says it. */
export interface TaskShown {
  readonly task: string;
  /** Where it is done. */
  readonly href: string;
  readonly reference: string;
  /** The child's id in the council's own system; null where there is none, or it was erased. */
  readonly caseId: string | null;
  readonly caseLink: string | null;
  readonly team: string;
  readonly due: string;
  readonly near: string;
  readonly isLate: boolean;
}

export interface TasksShown {
  readonly late: readonly TaskShown[];
  readonly toDo: readonly TaskShown[];
}

/** What somebody owes, what is late first; dates in words. @param today London date */
export function presentTasks(tasks: readonly Task[], today: string, calendar: WorkingDays): TasksShown {
  const shown = tasks.map((task) => ({
    task: task.task,
    href: `/audits/${task.reference}`,
    reference: task.reference,
    caseId: typeof task.caseId === 'string' ? task.caseId : null,
    caseLink: task.caseLink,
    team: task.team ?? task.service ?? 'No team',
    due: plainDate(task.due),
    near: howNear(task.due, today, calendar),
    isLate: task.overdue,
  }));
  return { late: shown.filter(({ isLate }) => isLate), toDo: shown.filter(({ isLate }) => !isLate) };
}
