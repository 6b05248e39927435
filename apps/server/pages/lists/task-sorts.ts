import type { TaskSort } from '#projections';
import { asked, type Asked } from './asked.js';
import { any, teamsById } from './choices.js';
import type { FilterField } from './filter.js';
import { sortAsked, sortField, type ReadSort } from './sorts.js';

type Sorts = readonly [ReadSort<TaskSort>, ...ReadSort<TaskSort>[]];

const SORTS: Sorts = [
  { value: '', sort: 'due', text: 'Soonest due first' },
  { value: 'latest', sort: 'latest', text: 'Due last first' },
];

/** How a list of tasks is asked for: of which team's cases, in which order. */
export interface TasksAsked {
  readonly sort: TaskSort;
  /** Undefined for every team. */
  readonly teamId: string | undefined;
  readonly sortField: FilterField;
  readonly teamField: FilterField;
  /** As an address has it. */
  readonly question: Readonly<Record<'team' | 'sort', string>>;
}

/** @param teams as the list may be narrowed to */
export function tasksAsked(query: Asked, teams: Parameters<typeof teamsById>[0]): TasksAsked {
  const order = sortAsked(SORTS, query);
  const team = asked(query, 'team');
  return {
    sort: order.sort,
    teamId: team || undefined,
    sortField: sortField(SORTS, order),
    teamField: { name: 'team', label: 'Team', value: team, items: [any('All teams'), ...teamsById(teams)] },
    question: { team, sort: order.value },
  };
}
