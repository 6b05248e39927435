import type { Database } from 'better-sqlite3';
import { afterChange } from '#domain';
import type { Absence, PendingChange, Personal, Role, TeamFacts } from '#domain';
import { flag, fromJson, json, textOrNull } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import type { View, ViewProjector } from '../../view.js';
import { react } from '../../domain-events.js';
import type { Reactions } from '../../domain-events.js';
import { schema } from './table.js';

interface Person {
  readonly ref: Personal;
  readonly name: Personal;
  readonly aliases: readonly Personal[];
  readonly email: Personal;
  readonly teamId: string | null;
  readonly managerId: string | null;
  readonly roles: readonly Role[];
  readonly from: string | null;
  readonly to: string | null;
}

interface Token {
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly createdAt: string;
  readonly expiresOn: string | null;
  readonly revoked: boolean;
  readonly whole?: true;
  readonly through?: 'operator';
}

const people: FoldedTable<Person> = {
  table: 'people',
  key: 'person_id',
  columns: ['ref', 'name', 'aliases', 'email', 'team_id', 'manager_id', 'roles', 'in_post_from', 'in_post_to'],
  cells: ({ ref, name, aliases, email, teamId, managerId, roles, from, to }) => [
    json(ref),
    json(name),
    json(aliases),
    json(email),
    teamId,
    managerId,
    json(roles),
    from,
    to,
  ],
  value: (row) => ({
    ref: fromJson(row['ref']),
    name: fromJson(row['name']),
    aliases: fromJson(row['aliases']),
    email: fromJson(row['email']),
    teamId: textOrNull(row['team_id']),
    managerId: textOrNull(row['manager_id']),
    roles: fromJson(row['roles']),
    from: textOrNull(row['in_post_from']),
    to: textOrNull(row['in_post_to']),
  }),
};

const teams: FoldedTable<Omit<TeamFacts, 'teamId'>> = {
  table: 'teams',
  key: 'team_id',
  columns: ['name', 'service'],
  cells: ({ name, service }) => [name, service],
  value: (row) => ({ name: String(row['name']), service: textOrNull(row['service']) }),
};

const absences: FoldedTable<Omit<Absence, 'absenceId'>> = {
  table: 'absences',
  key: 'absence_id',
  columns: ['person_id', 'away_from', 'away_to', 'deputy_id', 'ended_on'],
  cells: ({ personId, from, to, deputyId, endedOn }) => [personId, from, to, deputyId, endedOn],
  value: (row) => ({
    personId: String(row['person_id']),
    from: String(row['away_from']),
    to: textOrNull(row['away_to']),
    deputyId: textOrNull(row['deputy_id']),
    endedOn: textOrNull(row['ended_on']),
  }),
};

const tokens: FoldedTable<Token> = {
  table: 'tokens',
  key: 'token_id',
  columns: ['person_id', 'roles', 'created_at', 'expires_on', 'revoked', 'whole', 'through'],
  cells: ({ personId, roles, createdAt, expiresOn, revoked, whole = false, through = null }) => [
    personId,
    json(roles),
    createdAt,
    expiresOn,
    flag(revoked),
    flag(whole),
    through,
  ],
  value: (row) => ({
    personId: String(row['person_id']),
    roles: fromJson(row['roles']),
    createdAt: String(row['created_at']),
    expiresOn: textOrNull(row['expires_on']),
    revoked: row['revoked'] === 1,
    ...(row['whole'] === 1 && { whole: true }),
    ...(row['through'] === 'operator' && { through: 'operator' }),
  }),
};

/** What was asked for, looked up when it is confirmed. */
const changes: FoldedTable<Pick<PendingChange, 'roles' | 'email'>> = {
  table: 'changes',
  key: 'change_id',
  columns: ['roles', 'email'],
  cells: ({ roles, email }) => [json(roles), json(email)],
  value: (row) => ({ roles: fromJson(row['roles']), email: fromJson(row['email']) }),
};

function projector(db: Database): ViewProjector {
  const rows = {
    people: new FoldedRows(db, people),
    teams: new FoldedRows(db, teams),
    absences: new FoldedRows(db, absences),
    tokens: new FoldedRows(db, tokens),
    changes: new FoldedRows(db, changes),
  };
  const reactions: Reactions = {
    'team-registered': ({ data }) => rows.teams.set(data.teamId, data),
    'team-changed': ({ data }) => rows.teams.set(data.teamId, data),
    'person-registered': ({ data }) => rows.people.set(data.personId, data),
    'person-changed': ({ data }) => rows.people.update(data.personId, (person) => ({ ...person, ...data })),
    'person-change-requested': ({ data }) => rows.changes.set(data.changeId, data),
    'person-change-confirmed': ({ data: { changeId, personId } }) => {
      const change = rows.changes.get(changeId);
      if (change !== undefined) rows.people.update(personId, (person) => afterChange(person, change));
    },
    'absence-recorded': ({ data }) => rows.absences.set(data.absenceId, { ...data, endedOn: null }),
    'absence-ended': ({ data }) =>
      rows.absences.update(data.absenceId, (absence) => ({ ...absence, endedOn: data.on })),
    'token-created': ({ data, metadata }) =>
      rows.tokens.set(data.tokenId, { ...data, createdAt: metadata.recordedAt, revoked: false }),
    'token-revoked': ({ data }) => rows.tokens.update(data.tokenId, (token) => ({ ...token, revoked: true })),
  };
  return {
    apply: (events) => {
      react(reactions, events);
      for (const table of Object.values(rows)) table.flush();
    },
  };
}

/** The council's people and teams, absences and access tokens. */
export const peopleView: View = { name: 'people', version: 3, schema, projector };
