import { periodsBetween, type PeriodLength } from '#domain';
import type { ReportNote, ReportRow, ReportShown } from './report.js';
import { shareOf } from './tallied-rows.js';

/** An action as it is counted. Dates are London dates. */
export interface ActionCounted {
  readonly agreedOn: string;
  readonly team: string | null;
  /** Who does it: a person's id, and what they are called; their id where the name has been erased. */
  readonly ownerId: string;
  readonly owner: string;
  readonly status: 'open' | 'completed' | 'verified' | 'cancelled';
  readonly isOverdue: boolean;
  readonly isReopened: boolean;
  /** Working days from what was said to be done to its verification; null before. */
  readonly daysToVerify: number | null;
}

interface Asked extends Omit<ReportShown, 'report' | 'rows' | 'notes'> {
  readonly by: PeriodLength | null;
}

/** What is counted of actions, each a share of those agreed. */
const COUNTED: readonly {
  readonly key: string;
  readonly label: string;
  readonly is: (action: ActionCounted) => boolean;
}[] = [
  { key: 'open', label: 'Open', is: ({ status }) => status === 'open' },
  { key: 'overdue', label: 'Open and overdue', is: ({ isOverdue }) => isOverdue },
  { key: 'completed', label: 'Done, to be verified', is: ({ status }) => status === 'completed' },
  { key: 'verified', label: 'Done and verified', is: ({ status }) => status === 'verified' },
  { key: 'cancelled', label: 'Cancelled', is: ({ status }) => status === 'cancelled' },
  { key: 'reopened', label: 'Opened again', is: ({ isReopened }) => isReopened },
];
/** Those that are told of each team and of each owner. */
const STUCK = ['open', 'overdue'];

/**
 * Actions of audits by the period in which they were agreed: what became of them, open and overdue ones by team and by who
 * does them, and how long verifying took. No figure of it leaves the QA team.
 */
export function actionsReport(asked: Asked, actions: readonly ActionCounted[]): ReportShown {
  const periods = periodsBetween(asked.from, asked.to, asked.by ?? 'total');
  const rows = periods.flatMap(({ key: period, from, to }) =>
    rowsOf(
      period,
      actions.filter(({ agreedOn }) => from <= agreedOn && agreedOn <= to),
      actions,
    ),
  );
  return { ...asked, report: 'actions', rows, notes: actions.length === 0 ? [] : [AGREED] };
}

const AGREED: ReportNote = {
  code: 'actions_by_agreement',
  text: 'An action counts in the period in which it was agreed. Shares are of the actions agreed in it.',
};

function rowsOf(period: string, own: readonly ActionCounted[], all: readonly ActionCounted[]): readonly ReportRow[] {
  const row = (series: string, key: string, label: string, counted: number, of: number): ReportRow => ({
    period,
    series,
    key,
    label,
    ...shareOf(counted, of),
  });
  const days = own.flatMap(({ daysToVerify }) => daysToVerify ?? []).sort((left, right) => left - right);
  const apart = (series: string, parts: ReadonlyMap<string, string>, partOf: (action: ActionCounted) => string) =>
    COUNTED.filter(({ key }) => STUCK.includes(key)).flatMap(({ key, is }) =>
      [...parts].map(([part, label]) => {
        const theirs = own.filter((action) => partOf(action) === part);
        return row(`${key}_by_${series}`, part, label, theirs.filter(is).length, theirs.length);
      }),
    );
  const teams = namesOf(all, (action) => [action.team ?? '', action.team ?? 'No team']);
  const owners = namesOf(all, ({ ownerId, owner }) => [ownerId, owner]);
  return [
    ...COUNTED.map(({ key, label, is }) => row('actions', key, label, own.filter(is).length, own.length)),
    {
      period,
      series: 'days_to_verify',
      key: 'median',
      label: 'From done to verified, half of them within',
      numerator: null,
      denominator: days.length,
      percent: null,
      value: days[Math.floor((days.length - 1) / 2)] ?? null,
      unit: 'working_days',
    },
    ...apart('team', teams, ({ team }) => team ?? ''),
    ...apart('owner', owners, ({ ownerId }) => ownerId),
  ];
}

/** What is told apart, by what it is called. */
function namesOf(
  actions: readonly ActionCounted[],
  named: (action: ActionCounted) => readonly [string, string],
): ReadonlyMap<string, string> {
  const byName = [...new Map(actions.map(named))].sort(([, left], [, right]) => left.localeCompare(right, 'en'));
  return new Map(byName);
}
