import { OPERATOR_ID, giverOf, type Actor } from '../actor.js';
import { hasRole, type DecisionContext } from '../decision-context.js';
import { isDutyOf } from '../duties.js';
import type { Personal } from '../personal.js';
import type { Refusal } from '../refusal.js';
import type { PersonDetails } from './commands.js';
import type { PeopleEvent } from './events.js';
import type { Role } from '../roles.js';
import type { PeopleDirectory, PendingChange, PersonRecord } from './people-directory.js';
import { peopleRefusals as refused } from './refusals.js';
import { thoseWhoCanSignIn } from './sign-in.js';

/**
 * Two people give somebody a role, or the address that lets them in: one asks, another confirms. Until the first person
 * has been let in there is nobody to ask and nobody to be taken for, and what the operator enters counts at once.
 */
export interface SecondPersonContext extends DecisionContext {
  /** A recorded personal value in clear, null once it is erased: only the handler can open it. */
  readonly opened: (recorded: Personal) => string | null;
  /** Everybody in it is invented, and played by whoever looks at it. */
  readonly demonstration?: boolean;
}

export const runsPeople = (actor: Actor): boolean => isDutyOf(actor, 'people');

/** The command line without --as may: it is how a council gets its first administrator. */
const mayGrantAdministrator = (actor: Actor): boolean => hasRole(actor, 'administrator') || actor.id === OPERATOR_ID;

/** Who really gives the command. In a demonstration one person plays all the parts. */
export const giverIn = ({ actor, demonstration = false }: SecondPersonContext): string =>
  demonstration ? actor.id : giverOf(actor);

/** What registering a person comes to. */
export function registration(
  personId: string,
  ref: string,
  details: PersonDetails,
  directory: PeopleDirectory,
  context: SecondPersonContext,
): readonly PeopleEvent[] | Refusal {
  if (details.roles.includes('administrator') && !mayGrantAdministrator(context.actor)) {
    return refused.administratorNotYours();
  }
  if (!directory.hasLetSomebodyIn) return [{ type: 'person-registered', data: { personId, ref, ...details } }];
  return [
    { type: 'person-registered', data: { personId, ref, ...details, roles: [] } },
    ...(details.roles.length === 0 ? [] : [requested(personId, { roles: details.roles, email: null }, context)]),
  ];
}

/** What changing a person comes to; nothing where everything stands as it should already. */
export function alteration(
  known: PersonRecord,
  details: PersonDetails,
  directory: PeopleDirectory,
  context: SecondPersonContext,
): readonly PeopleEvent[] | Refusal {
  const { personId } = known;
  const { roles, email, ...rest } = details;
  const otherRoles = !sameRoles(known.roles, roles);
  const otherEmail = context.opened(known.email) !== email;
  if (
    known.roles.includes('administrator') !== roles.includes('administrator') &&
    !mayGrantAdministrator(context.actor)
  ) {
    return refused.administratorNotYours();
  }
  if (otherRoles && gains(known, roles) && context.actor.id === personId) return refused.ownRole();
  const otherwise = differs(known, rest, context);
  if (!directory.hasLetSomebodyIn) {
    return otherRoles || otherEmail || otherwise ? [{ type: 'person-changed', data: { personId, ...details } }] : [];
  }
  const waiting = [...directory.pendingChanges()].filter((change) => change.personId === personId);
  const asksRoles = otherRoles && !waiting.some((change) => change.roles !== null && sameRoles(change.roles, roles));
  const asksEmail =
    otherEmail && !waiting.some((change) => change.email !== null && context.opened(change.email) === email);
  return [
    ...(otherwise ? [{ type: 'person-changed', data: { personId, ...rest } } as const] : []),
    ...(asksRoles ? [requested(personId, { roles, email: null }, context)] : []),
    ...(asksEmail ? [requested(personId, { roles: null, email }, context)] : []),
  ];
}

function requested(
  personId: string,
  change: { readonly roles: readonly Role[] | null; readonly email: string | null },
  context: SecondPersonContext,
): PeopleEvent {
  const changeId = context.newId(`change of ${change.roles === null ? 'address' : 'roles'} of ${personId}`);
  return {
    type: 'person-change-requested',
    data: { changeId, personId, ...change, requestedBy: giverIn(context) },
  };
}

/** Why somebody may not confirm a change; null where they may. */
export function againstConfirming(
  change: PendingChange,
  directory: PeopleDirectory,
  context: SecondPersonContext,
): Refusal | null {
  const { personId, roles, requestedBy } = change;
  const known = directory.person(personId);
  if (!known) return refused.unknownPerson();
  if (giverIn(context) === requestedBy) return refused.secondPersonMissing();
  if (roles !== null && gains(known, roles) && context.actor.id === personId) return refused.ownRole();
  return null;
}

/**
 * Whether the operator may be one of two people: only while there are not two administrators or coordinators who can
 * sign in. So a council can be set up with one.
 */
export function operatorStandsIn(directory: PeopleDirectory, today: string): boolean {
  const able = new Set<string>();
  for (const { personId, roles } of thoseWhoCanSignIn(directory, today)) {
    if (isDutyOf({ roles }, 'people')) able.add(personId);
  }
  return able.size < 2;
}

const gains = ({ roles: before }: PersonRecord, roles: readonly Role[]): boolean =>
  roles.some((role) => !before.includes(role));

const sameRoles = (one: readonly Role[], other: readonly Role[]): boolean =>
  one.length === other.length && one.every((role) => other.includes(role));

function differs(
  known: PersonRecord,
  details: Omit<PersonDetails, 'roles' | 'email'>,
  { opened }: SecondPersonContext,
): boolean {
  return (
    known.teamId !== details.teamId ||
    known.managerId !== details.managerId ||
    known.from !== details.from ||
    known.to !== details.to ||
    known.aliases.length !== details.aliases.length ||
    opened(known.name) !== details.name ||
    known.aliases.some((alias, index) => opened(alias) !== details.aliases[index])
  );
}
