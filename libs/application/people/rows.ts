import { people } from '#domain';
import type { PeopleCommand } from '#domain';
import { NothingMore } from '../body/nothing-more.js';
import type { BodyClass, CommandRow } from '../catalogue/command-row.js';
import { commandRow } from '../catalogue/command-row.js';
import {
  AbsenceBody,
  EndAbsenceBody,
  NewPersonBody,
  PersonBody,
  PreferenceBody,
  TeamBody,
  TokenDigestBody,
} from './bodies.js';
import { PEOPLE_STREAM, directoryFold } from './directory-fold.js';

interface PeopleRow<Body extends object> {
  readonly path: string | null;
  readonly summary: string;
  readonly body: BodyClass<Body>;
  /** What names the new record's id; left out where the command is about the target. */
  readonly makes?: string;
  readonly command: (body: Body, id: string) => PeopleCommand;
}

function row<Body extends object>(name: string, { makes, command, ...rest }: PeopleRow<Body>): CommandRow {
  return commandRow({
    name,
    group: 'people',
    ...rest,
    fold: directoryFold,
    record: 'always',
    idOf: (target, _body, newId) => (makes === undefined ? (target ?? '') : newId(makes)),
    streamOf: () => PEOPLE_STREAM,
    decide: (body, directory, situation) =>
      people.decide(command(body, situation.id), directory, {
        ...situation,
        says: () => false,
        notifications: situation.references.settings?.notifications,
      }),
  });
}

const details = ({ name, aliases, email, teamId, managerId, roles, from, to }: PersonBody): PersonBody => ({
  name,
  aliases: aliases ?? [],
  email: email ?? '',
  teamId: teamId ?? null,
  managerId: managerId ?? null,
  roles,
  from: from ?? null,
  to: to ?? null,
});

/** People, teams, absences and sign-in tokens: all in one stream, so that every decision sees them as they are. */
export const peopleRows: readonly CommandRow[] = [
  row('RegisterTeam', {
    path: 'teams',
    summary: 'Register a team',
    body: TeamBody,
    makes: 'team',
    command: ({ name, service }) => ({ type: 'RegisterTeam', name, service: service ?? null }),
  }),
  row('ChangeTeamDetails', {
    path: 'teams/:id/change',
    summary: "Change a team's name or service",
    body: TeamBody,
    command: ({ name, service }, teamId) => ({ type: 'ChangeTeamDetails', teamId, name, service: service ?? null }),
  }),
  row('RegisterPerson', {
    path: 'people',
    summary: 'Register a person',
    body: NewPersonBody,
    makes: 'person',
    command: (body) => ({ type: 'RegisterPerson', ref: body.ref, ...details(body) }),
  }),
  row('ChangePerson', {
    path: 'people/:id/change',
    summary: "Change a person's details, team, manager, roles or dates in post",
    body: PersonBody,
    command: (body, personId) => ({ type: 'ChangePerson', personId, ...details(body) }),
  }),
  row('RecordAbsence', {
    path: 'people/:id/absences',
    summary: 'Record an absence, and who stands in meanwhile',
    body: AbsenceBody,
    command: ({ from, to, deputyId }, personId) => ({
      type: 'RecordAbsence',
      personId,
      from,
      to: to ?? null,
      deputyId: deputyId ?? null,
    }),
  }),
  row('EndAbsence', {
    path: 'absences/:id/end',
    summary: 'End an absence',
    body: EndAbsenceBody,
    command: ({ on }, absenceId) => ({ type: 'EndAbsence', absenceId, on }),
  }),
  row('SetNotificationPreference', {
    path: 'people/:id/notifications',
    summary: 'Choose how a person hears of what they owe',
    body: PreferenceBody,
    command: ({ email }, personId) => ({ type: 'SetNotificationPreference', personId, email }),
  }),
  row('CreateToken', {
    path: null,
    summary: 'Create a sign-in token',
    body: TokenDigestBody,
    command: ({ roles, digest, expiresOn }, personId) => ({
      type: 'CreateToken',
      personId,
      roles,
      digest,
      expiresOn: expiresOn ?? null,
    }),
  }),
  row('RevokeToken', {
    path: 'tokens/:id/revoke',
    summary: 'Revoke a sign-in token',
    body: NothingMore,
    command: (_body, tokenId) => ({ type: 'RevokeToken', tokenId }),
  }),
];
