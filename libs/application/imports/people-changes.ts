import type { PeopleContext, PeopleDirectory, PeopleEvent, PersonRecord } from '#domain';

/** One thing that a file says otherwise than it is known, of a person or of a team. */
export interface PeopleChange {
  /** The reference of the person; null where the change is a team's. */
  readonly ref: string | null;
  /** The person's name, or the team's. */
  readonly name: string;
  readonly field: 'name' | 'aliases' | 'email' | 'team' | 'manager' | 'roles' | 'from' | 'to' | 'service';
  /** As it is known, and as the file says; null for none. Managers by reference, lists parted by semicolons. */
  readonly is: string | null;
  readonly becomes: string | null;
  /** Whether a second person has to confirm it first. */
  readonly waits: boolean;
}

/**
 * What events that are yet to be recorded, and so in clear, change of people and teams who are known.
 * @param opened recorded values in clear
 */
export function changesIn(
  events: readonly PeopleEvent[],
  known: PeopleDirectory,
  opened: PeopleContext['opened'],
): readonly PeopleChange[] {
  const after = known.after(events);
  const clear = (value: Parameters<typeof opened>[0]): string | null => opened(value) || null;
  const refOf = (person: PersonRecord | undefined): string | null => (person === undefined ? null : clear(person.ref));
  const teamOf = (id: string | null): string | null => (id === null ? null : (after.team(id)?.name ?? null));
  const managerOf = (id: string | null): string | null => refOf(id === null ? undefined : after.person(id));
  return events.flatMap((event): PeopleChange[] => {
    if (event.type === 'team-changed') {
      const team = known.team(event.data.teamId);
      return team === undefined
        ? []
        : differing(null, team.name, false, [['service', team.service, event.data.service]]);
    }
    if (event.type !== 'person-changed' && event.type !== 'person-change-requested') return [];
    const person = known.person(event.data.personId);
    if (person === undefined) return [];
    const name = opened(person.name) ?? '';
    const { roles = null, email = null } = event.data;
    const ofSignIn: Compared[] = [
      ...(roles === null ? [] : [['roles', listed(person.roles), listed(roles)] as const]),
      ...(email === null ? [] : [['email', clear(person.email), clear(email)] as const]),
    ];
    if (event.type === 'person-change-requested') return differing(refOf(person), name, true, ofSignIn);
    const { data } = event;
    return differing(refOf(person), name, false, [
      ['name', clear(person.name), clear(data.name)],
      ['aliases', listed(person.aliases.map(clear)), listed(data.aliases.map(clear))],
      ['team', teamOf(person.teamId), teamOf(data.teamId)],
      ['manager', managerOf(person.managerId), managerOf(data.managerId)],
      ['from', person.from, data.from],
      ['to', person.to, data.to],
      ...ofSignIn,
    ]);
  });
}

type Compared = readonly [field: PeopleChange['field'], is: string | null, becomes: string | null];

function differing(ref: string | null, name: string, waits: boolean, compared: readonly Compared[]): PeopleChange[] {
  return compared.flatMap(([field, is, becomes]) => (is === becomes ? [] : [{ ref, name, field, is, becomes, waits }]));
}

const listed = (values: readonly (string | null)[]): string | null => values.join('; ') || null;
