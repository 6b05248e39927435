import {
  choice,
  choices,
  day,
  flag,
  form,
  id,
  ids,
  ifSaid,
  ifSaidOrNull,
  label,
  labels,
  nothingMore,
  orNull,
  type CommandOf,
} from '../form.js';
import type { FailureCode, MailChannel } from '../mail.js';
import { EMAIL_PREFERENCES } from './events.js';
import { ROLES } from '../roles.js';

const teamName = label("The team's name as the caseload writes it");
const personName = label('Name as it is shown');
const OR_NONE = 'null for none';
/** What is left out stays as it is, or is empty where the person is new. */
const personFields = {
  aliases: ifSaidOrNull(labels(`All other ways the caseload writes the name; ${OR_NONE}`), []),
  // Without one the person has tasks but no e-mail.
  email: ifSaidOrNull(label(`E-mail address; ${OR_NONE}`, { blank: true }), ''),
  teamId: ifSaidOrNull(id(`Team; ${OR_NONE}`), null),
  managerId: ifSaidOrNull(id(`Line manager; ${OR_NONE}`), null),
  from: ifSaidOrNull(day(`First day in post; ${OR_NONE}`), null),
  to: ifSaidOrNull(day(`Last day in post; ${OR_NONE}`), null),
};
const personChanges = form('PersonChangesBody', {
  changeIds: ids('The changes, as the list of those that wait names them'),
});

/** What people say of a team, a person, an absence or a token; which one it is about is said beside it. */
export const peopleForms = {
  RegisterTeam: form('TeamBody', { name: teamName, service: orNull(label('The service it belongs to')) }),
  /** A team's own name and service, each as it is where it is left out; an audit that moves to another team is the audit's `ChangeTeam`. */
  ChangeTeamDetails: form('TeamChangeBody', {
    // Null says no name, which is refused.
    name: ifSaid(teamName, ''),
    service: ifSaidOrNull(label(`The service it belongs to; ${OR_NONE}`), null),
  }),
  RegisterPerson: form('NewPersonBody', {
    ...personFields,
    ref: label("The council's own reference for the person"),
    name: personName,
    roles: choices('All roles', ROLES),
  }),
  ChangePerson: form('PersonChangeBody', {
    ...personFields,
    name: ifSaid(personName, ''),
    roles: ifSaidOrNull(choices(`All roles; ${OR_NONE}`, ROLES), []),
  }),
  /** Of roles or addresses, asked for by somebody else. */
  ConfirmPersonChanges: personChanges,
  DeclinePersonChanges: personChanges,
  RecordAbsence: form('AbsenceBody', {
    from: day('First day away'),
    to: orNull(day('Last day away; left out while nobody knows')),
    deputyId: orNull(id('Who stands in')),
    stopsSignIn: ifSaid(flag('Whether the person cannot sign in meanwhile'), false),
  }),
  EndAbsence: form('EndAbsenceBody', { on: day('First day back') }),
  /** As an auditor, in place of what was recorded before. */
  RecordTraining: form('TrainingBody', {
    on: day('The day of the training'),
    expiresOn: orNull(day('The last day it holds; left out where it does not end')),
  }),
  SetNotificationPreference: form('PreferenceBody', {
    email: choice('One e-mail for each reminder, one a working day, or none', EMAIL_PREFERENCES),
  }),
  /** The token itself is shown once and never comes here. */
  CreateToken: form('TokenDigestBody', {
    roles: choices('The roles it acts in', ROLES),
    digest: label('SHA-256 of the token, lower-case hex'),
    expiresOn: orNull(day('Last day it is good for')),
  }),
  RevokeToken: nothingMore,
  UnlinkProviderAccount: nothingMore,
  EndSessions: nothingMore,
  /** By mail; in two halves, one of them shown to the second person, where one is named. */
  InvitePerson: form('InvitationBody', {
    secondId: orNull(id('Who is shown the other half of the link, where none is to go by mail')),
  }),
};

type AsSaid = CommandOf<typeof peopleForms>;

/** What is to change about a person. What is left out stays as it is, or is empty where the person is new. */
export type PersonChanges = Omit<AsSaid['ChangePerson'], 'type'>;

/** A person as a command describes them: clear text, sealed when it is recorded. */
export type PersonDetails = Required<PersonChanges>;

/** A row of the people file: team by name and manager by reference, whether or not they are known yet. */
export interface PersonRow extends Omit<PersonChanges, 'teamId' | 'managerId'> {
  readonly ref: string;
  readonly name: string;
  readonly team?: string | null;
  readonly manager?: string | null;
}

/** What one-time codes follow from, and the digests of codes for when it is lost. Sealed when they are recorded. */
export interface SecondFactor {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

export type PeopleCommand =
  | AsSaid['RegisterTeam' | 'RegisterPerson' | 'ConfirmPersonChanges' | 'DeclinePersonChanges']
  | (AsSaid['ChangeTeamDetails'] & { readonly teamId: string })
  | (AsSaid['EndAbsence'] & { readonly absenceId: string })
  | (AsSaid['RevokeToken'] & { readonly tokenId: string })
  | (AsSaid[
      | 'ChangePerson'
      | 'RecordAbsence'
      | 'RecordTraining'
      | 'SetNotificationPreference'
      | 'CreateToken'
      | 'InvitePerson'
      | 'UnlinkProviderAccount'
      | 'EndSessions'] & {
      readonly personId: string;
    })
  /** `digest` is the SHA-256 of the secret that the operator is shown. */
  | { type: 'InviteFirstAdministrator'; personId: string; digest: string }
  /** Before a message is sent. `sender` is the process that does; another leaves it alone for `answerWithinMs`. */
  | { type: 'IssueLink'; personId: string; digest: string; sender: string; answerWithinMs: number }
  | { type: 'RecordLinkSent'; personId: string; invitationId: string; channel: MailChannel; messageId: string }
  | { type: 'RecordLinkFailed'; personId: string; invitationId: string; code: FailureCode }
  /** `digest` is the SHA-256 of the half that its holder is shown, this once. */
  | { type: 'TakeHalf'; personId: string; digest: string }
  /** `digests` of the secrets the person was sent or told; `tokenDigest` of the token they are shown for them. */
  | { type: 'Enrol'; personId: string; digests: readonly string[]; tokenDigest: string }
  /** For the secrets of a link: how the person signs in here from now on. `secondFactor` is null where they leave it out. */
  | {
      type: 'SetUpAccount';
      personId: string;
      digests: readonly string[];
      hash: string;
      secondFactor: SecondFactor | null;
    }
  /** Once the person has shown that they know the one before. */
  | { type: 'ChangePassword'; personId: string; hash: string }
  | ({ type: 'ChangeSecondFactor'; personId: string } & SecondFactor)
  | { type: 'UseRecoveryCode'; personId: string; place: number }
  /** `digest` is the keyed digest of issuer and subject, of whom the provider has verified the person's address. */
  | { type: 'LinkProviderAccount'; personId: string; digest: string }
  /** New people are registered, known references changed where something differs; people not in the file stay as they are. */
  | { type: 'ImportPeople'; rows: readonly PersonRow[] };
