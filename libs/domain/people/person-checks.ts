import { isIsoDate } from '../calendar/iso-date.js';
import type { Refusal } from '../refusal.js';
import type { PersonDetails } from './commands.js';
import { ROLES, type Role } from '../roles.js';
import { peopleRefusals as refused } from './refusals.js';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What is wrong with a person's details by themselves, whoever else there is; null when nothing is. */
export function faultIn(details: Pick<PersonDetails, 'name' | 'email' | 'roles' | 'from' | 'to'>): Refusal | null {
  if (details.name.trim() === '') return refused.blank('The name');
  if (details.email !== '' && !EMAIL.test(details.email)) return refused.badEmail();
  return faultInRoles(details.roles) ?? faultInDates(details.from, details.to);
}

export function faultInRoles(roles: readonly Role[]): Refusal | null {
  return roles.every((role) => ROLES.includes(role)) ? null : refused.unknownRole();
}

export function faultInDates(from: string | null, to: string | null): Refusal | null {
  if (from !== null && !isIsoDate(from)) return refused.badDate('The first day');
  if (to !== null && !isIsoDate(to)) return refused.badDate('The last day');
  return from !== null && to !== null && to < from ? refused.datesReversed() : null;
}

/** Whether going up from a person through managers comes back to where it has been. */
export function managedInLoop(personId: string, managerOf: (personId: string) => string | null): boolean {
  const above = new Set<string>();
  for (let next: string | null = personId; next !== null; next = managerOf(next)) {
    if (above.has(next)) return true;
    above.add(next);
  }
  return false;
}
