import { notTheirDuty } from '../duties.js';
import { refuse, type Refusal } from '../refusal.js';

/** Why a command about people is refused. Sentences name references and teams, never people. */
export const peopleRefusals = {
  erased: (): Refusal =>
    refuse(
      'rule',
      'record-erased',
      'The personal details of this record have been erased: nothing more can be written about it.',
    ),
  notYours: (): Refusal => notTheirDuty('people'),
  administratorNotYours: (): Refusal =>
    refuse('not-allowed', 'administrator-role', 'Only an administrator may give or take the administrator role.'),
  ownRole: (): Refusal =>
    refuse('not-allowed', 'own-role', 'Nobody gives themselves a role, alone or by confirming it.'),
  ownTraining: (): Refusal =>
    refuse('not-allowed', 'own-training', 'Somebody else records your training: ask another coordinator.'),
  badTrainingDay: (): Refusal =>
    refuse('invalid', 'training-day-invalid', 'The day of the training is a day up to today, written yyyy-MM-dd.'),
  trainingEndsBefore: (): Refusal =>
    refuse('invalid', 'training-ends-before', 'The last day the training holds is not before the day of the training.'),
  secondPersonMissing: (): Refusal =>
    refuse('not-allowed', 'second-person-missing', 'Somebody else than whoever asked for a change must confirm it.'),
  unknownChange: (): Refusal =>
    refuse(
      'not-found',
      'change-unknown',
      'No such change waits: it was confirmed, declined or replaced by a newer one.',
    ),
  operatorNotNeeded: (): Refusal =>
    refuse(
      'not-allowed',
      'operator-not-needed',
      'The operator stands in only while there are not two administrators or coordinators who can sign in.',
    ),
  tokenNotYours: (): Refusal =>
    refuse(
      'not-allowed',
      'token-not-yours',
      'A token is made by the person it stands for. To let somebody in, send them a link: invite them.',
    ),
  noMail: (): Refusal =>
    refuse(
      'rule',
      'no-mail',
      'No messages are sent from here. Name a second administrator or coordinator: each of you is shown half of the link.',
    ),
  halvesNeedTwo: (): Refusal =>
    refuse(
      'rule',
      'halves-need-two',
      'The halves of a link go to two administrators or coordinators in post, neither of whom is the person let in.',
    ),
  halvesNeedCoordinator: (): Refusal =>
    refuse('rule', 'halves-need-coordinator', 'One of the two who are shown half of a link must be a coordinator.'),
  noRolesYet: (): Refusal =>
    refuse(
      'rule',
      'no-roles-yet',
      'The person has no role: give them one, and have a second person confirm it, first.',
    ),
  notAnAdministrator: (): Refusal =>
    refuse('rule', 'not-an-administrator', 'The first person let in must have the role of administrator.'),
  administratorLetIn: (): Refusal =>
    refuse(
      'rule',
      'administrator-let-in',
      'An administrator has been let in already. From now on an administrator or a coordinator invites people.',
    ),
  operatorOnly: (): Refusal =>
    refuse('not-allowed', 'operator-only', 'Only the operator lets in the first administrator, from the command line.'),
  engineOnly: (): Refusal => refuse('not-allowed', 'role-missing', 'Only the engine itself sends links.'),
  noInvitation: (): Refusal =>
    refuse('not-found', 'invitation-unknown', 'No invitation of this person waits for this: invite them again.'),
  linkBeingSent: (): Refusal => refuse('rule', 'link-being-sent', 'Another process is sending this link.'),
  halfNotYours: (): Refusal =>
    refuse('not-allowed', 'half-not-yours', 'The halves of this link are for two others to see.'),
  halfShown: (): Refusal =>
    refuse('rule', 'half-shown', 'Your half was shown to you, once. If it is lost, invite the person again.'),
  /** The same whatever is wrong, so that somebody without a link learns nothing. */
  linkNotGood: (): Refusal =>
    refuse(
      'not-allowed',
      'link-not-good',
      'This link is not good: it was used, has run out, or a newer one has taken its place. Ask for another.',
    ),
  secondFactorMissing: (): Refusal =>
    refuse('rule', 'second-factor-missing', 'Set up a second factor: a password alone does not let you in here.'),
  /** Said to whoever holds a link that is good, alone. */
  linkLeadsToPages: (): Refusal =>
    refuse(
      'rule',
      'second-factor-asked',
      'This link makes no token by itself: open it at /enrol in a browser and set up how you sign in. Your tokens are made there.',
    ),
  accountNotYours: (): Refusal =>
    refuse('not-allowed', 'account-not-yours', 'How a person signs in is changed by that person.'),
  noPassword: (): Refusal =>
    refuse('rule', 'no-password', 'You do not sign in by a password here, so there is none to change.'),
  signInOnly: (): Refusal => refuse('not-allowed', 'role-missing', 'This happens by signing in.'),
  codeUsed: (): Refusal => refuse('rule', 'code-used', 'This code was used already.'),
  accountLinked: (): Refusal =>
    refuse('rule', 'account-linked', 'Another account was linked already. An administrator can unlink it.'),
  absenceNotYours: (): Refusal =>
    refuse(
      'not-allowed',
      'absence-not-yours',
      'An absence is recorded by the person, their manager, a coordinator or an administrator.',
    ),
  preferenceNotYours: (): Refusal =>
    refuse(
      'not-allowed',
      'preference-not-yours',
      'How a person hears of their tasks is set by the person, a coordinator or an administrator.',
    ),
  messagesNotOptional: (): Refusal =>
    refuse('rule', 'messages-not-optional', 'The council’s settings do not let people turn reminders off.'),
  digestNotOffered: (): Refusal =>
    refuse('rule', 'digest-not-offered', 'The council’s settings offer no daily digest.'),
  digestForAll: (): Refusal =>
    refuse('rule', 'digest-for-all', 'The council’s settings put everybody’s reminders in a daily digest.'),
  unknownPerson: (): Refusal => refuse('not-found', 'person-unknown', 'There is no such person.'),
  unknownTeam: (): Refusal => refuse('not-found', 'team-unknown', 'There is no such team.'),
  unknownAbsence: (): Refusal => refuse('not-found', 'absence-unknown', 'There is no such absence.'),
  unknownToken: (): Refusal => refuse('not-found', 'token-unknown', 'There is no such token.'),
  blank: (what: string): Refusal => refuse('invalid', 'blank', `${what} must not be empty.`),
  badDate: (what: string): Refusal =>
    refuse('invalid', 'date-unknown', `${what} must be a date that exists, written yyyy-MM-dd.`),
  datesReversed: (): Refusal => refuse('invalid', 'dates-reversed', 'The last day must not be before the first.'),
  badEmail: (): Refusal => refuse('invalid', 'email-wrong', 'The e-mail address must look like name@council.gov.uk.'),
  unknownRole: (): Refusal => refuse('invalid', 'role-unknown', 'There is no such role.'),
  noRoles: (): Refusal => refuse('invalid', 'roles-empty', 'A token needs at least one role.'),
  badDigest: (): Refusal =>
    refuse('invalid', 'digest-wrong', 'A token is kept as its SHA-256 digest, 64 hexadecimal digits in lower case.'),
  teamNameTaken: (): Refusal => refuse('rule', 'team-name-taken', 'Another team has this name.'),
  refTaken: (): Refusal => refuse('rule', 'ref-taken', 'Another person has this reference.'),
  managerUnknown: (): Refusal => refuse('invalid', 'manager-unknown', 'The manager is not among the people.'),
  managerLoop: (): Refusal =>
    refuse('rule', 'manager-loop', 'Nobody may be their own manager, directly or by way of others.'),
  deputyIsAbsentee: (): Refusal =>
    refuse('rule', 'deputy-is-absentee', 'A deputy must be somebody else than the person who is away.'),
  deputyNotInPost: (): Refusal =>
    refuse('rule', 'deputy-not-in-post', 'The deputy must be in post for the whole absence.'),
  deputyLoop: (): Refusal =>
    refuse(
      'rule',
      'deputy-loop',
      'The deputy is away on some of these days and has passed work to the person who is away: choose another deputy.',
    ),
  absenceOverlaps: (): Refusal =>
    refuse('rule', 'absence-overlaps', 'The person is already recorded as away on some of these days.'),
  absenceEnded: (): Refusal => refuse('rule', 'absence-ended', 'This absence has already ended.'),
  endsBeforeItBegins: (): Refusal =>
    refuse('invalid', 'dates-reversed', 'The first day back must not be before the absence began.'),
  notInPost: (): Refusal => refuse('rule', 'not-in-post', 'The person is not in post.'),
  tokenRoles: (): Refusal => refuse('rule', 'token-roles', 'A token may carry only roles that the person has.'),
  tokenExpired: (): Refusal => refuse('invalid', 'token-expired', 'The token would have expired already.'),
  tokenKnown: (): Refusal => refuse('rule', 'token-known', 'A token with this digest exists already.'),
  inRow: (row: number, refusal: Refusal): Refusal => ({
    ...refusal,
    sentence: `Row ${row} of the people file: ${refusal.sentence}`,
  }),
  refTwice: (): Refusal => refuse('invalid', 'ref-twice', 'The reference stands in the file more than once.'),
} as const;
