import type { WorkingDays } from '#domain';
import type { DrawToMake, NamesShown, ReviewOwed } from '#engine';
import { howNear, plainDate } from '../words/dates.js';
import { drawAddress } from '../words/draw-address.js';
import { reviewAddress } from '../words/review-address.js';

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
  /** Who owes it by name; null where anybody of a party may take it up. */
  readonly personId: string | null;
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
  /** The absent person for whom it is done; null where it is one's own. */
  readonly inPlaceOf: string | null;
}

export interface TasksShown {
  readonly late: readonly TaskShown[];
  readonly toDo: readonly TaskShown[];
}

interface Around {
  /** Whose list it is. */
  readonly personId: string;
  readonly names: NamesShown;
  /** London date. */
  readonly today: string;
  readonly calendar: WorkingDays;
}

/** What somebody owes, what is late first; dates in words. */
export function presentTasks(tasks: readonly Task[], { personId, names, today, calendar }: Around): TasksShown {
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
    inPlaceOf:
      task.personId === null || task.personId === personId
        ? null
        : (names[task.personId] ?? 'somebody whose name is erased'),
  }));
  return { late: shown.filter(({ isLate }) => isLate), toDo: shown.filter(({ isLate }) => !isLate) };
}

/** The draw of a round, as its row on the page says it. */
export interface DrawTaskShown {
  readonly round: string;
  readonly period: string;
  /** Where it is made or excused. */
  readonly href: string;
  readonly due: string;
  readonly near: string;
  readonly isLate: boolean;
}

export function presentDraws(
  draws: readonly DrawToMake[],
  { today, calendar }: Pick<Around, 'today' | 'calendar'>,
): readonly DrawTaskShown[] {
  return draws.map(({ draw, roundLabel }) => ({
    round: roundLabel,
    period: draw.label,
    href: drawAddress(draw),
    due: plainDate(draw.due),
    near: howNear(draw.due, today, calendar),
    isLate: draw.due < today,
  }));
}

/** The review of an action of the plan or of a risk, or what a message to staff calls for, as its row says it. */
export interface ReviewTaskShown {
  readonly of: string;
  readonly register: string;
  /** Where it is recorded. */
  readonly href: string;
  readonly due: string;
  readonly near: string;
  readonly isLate: boolean;
}

const REGISTERS: Readonly<Record<ReviewOwed['register'], string>> = {
  plan: 'Improvement plan',
  risk: 'Risks',
  discussion: 'Discuss with the team',
  'look-again': 'Look again by a dip sample',
};

/** Whether it is of a message to staff. */
export const isOfLearning = ({ register }: ReviewOwed): boolean =>
  register === 'discussion' || register === 'look-again';

export function presentReviews(
  reviews: readonly ReviewOwed[],
  { today, calendar }: Pick<Around, 'today' | 'calendar'>,
): readonly ReviewTaskShown[] {
  return reviews.map(({ register, id, called, due }) => ({
    of: called ?? 'Erased',
    register: REGISTERS[register],
    href: reviewAddress(register, id),
    due: plainDate(due),
    near: howNear(due, today, calendar),
    isLate: due < today,
  }));
}
