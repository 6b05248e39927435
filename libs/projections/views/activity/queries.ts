import type { Stage } from '#domain';
import type { Rows } from '../../reading/rows.js';
import { equal, where } from '../../reading/where.js';
import type { Condition, Where } from '../../reading/where.js';
import { ofWholeImports } from '../imports-not-whole.js';

export interface ActivityFilter {
  /** Months, both included: `2026-04`. */
  readonly from?: string;
  readonly to?: string;
  readonly activity?: string;
  readonly service?: string;
  readonly team?: string;
}

export type ActivityDimension = 'activity' | 'service' | 'team' | 'month';

/** How many audits there are of one kind. A dimension not asked for is null, as is a service or team nobody named. */
export interface ActivityGroup {
  readonly activity: string | null;
  readonly service: string | null;
  readonly team: string | null;
  readonly month: string | null;
  readonly total: number;
  /** Imported ones included: somebody moderated them. */
  readonly moderated: number;
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
}

export interface NotDone {
  /** The audit was not carried out, or its conversation was not held. */
  readonly what: 'substituted' | 'exempted' | 'withdrawn' | 'conversation';
  /** The council's code of the reason. */
  readonly because: string | null;
  readonly count: number;
}

export interface StageTimeliness {
  readonly stage: Stage;
  /** Audits that have left it. */
  readonly audits: number;
  /** Calendar days in it, on average, to one decimal. */
  readonly meanDays: number;
  readonly longestDays: number;
}

const DIMENSIONS: readonly ActivityDimension[] = ['activity', 'service', 'team', 'month'];

/** The kept counts have an empty text where an audit has none. */
const conditions = ({ from, to, activity, service, team }: ActivityFilter, ...more: readonly Condition[]): Where =>
  where(
    ...more,
    from === undefined ? undefined : ['month >= ?', from],
    to === undefined ? undefined : ['month <= ?', to],
    equal('activity', activity),
    equal('service', service),
    equal('team', team),
  );

/** Counts by the dimensions asked for, in their order. */
export function countActivity(
  rows: Rows,
  by: readonly ActivityDimension[],
  filter: ActivityFilter = {},
): ActivityGroup[] {
  const { sql, values } = conditions(filter, ofWholeImports(rows, "import_id = ''"));
  const chosen = DIMENSIONS.map((name) => (by.includes(name) ? `nullif(${name}, '') AS ${name}` : `NULL AS ${name}`));
  const order = [...DIMENSIONS.filter((name) => by.includes(name)), 'stage'].map((name) => `counts.${name}`).join(', ');
  const groups = new Map<string, ActivityGroup>();
  const counted = rows.all<Omit<ActivityGroup, 'total' | 'stages'> & { stage: Stage; count: number }>(
    `SELECT ${chosen.join(', ')}, stage, sum(n) AS count, sum(moderated) AS moderated
FROM counts${sql} GROUP BY ${order} ORDER BY ${order}`,
    ...values,
  );
  for (const { stage, count, moderated, ...dimensions } of counted) {
    const key = JSON.stringify(dimensions);
    const group = groups.get(key) ?? { ...dimensions, total: 0, moderated: 0, stages: {} };
    groups.set(key, {
      ...group,
      total: group.total + count,
      moderated: group.moderated + moderated,
      stages: { ...group.stages, [stage]: count },
    });
  }
  return [...groups.values()];
}

/** What was not done and why, the most frequent first. */
export function countNotDone(rows: Rows, filter: ActivityFilter = {}): NotDone[] {
  const { sql, values } = conditions(filter);
  return rows.all<NotDone>(
    `SELECT what, nullif(because, '') AS because, sum(n) AS count
FROM not_done${sql} GROUP BY what, not_done.because ORDER BY count DESC, what, not_done.because`,
    ...values,
  );
}

/** How long audits stay in each stage, of those that have left it. */
export function measureTimeliness(rows: Rows, filter: ActivityFilter = {}): StageTimeliness[] {
  const { sql, values } = conditions(filter);
  return rows.all<StageTimeliness>(
    `SELECT stage, sum(stayed.n) AS audits, round(sum(stayed.days) * 1.0 / sum(stayed.n), 1) AS meanDays,
  max(stayed_longest.days) AS longestDays
FROM stayed JOIN stayed_longest USING (activity, service, team, month, stage)${sql} GROUP BY stage ORDER BY stage`,
    ...values,
  );
}
