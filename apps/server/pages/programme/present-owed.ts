import { partyLabels } from '#domain';
import type { Gap, Ownership, Personal, WorkingDays } from '#domain';
import type { DrawToMake, NamesShown, ReviewOwed } from '#engine';
import type { LateOf, LateOwner, OwnerlessTask, TaskRow } from '#projections';
import { byName } from '../words/by-name.js';
import { howNear, plainDate } from '../words/dates.js';
import { drawAddress } from '../words/draw-address.js';
import { reviewAddress } from '../words/review-address.js';
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

function ownerOf({ personId, party, team }: Pick<TaskRow, 'personId' | 'party' | 'team'>, names: NamesShown): string {
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

/** Of a person their id; of the managers of a team the party and the team's; of others the party. */
const ownerKey = ({ personId, party, teamId }: LateOwner): string =>
  personId ?? [party, teamId].filter((part) => part !== null).join(' ');

/** Whom the address of a list names; nobody where it names none. */
export function ownerIn(who: string): LateOwner | null {
  const [first = '', teamId = null] = who.split(' ');
  const party = Object.keys(partyLabels).find((each): each is keyof typeof partyLabels => each === first);
  if (first === '') return null;
  return party === undefined ? { personId: first, party: null, teamId: null } : { personId: null, party, teamId };
}

export function presentWaitedFor(
  owners: readonly LateOf[],
  { names, today, calendar }: Around,
): readonly WaitedForShown[] {
  return owners
    .map((owner) => ({
      who: ownerOf(owner, names),
      key: ownerKey(owner),
      late: owner.late,
      oldest: plainDate(owner.oldest),
      oldestNear: howNear(owner.oldest, today, calendar),
    }))
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

/** What is owed on no audit, of which nobody who owes it is there. */
export interface OwnerlessDrawShown {
  readonly what: string;
  readonly href: string;
  readonly why: string;
  /** To whom it has fallen; null where it is nobody's. */
  readonly fallenTo: string | null;
  readonly due: string;
  readonly near: string;
  readonly isLate: boolean;
}

/** What is owed on no audit: what it is called, and where it is done. */
interface OnNoAudit extends Ownership {
  readonly what: string;
  readonly href: string;
  readonly due: string;
}

const TO_DO: Readonly<Record<ReviewOwed['register'], string>> = {
  plan: 'Review',
  risk: 'Review',
  discussion: 'Discuss',
  'look-again': 'Look again at',
};

/** Draws of rounds, reviews of the improvement plan and the risk register, and what messages to staff call for. */
export const onNoAudit = (draws: readonly DrawToMake[], reviews: readonly ReviewOwed[]): readonly OnNoAudit[] => [
  ...draws.map(({ draw, roundLabel, gap, owners }) => ({
    what: `Draw ${roundLabel}, ${draw.label}`,
    href: drawAddress(draw),
    due: draw.due,
    gap,
    owners,
  })),
  ...reviews.map(({ register, id, called, due, gap, owners }) => ({
    what: `${TO_DO[register]} ${called ?? 'what is erased'}`,
    href: reviewAddress(register, id),
    due,
    gap,
    owners,
  })),
];

export function presentOwnerlessDraws(
  all: readonly OnNoAudit[],
  { names, today, calendar }: Around,
): readonly OwnerlessDrawShown[] {
  return all.flatMap(({ what, href, due, gap, owners }) =>
    gap === null
      ? []
      : [
          {
            what,
            href,
            why: GAPS[gap],
            fallenTo:
              owners.length === 0
                ? null
                : listed([...new Set(owners.map(({ personId }) => names[personId] ?? ERASED))]),
            due: plainDate(due),
            near: howNear(due, today, calendar),
            isLate: due < today,
          },
        ],
  );
}
