import type { Absence, Personal, Role, TeamFacts } from '#domain';
import type { Rows } from '../../reading/rows.js';
import { equal, where } from '../../reading/where.js';

export interface PersonRow {
  readonly personId: string;
  readonly ref: Personal;
  readonly name: Personal;
  readonly aliases: readonly Personal[];
  readonly email: Personal;
  readonly teamId: string | null;
  readonly team: string | null;
  readonly managerId: string | null;
  readonly roles: readonly Role[];
  /** First and last day in post; null where it has no such day. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface TokenRow {
  readonly tokenId: string;
  readonly roles: readonly Role[];
  readonly createdAt: string;
  readonly expiresOn: string | null;
  readonly revoked: boolean;
  /** It stands for every role the person has at the time. */
  readonly whole: boolean;
  /** `operator` where the operator made it: whoever uses it acts on the person's behalf. */
  readonly through: string | null;
}

interface StoredPerson {
  readonly personId: string;
  readonly ref: string;
  readonly name: string;
  readonly aliases: string;
  readonly email: string;
  readonly teamId: string | null;
  readonly team: string | null;
  readonly managerId: string | null;
  readonly roles: string;
  readonly from: string | null;
  readonly to: string | null;
}

const PERSON = `
SELECT person_id AS personId, ref, people.name, aliases, email, people.team_id AS teamId, teams.name AS team,
  manager_id AS managerId, roles, in_post_from AS "from", in_post_to AS "to"
FROM people LEFT JOIN teams ON teams.team_id = people.team_id`;

const opened = (row: StoredPerson): PersonRow => ({
  ...row,
  ref: JSON.parse(row.ref) as Personal,
  name: JSON.parse(row.name) as Personal,
  aliases: JSON.parse(row.aliases) as Personal[],
  email: JSON.parse(row.email) as Personal,
  roles: JSON.parse(row.roles) as Role[],
});

export interface PeopleFilter {
  readonly teamId?: string;
  readonly role?: Role;
  /** Only those in post on this date. */
  readonly inPostOn?: string;
}

/** In no order that tells anything: references and names are sealed. */
export function listPeople(rows: Rows, { teamId, role, inPostOn }: PeopleFilter = {}): PersonRow[] {
  const { sql, values } = where(
    equal('people.team_id', teamId),
    role && ['EXISTS (SELECT 1 FROM json_each(roles) WHERE value = ?)', role],
    inPostOn === undefined
      ? undefined
      : ['(in_post_from IS NULL OR in_post_from <= ?) AND (in_post_to IS NULL OR in_post_to >= ?)', inPostOn, inPostOn],
  );
  return rows.all<StoredPerson>(`${PERSON}${sql} ORDER BY person_id`, ...values).map(opened);
}

export function findPerson(rows: Rows, personId: string): PersonRow | undefined {
  const row = rows.get<StoredPerson>(`${PERSON} WHERE person_id = ?`, personId);
  return row && opened(row);
}

/** By name. */
export function listTeams(rows: Rows): TeamFacts[] {
  return rows.all<TeamFacts>('SELECT team_id AS teamId, name, service FROM teams ORDER BY name, team_id');
}

/** Newest first. */
export function listTokens(rows: Rows, personId: string): TokenRow[] {
  return rows
    .all<Omit<TokenRow, 'roles' | 'revoked' | 'whole'> & { roles: string; revoked: number; whole: number }>(
      `SELECT token_id AS tokenId, roles, created_at AS createdAt, expires_on AS expiresOn, revoked, whole, through
FROM tokens WHERE person_id = ? ORDER BY created_at DESC, token_id`,
      personId,
    )
    .map((row) => ({
      ...row,
      roles: JSON.parse(row.roles) as Role[],
      revoked: row.revoked === 1,
      whole: row.whole === 1,
    }));
}

export function listAbsences(rows: Rows, personId: string): Absence[] {
  return rows.all<Absence>(`${ABSENCE} WHERE person_id = ? ORDER BY away_from, absence_id`, personId);
}

const ABSENCE = `
SELECT absence_id AS absenceId, person_id AS personId, away_from AS "from", away_to AS "to", deputy_id AS deputyId,
  ended_on AS endedOn
FROM absences`;
