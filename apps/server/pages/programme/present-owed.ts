import { partyLabels } from '#domain';
import type { Gap, Personal, WorkingDays } from '#domain';
import type { NamesShown } from '#engine';
import type { OwnerlessTask, TaskRow } from '#projections';
import { byName } from '../words/by-name.js';
import { howNear, plainDate } from '../words/dates.js';
import { listed } from '../words/humanised.js';

/** Something owed, as a row of a coordinator's list says it. */
export interface OwedShown {
  readonly task: string;
  readonly reference: string;
  readonly href: string;
  readonly caseId: string;
  readonly who: string;
  readonly team: string;
  readonly due: string;
  readonly near: string;
  readonly isLate: boolean;
}

interface Around {
  readonly names: NamesShown;
  readonly today: string;
  readonly calendar: WorkingDays;
}

type Row = TaskRow & { readonly caseId?: Personal | null };

const ERASED = 'Name erased';

export function presentOwed(rows: readonly Row[], around: Around): readonly OwedShown[] {
  return rows.map((row) => owedShown(row, ownerOf(row, around.names), around));
}

function owedShown(row: Row, who: string, { today, calendar }: Around): OwedShown {
  return {
    task: row.task,
    reference: row.reference,
    href: `/audits/${row.reference}`,
    caseId: typeof row.caseId === 'string' ? row.caseId : 'Not shown',
    who,
    team: row.team ?? row.service ?? 'No team',
    due: plainDate(row.due),
    near: howNear(row.due, today, calendar),
    isLate: row.overdue,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function ownerOf({ personId, party, team }: TaskRow, names: NamesShown): string {
  if (personId !== null) return names[personId] ?? ERASED;
  const label = party === null ? 'Nobody named' : capital(partyLabels[party]);
  return party === 'team-manager' && team !== null ? `Manager of ${team}` : label;
}

/** Who holds things up: everybody with something late, who has most first. */
export interface WaitedForShown {
  readonly who: string;
  /** Names them in the address of the list behind the figure. */
  readonly key: string;
  readonly late: number;
  readonly oldest: string;
  readonly oldestNear: string;
}

/** Of a person their id; of others the party and its team. */
export const ownerKey = ({ personId, party, team }: Pick<TaskRow, 'personId' | 'party' | 'team'>): string =>
  personId ?? (party === 'team-manager' ? `${party} ${team ?? ''}`.trim() : (party ?? ''));

export function presentWaitedFor(
  rows: readonly TaskRow[],
  { names, today, calendar }: Around,
): readonly WaitedForShown[] {
  const groups = new Map<string, TaskRow[]>();
  for (const row of rows) {
    const known = groups.get(ownerKey(row));
    if (known === undefined) groups.set(ownerKey(row), [row]);
    else known.push(row);
  }
  return [...groups]
    .map(([key, [first, ...others]]) => ({ key, first, late: others.length + 1 }))
    .flatMap(({ key, first, late }) =>
      first === undefined
        ? []
        : {
            who: ownerOf(first, names),
            key,
            late,
            oldest: plainDate(first.due),
            oldestNear: howNear(first.due, today, calendar),
          },
    )
    .sort((left, right) => right.late - left.late || byName(left.who, right.who));
}

const GAPS: Readonly<Record<Gap, string>> = {
  'no-team': 'The case has no team',
  'no-manager-in-post': 'The team has no manager in post',
  'nobody-in-role': 'Nobody has the role',
  left: 'Whoever owes it has left',
  'away-without-deputy': 'Whoever owes it is away, and nobody stands in',
  'may-not': 'Whoever owes it may not do it themselves',
};

/** Something that nobody who owes it is there for. */
export interface OwnerlessShown extends OwedShown {
  readonly why: string;
  /** To whom it has fallen; null where it is nobody's. */
  readonly fallenTo: string | null;
}

export function presentOwnerless(
  rows: readonly (OwnerlessTask & { readonly caseId?: Personal | null })[],
  around: Around,
): readonly OwnerlessShown[] {
  return rows.map((row) => ({
    ...owedShown(row, ownerOf(row, around.names), around),
    why: GAPS[row.gap],
    fallenTo:
      row.owners.length === 0
        ? null
        : listed([...new Set(row.owners.map(({ personId }) => around.names[personId] ?? ERASED))]),
  }));
}
