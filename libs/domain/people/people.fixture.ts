import type { Actor } from '../actor.js';
import type { PersonDetails } from './commands.js';
import type { PeopleContext } from './context.js';
import type { PeopleEvent } from './events.js';
import type { Role } from '../roles.js';

export const ADMINISTRATOR: Actor = { id: 'p-admin', roles: ['administrator'] };
export const COORDINATOR: Actor = { id: 'p-coordinator', roles: ['coordinator'] };

export function peopleContext(actor: Actor = ADMINISTRATOR, today = '2024-05-13'): PeopleContext {
  return {
    actor,
    now: `${today}T09:00:00.000Z`,
    today,
    newId: (what) => `id-of-${what}`,
    opened: (recorded) => (typeof recorded === 'string' ? recorded : null),
  };
}

export const DETAILS: PersonDetails = {
  name: 'Amina Okafor',
  aliases: [],
  email: 'amina.okafor@example.gov.uk',
  teamId: null,
  managerId: null,
  roles: ['practitioner'],
  from: null,
  to: null,
};

export function registered(personId: string, details: Partial<PersonDetails> = {}): PeopleEvent {
  return { type: 'person-registered', data: { personId, ref: `ref-${personId}`, ...DETAILS, ...details } };
}

export function team(teamId: string, name = teamId, service: string | null = null): PeopleEvent {
  return { type: 'team-registered', data: { teamId, name, service } };
}

export function away(
  absenceId: string,
  personId: string,
  from: string,
  to: string | null,
  deputyId: string | null,
): PeopleEvent {
  return { type: 'absence-recorded', data: { absenceId, personId, from, to, deputyId } };
}

export function token(
  tokenId: string,
  personId: string,
  roles: readonly Role[],
  expiresOn: string | null = null,
): PeopleEvent {
  return { type: 'token-created', data: { tokenId, personId, roles, digest: digestOf(tokenId), expiresOn } };
}

export function digestOf(tokenId: string): string {
  return [...tokenId]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0');
}
