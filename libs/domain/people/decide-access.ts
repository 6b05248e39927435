import type { Actor } from '../actor.js';
import { hasRole } from '../decision-context.js';
import type { DecisionTable } from '../decision-table.js';
import type { PeopleCommand } from './commands.js';
import type { PeopleContext } from './context.js';
import type { PeopleEvent } from './events.js';
import type { PeopleDirectory } from './people-directory.js';
import { peopleRefusals as refused } from './refusals.js';
import { runsPeople } from './second-person.js';

type AccessCommand = Extract<
  PeopleCommand,
  {
    type:
      | 'ChangePassword'
      | 'ChangeSecondFactor'
      | 'UseRecoveryCode'
      | 'LinkProviderAccount'
      | 'UnlinkProviderAccount'
      | 'EndSessions';
  }
>;

const DIGEST = /^[0-9a-f]{64}$/;

/** Nobody sets what somebody signs in by on their behalf. */
const isInPerson = ({ id, through }: Actor, personId: string): boolean => id === personId && through === undefined;

/** How people sign in to the pages, once they have been let in. */
export const access: DecisionTable<PeopleDirectory, AccessCommand, PeopleEvent, PeopleContext> = {
  ChangePassword({ personId, hash }, directory, { actor }) {
    if (!isInPerson(actor, personId)) return refused.accountNotYours();
    if (directory.accessOf(personId).passwordHash === null) return refused.noPassword();
    return [{ type: 'password-set', data: { personId, hash } }];
  },

  ChangeSecondFactor({ personId, secret, recoveryCodes }, directory, { actor }) {
    if (!isInPerson(actor, personId)) return refused.accountNotYours();
    if (directory.accessOf(personId).passwordHash === null) return refused.noPassword();
    return [{ type: 'second-factor-set', data: { personId, secret, recoveryCodes } }];
  },

  UseRecoveryCode({ personId, place }, directory, { actor }) {
    if (!hasRole(actor, 'system')) return refused.signInOnly();
    const code = directory.accessOf(personId).secondFactor?.recoveryCodes[place] ?? null;
    return code === null ? refused.codeUsed() : [{ type: 'recovery-code-used', data: { personId, place } }];
  },

  LinkProviderAccount({ personId, digest }, directory, { actor }) {
    if (!hasRole(actor, 'system')) return refused.signInOnly();
    if (!directory.person(personId)) return refused.unknownPerson();
    if (!DIGEST.test(digest)) return refused.badDigest();
    const known = directory.accessOf(personId).providerAccount;
    if (known === digest) return [];
    // once, by an address: from then on only an administrator or a coordinator opens the way to another account
    if (known !== null || directory.personByProviderAccount(digest) !== undefined) return refused.accountLinked();
    return [{ type: 'provider-account-linked', data: { personId, digest } }];
  },

  UnlinkProviderAccount({ personId }, directory, { actor }) {
    if (!runsPeople(actor)) return refused.notYours();
    if (!directory.person(personId)) return refused.unknownPerson();
    if (directory.accessOf(personId).providerAccount === null) return [];
    return [{ type: 'provider-account-unlinked', data: { personId } }];
  },

  EndSessions({ personId }, directory, { actor }) {
    if (!runsPeople(actor) && actor.id !== personId) return refused.notYours();
    if (!directory.person(personId)) return refused.unknownPerson();
    return [{ type: 'sessions-ended', data: { personId } }];
  },
};
