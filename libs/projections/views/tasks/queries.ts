import { actsFor, isOverdue, isParty, obligationsShown, partyRoles, readerOf } from '#domain';
import type { Party, Stage, Standing } from '#domain';
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

interface Stored extends Omit<TaskRow, 'overdue'> {
  readonly folded: string;
}

const TASK = `
SELECT tasks.audit_id AS auditId, reference, activity, service, team, stage, key, task, due, person_id AS personId, party,
  folded
FROM tasks JOIN audits ON audits.audit_id = tasks.audit_id`;
const IN_ORDER = ' ORDER BY due, reference, key';

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

const shown = ({ folded: _, ...row }: Stored, today: string): TaskRow => ({ ...row, overdue: isOverdue(row, today) });

/**
 * What somebody may do today, soonest due first: their own, that of the absent people they stand in for, and what any
 * of a party they belong to may take up. Nobody is shown a moderation, or a dispute, they may not decide.
 */
export function listTasks(rows: Rows, standing: Standing): TaskRow[] {
  const people = actsFor(standing);
  const parties = partiesFor(standing, people.length > 1);
  return rows
    .all<Stored>(
      `${TASK} WHERE person_id IN (${marks(people)}) OR party IN (${marks(parties)})${IN_ORDER}`,
      ...people,
      ...parties,
    )
    .filter(({ party, key, folded }) => {
      const { state } = JSON.parse(folded) as FoldedAudit;
      // Nothing is a task that its audit's own page would not show them.
      if (!obligationsShown(state, readerOf(state, standing)).some((owed) => owed.key === key)) return false;
      return party === null || isParty(party, state, standing, key.slice(key.lastIndexOf(':') + 1));
    })
    .map((row) => shown(row, standing.today));
}

/** By role; a deputy may be any party in another's place. */
function partiesFor({ actor }: Standing, standsIn: boolean): Party[] {
  const parties = Object.keys(partyRoles) as Party[];
  return parties.filter((party) => standsIn || partyRoles[party].some((role) => actor.roles.includes(role)));
}

/** What one person owes themself, whoever stands in for them: for whoever chases it. */
export function listTasksOf(rows: Rows, personId: string, today: string): TaskRow[] {
  return rows.all<Stored>(`${TASK} WHERE person_id = ?${IN_ORDER}`, personId).map((row) => shown(row, today));
}

/** What is owed on one audit. */
export function listTasksOn(rows: Rows, auditId: string, today: string): TaskRow[] {
  return rows.all<Stored>(`${TASK} WHERE tasks.audit_id = ?${IN_ORDER}`, auditId).map((row) => shown(row, today));
}

/** Everything overdue on a London date, the longest overdue first. */
export function listOverdueTasks(rows: Rows, today: string): TaskRow[] {
  return rows
    .all<Stored>(`${TASK} WHERE due < ?${IN_ORDER}`, today)
    .map((row) => shown(row, today))
    .filter(({ overdue }) => overdue);
}
