import type { Refusal } from '../refusal.js';
import type { PersonChanges, PersonDetails } from './commands.js';
import type { PersonRecord } from './people-directory.js';
import { peopleRefusals as refused } from './refusals.js';
import type { SecondPersonContext } from './second-person.js';

/** Somebody of whom nothing is said. */
const NOBODY: PersonDetails = {
  name: '',
  aliases: [],
  email: '',
  teamId: null,
  managerId: null,
  roles: [],
  from: null,
  to: null,
};

/** What a person comes to: what the changes leave out is as it is known, or empty where the person is new. */
export function changedDetails(
  known: PersonRecord | undefined,
  changes: PersonChanges,
  { opened }: Pick<SecondPersonContext, 'opened'>,
): PersonDetails | Refusal {
  const before = known === undefined ? NOBODY : detailsKnown(known, opened);
  if (before === null) return refused.erased();
  const details = { ...before, ...stated(changes) };
  return {
    name: details.name.trim(),
    aliases: details.aliases.map((alias) => alias.trim()).filter((alias) => alias !== ''),
    email: details.email.trim(),
    teamId: details.teamId,
    managerId: details.managerId,
    roles: [...new Set(details.roles)],
    from: details.from,
    to: details.to,
  };
}

/** Null where the person's name has been erased. */
function detailsKnown(
  { name, aliases, email, teamId, managerId, roles, from, to }: PersonRecord,
  opened: SecondPersonContext['opened'],
): PersonDetails | null {
  const clear = { name: opened(name), aliases: aliases.map(opened).filter((alias) => alias !== null) };
  if (clear.name === null) return null;
  return { name: clear.name, aliases: clear.aliases, email: opened(email) ?? '', teamId, managerId, roles, from, to };
}

const stated = (changes: PersonChanges): PersonChanges =>
  Object.fromEntries(Object.entries(changes).filter(([field, value]) => field in NOBODY && value !== undefined));
