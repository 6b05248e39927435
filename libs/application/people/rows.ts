import { commandIn, people, peopleForms } from '#domain';
import type { CommandOf, PeopleCommand, PeopleContext, PeopleDirectory, Personal } from '#domain';
import { bodyOf } from '../body/body-of.js';
import type { CommandRow, RowContext, SaysOf } from '../row/command-row.js';
import { commandRow } from '../row/command-row.js';
import { NOTIFICATIONS_STREAM, notificationsFold } from '../reminders/notifications-fold.js';
import { PEOPLE_STREAM, directoryFold } from '../references/directory-fold.js';
import { withOpenRefs } from './open-names.js';

type AsSaid = CommandOf<typeof peopleForms>;

interface PeopleRow<Name extends keyof AsSaid> {
  readonly path: string | null;
  readonly summary: string;
  /** What names the new record's id; left out where the command is about the target. */
  readonly makes?: string;
  readonly own?: boolean;
  /** Whether people are looked up by their references, which are opened for it. */
  readonly looksUpRefs?: true;
  /** What is said of the record with the id. */
  readonly command: (said: AsSaid[Name], id: string) => PeopleCommand;
}

const ofPeople = {
  group: 'people',
  fold: directoryFold,
  record: 'always',
  streamOf: () => PEOPLE_STREAM,
} as const;

function row<Name extends keyof AsSaid>(
  name: Name,
  { makes, command, looksUpRefs, ...rest }: PeopleRow<Name>,
): CommandRow {
  return commandRow<PeopleDirectory, object>({
    ...ofPeople,
    name,
    ...rest,
    body: bodyOf(peopleForms[name]),
    idOf: (target, _body, newId) => (makes === undefined ? (target ?? '') : newId(makes)),
    decide: async (body, directory, context) =>
      people.decide(
        command(commandIn(peopleForms, name, body), context.id),
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
    secondFactorOptional: references.settings?.secondFactorOptional,
  };
}

/** A command about a person that comes from code alone: it carries the digest of a secret, never the secret. */
function engineRow<Type extends PeopleCommand['type']>(name: Type, summary: string, own = false): CommandRow {
  return commandRow<PeopleDirectory, Omit<SaysOf<PeopleCommand, Type>, 'personId'>>({
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

/** People, teams, absences and sign-in tokens: all in one stream, so that every decision sees them as they are. */
export const peopleRows: readonly CommandRow[] = [
  row('RegisterTeam', {
    path: 'teams',
    summary: 'Register a team',
    makes: 'team',
    command: (said) => said,
  }),
  row('ChangeTeamDetails', {
    path: 'teams/:id/change',
    summary: "Change a team's name or service: what is left out stays as it is",
    command: (said, teamId) => ({ ...said, teamId }),
  }),
  row('RegisterPerson', {
    path: 'people',
    summary: 'Register a person',
    looksUpRefs: true,
    makes: 'person',
    command: (said) => said,
  }),
  row('ChangePerson', {
    path: 'people/:id/change',
    summary: "Change a person's details, team, manager, roles or dates in post: what is left out stays as it is",
    command: (said, personId) => ({ ...said, personId }),
  }),
  row('ConfirmPersonChanges', {
    path: 'person-changes/confirm',
    summary: 'Confirm changes of roles or addresses that somebody else asked for',
    own: true,
    command: (said) => said,
  }),
  row('DeclinePersonChanges', {
    path: 'person-changes/decline',
    summary: 'Decline changes of roles or addresses, or take back your own',
    command: (said) => said,
  }),
  row('RecordAbsence', {
    path: 'people/:id/absences',
    summary: 'Record an absence, and who stands in meanwhile',
    command: (said, personId) => ({ ...said, personId }),
  }),
  row('EndAbsence', {
    path: 'absences/:id/end',
    summary: 'End an absence',
    command: (said, absenceId) => ({ ...said, absenceId }),
  }),
  row('RecordTraining', {
    path: 'people/:id/training',
    summary: 'Record somebody’s training as an auditor, in place of what was recorded before',
    command: (said, personId) => ({ ...said, personId }),
  }),
  row('SetNotificationPreference', {
    path: 'people/:id/notifications',
    summary: 'Choose how a person hears of what they owe',
    command: (said, personId) => ({ ...said, personId }),
  }),
  row('CreateToken', {
    path: null,
    summary: 'Create a sign-in token of your own',
    own: true,
    command: (said, personId) => ({ ...said, personId }),
  }),
  row('InvitePerson', {
    path: 'people/:id/invitations',
    summary: 'Let somebody in: a link goes to their own address, or half of one to you and half to a second person',
    command: (said, personId) => ({ ...said, personId }),
  }),
  engineRow<'InviteFirstAdministrator'>('InviteFirstAdministrator', 'Let in the first administrator'),
  engineRow<'IssueLink'>('IssueLink', 'Settle which link a message carries, before it is sent'),
  engineRow<'RecordLinkSent'>('RecordLinkSent', 'Record that the mail service took a link'),
  engineRow<'RecordLinkFailed'>('RecordLinkFailed', 'Record that a link could not be sent'),
  engineRow<'TakeHalf'>('TakeHalf', 'Be shown your half of a link', true),
  engineRow<'Enrol'>('Enrol', 'Redeem a link for a token of your own'),
  engineRow<'SetUpAccount'>('SetUpAccount', 'Redeem a link for a password and a second factor of your own'),
  engineRow<'ChangePassword'>('ChangePassword', 'Change your password', true),
  engineRow<'ChangeSecondFactor'>('ChangeSecondFactor', 'Change your second factor', true),
  engineRow<'UseRecoveryCode'>('UseRecoveryCode', 'Use up a recovery code'),
  engineRow<'LinkProviderAccount'>('LinkProviderAccount', 'Record by which account of the council somebody signs in'),
  row('UnlinkProviderAccount', {
    path: 'people/:id/unlink-account',
    summary: 'Forget by which account of the identity provider somebody signs in: the next is matched by address again',
    command: (said, personId) => ({ ...said, personId }),
  }),
  row('EndSessions', {
    path: 'people/:id/end-sessions',
    summary: 'Sign somebody, or yourself, out everywhere',
    command: (said, personId) => ({ ...said, personId }),
  }),
  row('RevokeToken', {
    path: 'tokens/:id/revoke',
    summary: 'Revoke a sign-in token',
    command: (said, tokenId) => ({ ...said, tokenId }),
  }),
];
