import {
  actsFor,
  byCodeUnits,
  couldBe,
  isOfKind,
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
import type { Rows } from '../../reading/rows.js';

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

interface Stored extends Omit<TaskRow, 'overdue' | 'party'> {
  readonly party: Exclude<Party, 'system'> | null;
  readonly owedAs: Obligation['as'];
  readonly teamId: string | null;
}

const COLUMNS = `tasks.audit_id AS auditId, reference, activity, service, team, stage, key, task, due,
  person_id AS personId, party, owed_as AS owedAs, team_id AS teamId`;
const FROM = 'FROM tasks JOIN audits ON audits.audit_id = tasks.audit_id';
const TASK = `SELECT ${COLUMNS} ${FROM}`;
const IN_ORDER = ' ORDER BY due, reference, key';

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

const shown = ({ owedAs: _as, teamId: _team, ...row }: Stored, today: string): TaskRow => ({
  ...row,
  overdue: isOverdue(row, today),
});

/**
 * What somebody may do today, soonest due first: their own, that of the absent people they stand in for, what any of a
 * party they belong to may take up, and what has fallen to them because nobody who owes it is there. Nobody is shown what
 * they may not do.
 */
export function listTasks(rows: Rows, standing: Standing): TaskRow[] {
  const { actor } = standing;
  const people = actsFor(standing);
  const parties = (Object.keys(partyRoles) as Party[]).filter((party) => couldBe(party, standing));
  const named = rows.all<Stored>(
    `${TASK} WHERE person_id IN (${marks(people)}) OR party IN (${marks(parties)})${IN_ORDER}`,
    ...people,
    ...parties,
  );
  const fallen = mayAnswerForOthers(standing)
    ? listUnheld(rows, standing).filter(({ owners }) => owners.some(({ personId }) => personId === actor.id))
    : [];
  const audits = auditsOf(rows);
  const theirs = named.filter((row) => mayTakeUp(row, audits(row.auditId), standing));
  const known = new Set(theirs.map(identityOf));
  return [...theirs, ...fallen.map(({ row }) => row).filter((row) => !known.has(identityOf(row)))]
    .sort(inOrder)
    .map((row) => shown(row, standing.today));
}

const identityOf = ({ auditId, key }: Stored): string => `${auditId} ${key}`;

const inOrder = (left: Stored, right: Stored): number =>
  byCodeUnits(left.due, right.due) || byCodeUnits(left.reference, right.reference) || byCodeUnits(left.key, right.key);

/** What is theirs by name, or theirs to do today by what the domain says. */
function mayTakeUp(row: Stored, audit: SelectedAudit | undefined, standing: Standing): boolean {
  if (audit === undefined || !mayDischarge(owedBy(row), audit, standing)) return false;
  // Nothing is a task that its audit's own page would not show them.
  return obligationsShown(audit, readerOf(audit, standing)).some(({ key }) => key === row.key);
}

function owedBy({ key, personId, party, owedAs, teamId }: Stored): Pick<Obligation, 'key' | 'owner' | 'as'> {
  if (personId !== null) return { key, owner: { personId }, as: owedAs };
  return { key, owner: { party: party ?? 'coordinator', teamId }, as: owedAs };
}

/** Reads an audit of the view when it is asked for, once. */
function auditsOf(rows: Rows): (auditId: string) => SelectedAudit | undefined {
  const read = new Map<string, SelectedAudit | undefined>();
  return (auditId) => {
    if (!read.has(auditId)) {
      const row = rows.get<{ folded: string }>('SELECT folded FROM audits WHERE audit_id = ?', auditId);
      const state = row && (JSON.parse(row.folded) as FoldedAudit).state;
      read.set(auditId, state !== undefined && isSelected(state) ? state : undefined);
    }
    return read.get(auditId);
  };
}

/** A task that nobody who owes it by the workflow table is there for. */
export interface OwnerlessTask extends TaskRow {
  readonly gap: Gap;
  /** To whom it has fallen; empty where the council has nobody who may do it. */
  readonly owners: readonly Owner[];
}

/** What has fallen to others, or to nobody, on a day: soonest due first, what is nobody's at all before the rest. */
export function listOwnerlessTasks(rows: Rows, council: Council): OwnerlessTask[] {
  return listUnheld(rows, council)
    .map(({ row, gap, owners }) => ({ ...shown(row, council.today), gap, owners }))
    .sort((left, right) => Math.min(left.owners.length, 1) - Math.min(right.owners.length, 1));
}

interface Unheld {
  readonly row: Stored;
  readonly gap: Gap;
  readonly owners: readonly Owner[];
}

function listUnheld(rows: Rows, council: Council): Unheld[] {
  const audits = auditsOf(rows);
  return rows
    .all<Stored>(`${TASK}${IN_ORDER}`)
    .filter((row) => !isPlainlyHeld(row, council))
    .flatMap((row) => {
      const audit = audits(row.auditId);
      const { gap, owners } = audit === undefined ? HELD : ownershipOf(owedBy(row), audit, council);
      return gap === null ? [] : [{ row, gap, owners }];
    });
}

const HELD: Ownership = { owners: [], gap: null };

/** Whether somebody is there for it as far as can be told without opening the audit: nearly always. */
function isPlainlyHeld({ key, personId, party, owedAs, teamId }: Stored, { directory, today }: Council): boolean {
  if (party === 'team-manager')
    return (
      !isOfKind(key, 'concern') &&
      !isOfKind(key, 'resolve-concern') &&
      teamId !== null &&
      directory.managersOf(teamId, today).some((manager) => directory.awayOn(manager, today) === null)
    );
  if (personId === null || owedAs === 'claimant' || !directory.inPost(personId, today)) return false;
  const roles = directory.person(personId)?.roles ?? [];
  const inRole = owedAs === 'invited' || partyRoles[owedAs].some((role) => role !== 'system' && roles.includes(role));
  return inRole && directory.awayOn(personId, today) === null;
}

/** What one person owes themself, whoever stands in for them: for whoever chases it. */
export function listTasksOf(rows: Rows, personId: string, today: string): TaskRow[] {
  return rows.all<Stored>(`${TASK} WHERE person_id = ?${IN_ORDER}`, personId).map((row) => shown(row, today));
}

/**
 * What is owed on one audit.
 * @internal for the specs
 */
export function listTasksOn(rows: Rows, auditId: string, today: string): TaskRow[] {
  return rows.all<Stored>(`${TASK} WHERE tasks.audit_id = ?${IN_ORDER}`, auditId).map((row) => shown(row, today));
}

/** How many tasks each person has who owes one by name. */
export function countTasksByPerson(rows: Rows): ReadonlyMap<string, number> {
  const counts = rows.all<{ personId: string; tasks: number }>(
    'SELECT person_id AS personId, count(*) AS tasks FROM tasks WHERE person_id IS NOT NULL GROUP BY person_id',
  );
  return new Map(counts.map(({ personId, tasks }) => [personId, tasks]));
}

/** Everything overdue on a London date, the longest overdue first. */
export function listOverdueTasks(rows: Rows, today: string): TaskRow[] {
  return rows
    .all<Stored>(`${TASK} WHERE due < ?${IN_ORDER}`, today)
    .map((row) => shown(row, today))
    .filter(({ overdue }) => overdue);
}
