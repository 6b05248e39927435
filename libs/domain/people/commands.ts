import type { FailureCode, MailChannel } from '../mail.js';
import type { EmailPreference } from './events.js';
import type { Role } from '../roles.js';

/** A person as a command describes them: clear text, sealed when it is recorded. */
export interface PersonDetails {
  readonly name: string;
  /** Other ways the caseload writes the name. */
  readonly aliases: readonly string[];
  /** Empty where there is none: the person then has tasks but no e-mail. */
  readonly email: string;
  readonly teamId: string | null;
  readonly managerId: string | null;
  readonly roles: readonly Role[];
  /** First and last day in post; null for open. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What is to change about a person. What is left out stays as it is, or is empty where the person is new. */
export type PersonChanges = Partial<PersonDetails>;

/** A row of the people file: team by name and manager by reference, whether or not they are known yet. */
export interface PersonRow extends Omit<PersonChanges, 'teamId' | 'managerId'> {
  readonly ref: string;
  readonly name: string;
  readonly team?: string | null;
  readonly manager?: string | null;
}

export type PeopleCommand =
  | { type: 'RegisterTeam'; name: string; service: string | null }
  /** A team's own name and service, each as it is where it is left out; an audit that moves to another team is the audit's `ChangeTeam`. */
  | { type: 'ChangeTeamDetails'; teamId: string; name?: string; service?: string | null }
  | ({ type: 'RegisterPerson'; ref: string } & PersonChanges)
  | ({ type: 'ChangePerson'; personId: string } & PersonChanges)
  | { type: 'RecordAbsence'; personId: string; from: string; to: string | null; deputyId: string | null }
  /** `on` is the first day back. */
  | { type: 'EndAbsence'; absenceId: string; on: string }
  | { type: 'SetNotificationPreference'; personId: string; email: EmailPreference }
  /** `digest` is the SHA-256 of the token in hex: the token itself is shown once and never comes here. */
  | { type: 'CreateToken'; personId: string; roles: readonly Role[]; digest: string; expiresOn: string | null }
  | { type: 'RevokeToken'; tokenId: string }
  /** By mail; in two halves, one of them shown to the second person, where one is named. */
  | { type: 'InvitePerson'; personId: string; secondId: string | null }
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
  /** Of roles or addresses, asked for by somebody else. */
  | { type: 'ConfirmPersonChanges'; changeIds: readonly string[] }
  | { type: 'DeclinePersonChanges'; changeIds: readonly string[] }
  /** New people are registered, known references changed where something differs; people not in the file stay as they are. */
  | { type: 'ImportPeople'; rows: readonly PersonRow[] };
