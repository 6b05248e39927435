import {
  actsFor,
  couldBe,
  isAppointment,
  isOverdue,
  isSelected,
  mayAnswerForOthers,
  mayDischarge,
  obligationsShown,
  ownershipOf,
  partyRoles,
  readerOf,
} from '#domain';
import type { Council, Gap, Obligation, Owner, Ownership, Party, SelectedAudit, Stage, Standing } from '#domain';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import { inOrder, merged, pageOf } from '../../reading/page-by-key.js';
import type { Key, Order, Page } from '../../reading/page-by-key.js';
import type { Rows } from '../../reading/rows.js';
import { equal, where } from '../../reading/where.js';
import type { Condition } from '../../reading/where.js';
import { HOLDER } from './table.js';

/** Something owed on an audit. Tells nothing of a grade. */
export interface TaskRow {
  readonly auditId: string;
  readonly reference: string;
  readonly activity: string;
  readonly service: string | null;
  readonly team: string | null;
  readonly stage: Stage;
  /** `accept`, `action:<id>`, `prepare:<person id>`, … */
  readonly key: string;
  readonly task: string;
  readonly due: string;
  /** On the date asked for: due before it. Never the preparation for a conversation. */
  readonly overdue: boolean;
  /** The person who owes it, or the party to the audit; one of them is null. */
  readonly personId: string | null;
  readonly party: Party | null;
}

type OfPeople = Exclude<Party, 'system'>;

/** By whom tasks are owed alike. */
interface Holder {
  readonly personId: string;
  readonly party: OfPeople | '';
  readonly owedAs: Obligation['as'];
  readonly teamId: string;
  readonly kind: string;
}

interface Stored extends Omit<TaskRow, 'overdue' | 'party' | 'personId' | 'team'>, Holder {
  readonly team: string;
}

export const TASK_SORTS = ['due', 'latest'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

/** Which of a list: all of it where it is left out. */
export interface TaskPaging {
  /** Soonest due first where it is left out, otherwise due last first. */
  readonly sort?: TaskSort;
  /** Of cases of one team alone. */
  readonly teamId?: string;
  /** From the beginning where it is left out. */
  readonly after?: Key;
  readonly limit: number;
}

const OF_HOLDER = 'person_id AS personId, party, owed_as AS owedAs, team_id AS teamId, kind';
const TASK = `SELECT audit_id AS auditId, reference, activity, service, team, stage, key, task, due, ${OF_HOLDER} FROM tasks`;

const COLUMNS = ['due', 'reference', 'audit_id', 'key'] as const;
/** Of many kinds of owners a few each make a page. */
const chunk = 12;
export const TASK_ORDERS: Readonly<Record<TaskSort, Order>> = {
  due: { columns: COLUMNS.map((column) => ({ column })), chunk },
  // Whole backwards, so that the same index has it.
  latest: { columns: COLUMNS.map((column) => ({ column, falling: true })), chunk },
};
const RANK = { column: 'rank' } as const;
/** What is nobody's at all before the rest. */
export const OWNERLESS_ORDERS: Readonly<Record<TaskSort, Order>> = {
  due: { columns: [RANK, ...TASK_ORDERS.due.columns] },
  latest: { columns: [RANK, ...TASK_ORDERS.latest.columns] },
};

const keyOf = ({ due, reference, auditId, key }: Stored): Key => [due, reference, auditId, key];

const shown = ({ owedAs: _as, teamId: _id, kind: _kind, ...row }: Stored, today: string): TaskRow => ({
  ...row,
  team: row.team === '' ? null : row.team,
  personId: row.personId === '' ? null : row.personId,
  party: row.party === '' ? null : row.party,
  overdue: isOverdue(row, today),
});

/** From where, and in which order. */
type From = Pick<TaskPaging, 'after' | 'sort'>;

/** Tasks that meet conditions, in order from a place on. */
const read = (rows: Rows, conditions: readonly Condition[], { after, sort = 'due' }: From = {}): Iterable<Stored> =>
  inOrder<Stored>(rows, TASK, where(...conditions), TASK_ORDERS[sort], keyOf, after);

/** Every kind of owner that tasks have: as many as there are people and teams, not as tasks. */
const holdersIn = (rows: Rows): readonly Holder[] => rows.all<Holder>(`SELECT ${OF_HOLDER} FROM holders`);

/** Those whose tasks are of cases of a team; all where none is asked for. */
const ofTeam = (holders: readonly Holder[], teamId: string | undefined): readonly Holder[] =>
  teamId === undefined ? holders : holders.filter((holder) => holder.teamId === teamId);

/** The tasks of kinds of owners, in order from a place on. @param also what holds of them besides */
const heldBy = (rows: Rows, holders: readonly Holder[], from: From, ...also: readonly Condition[]): Iterable<Stored> =>
  merged(
    holders.map(({ personId, party, owedAs, teamId, kind }) =>
      read(
        rows,
        [[HOLDER.map((column) => `${column} = ?`).join(' AND '), personId, party, owedAs, teamId, kind], ...also],
        from,
      ),
    ),
    TASK_ORDERS[from.sort ?? 'due'],
    keyOf,
  );

/**
 * What somebody may do today, soonest due first: their own, that of the absent people they stand in for, what any of a
 * party they belong to may take up, and what has fallen to them because nobody who owes it is there. Nobody is shown what
 * they may not do.
 */
export function tasksPage(rows: Rows, standing: Standing, { teamId, limit, ...from }: TaskPaging): Page<TaskRow> {
  const people = actsFor(standing);
  const parties = Object.keys(partyRoles).filter((party) => couldBe(party as Party, standing));
  const answers = mayAnswerForOthers(standing);
  const holders = ofTeam(holdersIn(rows), teamId).filter(
    (holder) =>
      people.includes(holder.personId) ||
      parties.includes(holder.party) ||
      (answers && !isPlainlyHeld(holder, standing)),
  );
  const audits = auditsOf(rows);
  return pageOf(heldBy(rows, holders, from), keyOf, limit, (row) => {
    const audit = audits(row.auditId);
    if (audit === undefined) return null;
    return mayTakeUp(row, audit, standing) || (answers && hasFallenTo(row, audit, standing))
      ? shown(row, standing.today)
      : null;
  });
}

/** What is theirs by name, or theirs to do today by what the domain says. */
function mayTakeUp(row: Stored, audit: SelectedAudit, standing: Standing): boolean {
  if (!mayDischarge(owedBy(row), audit, standing)) return false;
  // Nothing is a task that its audit's own page would not show them.
  return obligationsShown(audit, readerOf(audit, standing)).some(({ key }) => key === row.key);
}

function hasFallenTo(row: Stored, audit: SelectedAudit, standing: Standing): boolean {
  if (isPlainlyHeld(row, standing)) return false;
  const { gap, owners } = ownershipOf(owedBy(row), audit, standing);
  return gap !== null && owners.some(({ personId }) => personId === standing.actor.id);
}

function owedBy({ key, personId, party, owedAs, teamId }: Stored): Pick<Obligation, 'key' | 'owner' | 'as'> {
  if (personId !== '') return { key, owner: { personId }, as: owedAs };
  return { key, owner: { party: party === '' ? 'coordinator' : party, teamId: teamId || null }, as: owedAs };
}

/** Reads an audit of the view when it is asked for, once. */
function auditsOf(rows: Rows): (auditId: string) => SelectedAudit | undefined {
  const known = new Map<string, SelectedAudit | undefined>();
  return (auditId) => {
    if (!known.has(auditId)) {
      const row = rows.get<{ folded: string }>('SELECT folded FROM audits WHERE audit_id = ?', auditId);
      const state = row && (JSON.parse(row.folded) as FoldedAudit).state;
      known.set(auditId, state !== undefined && isSelected(state) ? state : undefined);
    }
    return known.get(auditId);
  };
}

/** A task that nobody who owes it by the workflow table is there for. */
export interface OwnerlessTask extends TaskRow {
  readonly gap: Gap;
  /** To whom it has fallen; empty where the council has nobody who may do it. */
  readonly owners: readonly Owner[];
}

interface Ranked {
  /** `0` for what is nobody's at all. */
  readonly rank: '0' | '1';
  readonly row: Stored;
}

/** What has fallen to others, or to nobody, on a day: soonest due first, what is nobody's at all before the rest. */
export function ownerlessPage(rows: Rows, council: Council, { limit, ...asked }: TaskPaging): Page<OwnerlessTask> {
  const ownership = ownershipIn(rows, council);
  const keyOfRanked = ({ rank, row }: Ranked): Key => [rank, ...keyOf(row)];
  return pageOf(ranked(rows, council, asked), keyOfRanked, limit, ({ rank, row }) => {
    const { gap, owners } = ownership(row);
    if (gap === null || (owners.length === 0) !== (rank === '0')) return null;
    return { ...shown(row, council.today), gap, owners };
  });
}

type Asked = Omit<TaskPaging, 'limit'>;

function* ranked(rows: Rows, council: Council, { after, ...asked }: Asked): Generator<Ranked> {
  const [begin = '0', ...place] = after ?? [];
  for (const rank of ['0', '1'] as const) {
    if (rank < String(begin)) continue;
    const beyond = after !== undefined && rank === begin ? place : undefined;
    for (const row of unheld(rows, council, { ...asked, after: beyond })) yield { rank, row };
  }
}

/** How many there are, at most as many as are weighed: null where there may be more. */
export function countOwnerless(rows: Rows, council: Council, teamId?: string): number | null {
  const ownership = ownershipIn(rows, council);
  let [weighed, counted] = [0, 0];
  for (const row of unheld(rows, council, { teamId })) {
    if (++weighed > WEIGHED_AT_MOST) return null;
    if (ownership(row).gap !== null) counted += 1;
  }
  return counted;
}

const WEIGHED_AT_MOST = 500;

const unheld = (rows: Rows, council: Council, { teamId, ...from }: Asked): Iterable<Stored> =>
  heldBy(
    rows,
    ofTeam(holdersIn(rows), teamId).filter((holder) => !isPlainlyHeld(holder, council)),
    from,
  );

function ownershipIn(rows: Rows, council: Council): (row: Stored) => Ownership {
  const audits = auditsOf(rows);
  return (row) => {
    const audit = audits(row.auditId);
    return audit === undefined ? HELD : ownershipOf(owedBy(row), audit, council);
  };
}

const HELD: Ownership = { owners: [], gap: null };

/** Whether somebody is there for it as far as can be told without opening the audit: nearly always. */
function isPlainlyHeld({ kind, personId, party, owedAs, teamId }: Holder, { directory, today }: Council): boolean {
  const isThere = (id: string): boolean => directory.awayOn(id, today) === null;
  if (party === 'team-manager')
    return (
      kind !== 'concern' &&
      kind !== 'resolve-concern' &&
      teamId !== '' &&
      directory.managersOf(teamId, today).some(isThere)
    );
  // Nobody is barred from giving an audit to an auditor.
  if (party === 'coordinator' && kind === 'allocate')
    return directory.withRole('coordinator', today).some((person) => isThere(person.personId));
  if (personId === '' || owedAs === 'claimant' || !directory.inPost(personId, today)) return false;
  const roles = directory.person(personId)?.roles ?? [];
  const inRole = owedAs === 'invited' || partyRoles[owedAs].some((role) => role !== 'system' && roles.includes(role));
  return inRole && isThere(personId);
}

/** What one person owes themself, whoever stands in for them: for whoever chases it. */
export function tasksOfPage(rows: Rows, personId: string, today: string, paging: TaskPaging): Page<TaskRow> {
  const { teamId, limit, ...from } = paging;
  const holders = ofTeam(holdersIn(rows), teamId).filter((holder) => holder.personId === personId);
  return pageOf(heldBy(rows, holders, from), keyOf, limit, (row) => shown(row, today));
}

/**
 * What is owed on one audit.
 * @internal for the specs
 */
export function listTasksOn(rows: Rows, auditId: string, today: string): TaskRow[] {
  return [...read(rows, [['audit_id = ?', auditId]])].map((row) => shown(row, today));
}

/** How many tasks each person has who owes one by name. */
export function countTasksByPerson(rows: Rows): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const kept = rows.all<{ personId: string; n: number }>('SELECT person_id AS personId, n FROM holders');
  for (const { personId, n } of kept) if (personId !== '') counts.set(personId, (counts.get(personId) ?? 0) + n);
  return counts;
}

/** Whoever is waited for: a person, the managers of a team, or a party whatever the team. */
export interface LateOwner {
  readonly personId: string | null;
  readonly party: Party | null;
  /** Of managers alone. */
  readonly teamId: string | null;
}

/** Everything overdue on a London date, or what one owner has, the longest overdue first. */
export function overduePage(rows: Rows, today: string, owner: LateOwner | null, paging: TaskPaging): Page<TaskRow> {
  const { teamId, limit, ...from } = paging;
  const late: Condition = ['due < ?', today];
  const isAll = owner === null && teamId === undefined;
  const holders = ofTeam(holdersIn(rows), teamId).filter((holder) => owner === null || isOf(holder, owner));
  const source = isAll ? read(rows, [late], from) : heldBy(rows, holders, from, late);
  return pageOf(source, keyOf, limit, (row) => (isAppointment(row.key) ? null : shown(row, today)));
}

const isOf = (holder: Holder, { personId, party, teamId }: LateOwner): boolean =>
  personId === null
    ? holder.party === party && (teamId === null || holder.teamId === teamId)
    : holder.personId === personId;

/** What somebody has overdue. */
export interface LateOf extends LateOwner {
  readonly team: string | null;
  readonly late: number;
  /** When the longest overdue was due. */
  readonly oldest: string;
}

/** Who has something overdue on a London date, of what is counted by day and owner. @param inTeam of cases of one team alone */
export function lateByOwner(rows: Rows, today: string, inTeam?: string): readonly LateOf[] {
  const asked = where(['due < ?', today], equal('team_id', inTeam));
  const kept = rows.all<{
    due: string;
    personId: string;
    party: OfPeople | '';
    teamId: string;
    team: string;
    n: number;
  }>(
    `SELECT due, person_id AS personId, party, team_id AS teamId, team, n FROM late${asked.sql} ORDER BY due`,
    ...asked.values,
  );
  const owners = new Map<string, LateOf>();
  for (const { due, personId, party, teamId, team, n } of kept) {
    const isManager = party === 'team-manager';
    const key = personId || `${party} ${isManager ? teamId : ''}`;
    const before = owners.get(key) ?? {
      personId: personId || null,
      party: party || null,
      teamId: isManager ? teamId || null : null,
      team: isManager ? team || null : null,
      late: 0,
      oldest: due,
    };
    owners.set(key, { ...before, late: before.late + n });
  }
  return [...owners.values()];
}
