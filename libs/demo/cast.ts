import { londonDateOf } from '#domain';
import type { Actor, PeopleDirectory, PersonRecord, Role } from '#domain';

/** Who plays which part, as actors of the engine. */
export interface Cast {
  readonly auditors: readonly Actor[];
  readonly moderators: readonly Actor[];
  readonly panel: readonly Actor[];
  /** Approves what is left out. */
  readonly approver: Actor;
  person(personId: string | null): Actor | null;
  managerOf(teamId: string | null): Actor | null;
}

const actorOf = ({ personId, roles }: PersonRecord): Actor => ({ id: personId, roles });

export function castOf(directory: PeopleDirectory, now: string): Cast {
  const people = [...directory.people()];
  const inRole = (role: Role): readonly Actor[] => people.filter(({ roles }) => roles.includes(role)).map(actorOf);
  const person = (personId: string | null): Actor | null => {
    const found = personId === null ? undefined : directory.person(personId);
    return found === undefined ? null : actorOf(found);
  };
  const panel = inRole('leader');
  const [approver] = panel;
  if (approver === undefined) throw new Error('The invented council has no leader');
  return {
    auditors: inRole('auditor'),
    moderators: inRole('moderator'),
    panel,
    approver,
    person,
    managerOf: (teamId) =>
      teamId === null ? null : person(directory.managersOf(teamId, londonDateOf(now))[0] ?? null),
  };
}
