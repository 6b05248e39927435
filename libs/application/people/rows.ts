import { people } from '#domain';
import type { PeopleCommand, PeopleContext, PeopleDirectory, Personal, PersonChanges } from '#domain';
import { NothingMore } from '../body/nothing-more.js';
import type { BodyClass } from '../body/body-class.js';
import type { CommandRow, RowContext } from '../row/command-row.js';
import { commandRow } from '../row/command-row.js';
import {
  AbsenceBody,
  EndAbsenceBody,
  InvitationBody,
  NewPersonBody,
  PersonChangesBody,
  PersonChangeBody,
  TeamChangeBody,
  PreferenceBody,
  TeamBody,
  TokenDigestBody,
} from './bodies.js';
import { NOTIFICATIONS_STREAM, notificationsFold } from '../reminders/notifications-fold.js';
import { PEOPLE_STREAM, directoryFold } from '../references/directory-fold.js';
import { withOpenRefs } from './open-names.js';

interface PeopleRow<Body extends object> {
  readonly path: string | null;
  readonly summary: string;
  readonly body: BodyClass<Body>;
  /** What names the new record's id; left out where the command is about the target. */
  readonly makes?: string;
  readonly own?: boolean;
  /** Whether people are looked up by their references, which are opened for it. */
  readonly looksUpRefs?: true;
  readonly command: (body: Body, id: string) => PeopleCommand;
}

const ofPeople = {
  group: 'people',
  fold: directoryFold,
  record: 'always',
  streamOf: () => PEOPLE_STREAM,
} as const;

function row<Body extends object>(name: string, { makes, command, looksUpRefs, ...rest }: PeopleRow<Body>): CommandRow {
  return commandRow<PeopleDirectory, Body>({
    ...ofPeople,
    name,
    ...rest,
    idOf: (target, _body, newId) => (makes === undefined ? (target ?? '') : newId(makes)),
    decide: async (body, directory, context) =>
      people.decide(
        command(body, context.id),
        looksUpRefs === true ? await withOpenRefs(directory, context.textOf) : directory,
        await peopleContext(directory, context),
      ),
  });
}

async function peopleContext(directory: PeopleDirectory, context: RowContext): Promise<PeopleContext> {
  const { references } = context;
  return {
    ...context,
    opened: await openedOf(directory, context),
    demonstration: references.demonstration,
    mailGoesOut: (await context.stateOf(NOTIFICATIONS_STREAM, notificationsFold)).has('notifications-started'),
    notifications: references.settings?.notifications,
  };
}

type Named<Type extends PeopleCommand['type']> = Omit<
  Extract<PeopleCommand, { type: Type; personId: string }>,
  'type' | 'personId'
>;

/** A command about a person that comes from code alone: it carries the digest of a secret, never the secret. */
function engineRow<Type extends PeopleCommand['type']>(name: Type, summary: string, own = false): CommandRow {
  return commandRow<PeopleDirectory, Named<Type>>({
    ...ofPeople,
    name,
    summary,
    path: null,
    body: null,
    own,
    idOf: (target) => target ?? '',
    decide: async (body, directory, context) =>
      people.decide(
        // the two are a command of this type, which an omission from a union cannot express
        { type: name, personId: context.id, ...body } as unknown as PeopleCommand,
        directory,
        await peopleContext(directory, context),
      ),
  });
}

/** What is recorded of the person a command is about, in clear: opened beforehand, since a rule cannot wait. */
async function openedOf(directory: PeopleDirectory, { id, textOf }: RowContext): Promise<PeopleContext['opened']> {
  const known = directory.person(id);
  const waiting = [...directory.pendingChanges()].filter(({ personId }) => personId === id);
  const values = [known?.name, known?.email, ...(known?.aliases ?? []), ...waiting.map(({ email }) => email)];
  const texts = new Map<Personal, string | null>();
  for (const value of values) if (value !== undefined && value !== null) texts.set(value, await textOf(value));
  return (recorded) => texts.get(recorded) ?? null;
}

/** A field that is null says that there is none. */
const changesIn = ({ name, aliases, email, roles, ...others }: PersonChangeBody): PersonChanges => ({
  ...others,
  ...(name !== undefined && { name: name ?? '' }),
  ...(aliases !== undefined && { aliases: aliases ?? [] }),
  ...(email !== undefined && { email: email ?? '' }),
  ...(roles !== undefined && { roles: roles ?? [] }),
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
    summary: "Change a team's name or service: what is left out stays as it is",
    body: TeamChangeBody,
    command: ({ name, service }, teamId) => ({
      type: 'ChangeTeamDetails',
      teamId,
      ...(name !== undefined && { name: name ?? '' }),
      ...(service !== undefined && { service }),
    }),
  }),
  row('RegisterPerson', {
    path: 'people',
    summary: 'Register a person',
    body: NewPersonBody,
    looksUpRefs: true,
    makes: 'person',
    command: ({ ref, ...body }) => ({ type: 'RegisterPerson', ref, ...changesIn(body) }),
  }),
  row('ChangePerson', {
    path: 'people/:id/change',
    summary: "Change a person's details, team, manager, roles or dates in post: what is left out stays as it is",
    body: PersonChangeBody,
    command: (body, personId) => ({ type: 'ChangePerson', personId, ...changesIn(body) }),
  }),
  row('ConfirmPersonChanges', {
    path: 'person-changes/confirm',
    summary: 'Confirm changes of roles or addresses that somebody else asked for',
    body: PersonChangesBody,
    own: true,
    command: ({ changeIds }) => ({ type: 'ConfirmPersonChanges', changeIds }),
  }),
  row('DeclinePersonChanges', {
    path: 'person-changes/decline',
    summary: 'Decline changes of roles or addresses, or take back your own',
    body: PersonChangesBody,
    command: ({ changeIds }) => ({ type: 'DeclinePersonChanges', changeIds }),
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
    summary: 'Create a sign-in token of your own',
    own: true,
    body: TokenDigestBody,
    command: ({ roles, digest, expiresOn }, personId) => ({
      type: 'CreateToken',
      personId,
      roles,
      digest,
      expiresOn: expiresOn ?? null,
    }),
  }),
  row('InvitePerson', {
    path: 'people/:id/invitations',
    summary: 'Let somebody in: a link goes to their own address, or half of one to you and half to a second person',
    body: InvitationBody,
    command: ({ secondId }, personId) => ({ type: 'InvitePerson', personId, secondId: secondId ?? null }),
  }),
  engineRow<'InviteFirstAdministrator'>('InviteFirstAdministrator', 'Let in the first administrator'),
  engineRow<'IssueLink'>('IssueLink', 'Settle which link a message carries, before it is sent'),
  engineRow<'RecordLinkSent'>('RecordLinkSent', 'Record that the mail service took a link'),
  engineRow<'RecordLinkFailed'>('RecordLinkFailed', 'Record that a link could not be sent'),
  engineRow<'TakeHalf'>('TakeHalf', 'Be shown your half of a link', true),
  engineRow<'Enrol'>('Enrol', 'Redeem a link for a token of your own'),
  row('RevokeToken', {
    path: 'tokens/:id/revoke',
    summary: 'Revoke a sign-in token',
    body: NothingMore,
    command: (_body, tokenId) => ({ type: 'RevokeToken', tokenId }),
  }),
];
