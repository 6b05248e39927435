import { OPERATOR_ID } from '../actor.js';
import { hasRole } from '../decision-context.js';
import type { DecisionTable } from '../decision-table.js';
import type { PeopleCommand } from './commands.js';
import type { PeopleContext } from './context.js';
import type { PeopleEvent } from './events.js';
import { BY_MAIL, LINK_HOURS, hoursAfter, isBeingSent, opens, type Invitation } from './invitation.js';
import type { PeopleDirectory } from './people-directory.js';
import { peopleRefusals as refused } from './refusals.js';
import { rolesOnEntering } from './sign-in.js';
import { giverIn, operatorStandsIn, runsPeople } from './second-person.js';

type InvitationCommand = Extract<
  PeopleCommand,
  {
    type:
      | 'InvitePerson'
      | 'InviteFirstAdministrator'
      | 'IssueLink'
      | 'RecordLinkSent'
      | 'RecordLinkFailed'
      | 'TakeHalf'
      | 'Enrol'
      | 'SetUpAccount';
  }
>;

const DIGEST = /^[0-9a-f]{64}$/;

/**
 * Letting somebody in. Whoever does so never holds the link itself: it goes to the person's own address, or in two
 * halves to two other people, neither of whom can use it alone.
 */
export const invitations: DecisionTable<PeopleDirectory, InvitationCommand, PeopleEvent, PeopleContext> = {
  InvitePerson({ personId, secondId }, directory, context) {
    if (!runsPeople(context.actor)) return refused.notYours();
    const unable = cannotBeLetIn(personId, directory, context);
    if (unable) return unable;
    const first = giverIn(context);
    if (secondId === null) {
      if (context.mailGoesOut !== true) return refused.noMail();
      return [invited(personId, 'mail', [], context)];
    }
    const holders = [first, secondId];
    if (first === secondId || holders.includes(personId)) return refused.halvesNeedTwo();
    if (holders.includes(OPERATOR_ID) && !operatorStandsIn(directory, context.today))
      return refused.operatorNotNeeded();
    const roles = holders.map((holder) => rolesOfHolder(holder, directory, context.today));
    if (!roles.every((own) => own.includes('administrator') || own.includes('coordinator')))
      return refused.halvesNeedTwo();
    if (!roles.some((own) => own.includes('coordinator'))) return refused.halvesNeedCoordinator();
    return [invited(personId, 'halves', holders, context)];
  },

  InviteFirstAdministrator({ personId, digest }, directory, context) {
    const { actor, now } = context;
    if (actor.id !== OPERATOR_ID) return refused.operatorOnly();
    if (administratorWasLetIn(directory)) return refused.administratorLetIn();
    const unable = cannotBeLetIn(personId, directory, context);
    if (unable) return unable;
    if (directory.person(personId)?.roles.includes('administrator') !== true) return refused.notAnAdministrator();
    if (!DIGEST.test(digest)) return refused.badDigest();
    const invitation = invited(personId, 'operator', [OPERATOR_ID], context);
    return [invitation, issued(invitation.data, OPERATOR_ID, digest, null, now)];
  },

  IssueLink({ personId, digest, sender, answerWithinMs }, directory, { actor, now }) {
    if (!hasRole(actor, 'system')) return refused.engineOnly();
    const invitation = directory.invitationOf(personId);
    if (invitation?.way !== 'mail' || invitation.outcome !== 'waiting') return refused.noInvitation();
    if (now >= invitation.until) return refused.noInvitation();
    if (isBeingSent(invitation, sender, now, answerWithinMs)) return refused.linkBeingSent();
    return [issued(invitation, null, digest, sender, now)];
  },

  RecordLinkSent({ personId, invitationId, channel, messageId }, directory, { actor }) {
    if (!hasRole(actor, 'system')) return refused.engineOnly();
    if (!isWaiting(directory.invitationOf(personId), invitationId)) return [];
    return [{ type: 'enrolment-link-sent', data: { invitationId, personId, channel, messageId } }];
  },

  RecordLinkFailed({ personId, invitationId, code }, directory, { actor }) {
    if (!hasRole(actor, 'system')) return refused.engineOnly();
    if (!isWaiting(directory.invitationOf(personId), invitationId)) return [];
    return [{ type: 'enrolment-link-failed', data: { invitationId, personId, code } }];
  },

  TakeHalf({ personId, digest }, directory, context) {
    const { actor, now } = context;
    if (!runsPeople(actor)) return refused.notYours();
    const invitation = directory.invitationOf(personId);
    const holder = giverIn(context);
    if (invitation?.way !== 'halves' || invitation.outcome !== 'waiting' || now >= invitation.until) {
      return refused.noInvitation();
    }
    if (!invitation.holders.includes(holder)) return refused.halfNotYours();
    if (invitation.links[holder] !== undefined) return refused.halfShown();
    if (!DIGEST.test(digest)) return refused.badDigest();
    return [issued(invitation, holder, digest, null, now)];
  },

  Enrol({ personId, digests, tokenDigest }, directory, context) {
    const invitation = opened(personId, digests, directory, context);
    if (invitation === undefined) return refused.linkNotGood();
    // a token by a link alone would be a way in by one factor
    if (!secondFactorMayBeLeftOut(context)) return refused.linkLeadsToPages();
    const { invitationId } = invitation;
    const tokenId = context.newId('token');
    const roles = directory.person(personId)?.roles ?? [];
    return [
      { type: 'person-enrolled', data: { invitationId, personId, tokenId } },
      {
        type: 'token-created',
        data: { tokenId, personId, roles, digest: tokenDigest, expiresOn: null, whole: true },
      },
    ];
  },

  SetUpAccount({ personId, digests, hash, secondFactor }, directory, context) {
    const invitation = opened(personId, digests, directory, context);
    if (invitation === undefined) return refused.linkNotGood();
    if (secondFactor === null && !secondFactorMayBeLeftOut(context)) return refused.secondFactorMissing();
    const { invitationId } = invitation;
    return [
      { type: 'person-enrolled', data: { invitationId, personId, tokenId: null } },
      { type: 'password-set', data: { personId, hash } },
      ...(secondFactor === null
        ? []
        : [{ type: 'second-factor-set', data: { personId, ...secondFactor } } satisfies PeopleEvent]),
    ];
  },
};

/** Outside a demonstration the council says so in its settings, with the reason in their note. */
export const secondFactorMayBeLeftOut = ({
  demonstration,
  secondFactorOptional,
}: Pick<PeopleContext, 'demonstration' | 'secondFactorOptional'>): boolean =>
  demonstration === true || secondFactorOptional === true;

/** The invitation that secrets open for whoever redeems them, if they may be let in. */
function opened(
  personId: string,
  digests: readonly string[],
  directory: PeopleDirectory,
  { actor, now, today }: PeopleContext,
): Invitation | undefined {
  const invitation = directory.invitationOf(personId);
  const mayEnter = actor.id === personId && rolesOnEntering(directory, personId, today).length > 0;
  return invitation !== undefined && opens(invitation, digests, now) && mayEnter ? invitation : undefined;
}

/** Whose invitation secrets open at an instant. */
export function invitationOpenedBy(
  directory: PeopleDirectory,
  digests: readonly string[],
  now: string,
): Invitation | undefined {
  // all of them, however early one is found
  return [...directory.invitations()].filter((invitation) => opens(invitation, digests, now))[0];
}

function cannotBeLetIn(personId: string, directory: PeopleDirectory, { today }: PeopleContext) {
  const person = directory.person(personId);
  if (!person) return refused.unknownPerson();
  if (person.to !== null && person.to < today) return refused.notInPost();
  return person.roles.length === 0 ? refused.noRolesYet() : null;
}

function administratorWasLetIn(directory: PeopleDirectory): boolean {
  const isAdministrator = (personId: string): boolean =>
    directory.person(personId)?.roles.includes('administrator') === true;
  return (
    [...directory.ownTokens()].some(
      ({ roles, whole, personId }) => roles.includes('administrator') || (whole && isAdministrator(personId)),
    ) || [...directory.peopleWithAccess()].some(([personId, { hasEntered }]) => hasEntered && isAdministrator(personId))
  );
}

/** The operator is a coordinator. */
function rolesOfHolder(holder: string, directory: PeopleDirectory, today: string): readonly string[] {
  if (holder === OPERATOR_ID) return ['coordinator'];
  return directory.inPost(holder, today) ? (directory.person(holder)?.roles ?? []) : [];
}

function invited(
  personId: string,
  way: Invitation['way'],
  holders: readonly string[],
  context: PeopleContext,
): Extract<PeopleEvent, { type: 'person-invited' }> {
  return {
    type: 'person-invited',
    data: {
      invitationId: context.newId('invitation'),
      personId,
      way,
      holders,
      invitedBy: giverIn(context),
      until: hoursAfter(context.now, LINK_HOURS),
    },
  };
}

function issued(
  { invitationId, personId }: Pick<Invitation, 'invitationId' | 'personId'>,
  holder: string | null,
  digest: string,
  sender: string | null,
  now: string,
): PeopleEvent {
  return {
    type: 'enrolment-link-issued',
    data: {
      invitationId,
      personId,
      holder: holder ?? BY_MAIL,
      digest,
      issuedAt: now,
      expiresAt: hoursAfter(now, LINK_HOURS),
      sender,
    },
  };
}

const isWaiting = (invitation: Invitation | undefined, invitationId: string): boolean =>
  invitation?.invitationId === invitationId && invitation.outcome === 'waiting';
