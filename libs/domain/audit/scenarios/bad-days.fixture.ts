import fc from 'fast-check';
import type { PeopleEvent } from '../../people/events.js';
import type { Role } from '../../roles.js';
import { foldDirectory, type PeopleDirectory } from '../../people/people-directory.js';
import { DEFAULT_RESPONSIBILITIES } from '../../settings/default-settings.js';
import type { Responsibilities } from '../../settings/programme-settings.js';
import { directory } from './council.fixture.js';

/** Auditors from elsewhere, so that there is always somebody an audit can be given to. */
export const EXTERNAL = 'exa';
const IDS = [...directory.people()].map(({ personId }) => personId);

interface Turn {
  readonly whereabouts: 'here' | 'left' | 'away';
  readonly deputy: string | null;
  readonly extraRole: Role | null;
  readonly moved: boolean;
  /** Whose report they have become; undefined where nothing changed. */
  readonly manager: string | null | undefined;
}

const person = fc.constantFrom(...IDS);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 1 });

const turn: fc.Arbitrary<Turn> = fc.record({
  whereabouts: fc.constantFrom('here', 'here', 'left', 'away'),
  deputy: maybe(person),
  extraRole: fc.option(fc.constantFrom<Role>('team_manager', 'moderator', 'auditor', 'leader', 'coordinator'), {
    nil: null,
    freq: 4,
  }),
  moved: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
  manager: fc.option(maybe(person), { nil: undefined, freq: 1 }),
});

const responsibilities: fc.Arbitrary<Responsibilities> = fc.record({
  headsOfService: maybe(person).map((personId) => (personId === null ? [] : [{ service: 'Safeguarding', personId }])),
  programmeLead: maybe(person),
  disputesPanel: fc.oneof(
    fc.constant(DEFAULT_RESPONSIBILITIES.disputesPanel),
    fc.record({ roles: fc.subarray<Role>(['leader', 'moderator']), people: fc.array(person, { maxLength: 2 }) }),
  ),
});

export interface BadDay {
  readonly directory: PeopleDirectory;
  readonly responsibilities: Responsibilities;
}

/** A council on a bad day: people gone, away with and without deputies, in other teams, in more roles than they had. */
export const councils = fc
  .record({ turns: fc.array(turn, { minLength: IDS.length, maxLength: IDS.length }), responsibilities })
  .map(({ turns, ...rest }) => ({ ...rest, directory: foldDirectory(turns.flatMap(changesTo), withExternal) }));

const changed = (personId: string, change: object): PeopleEvent[] => {
  const before = directory.person(personId);
  return before === undefined ? [] : [{ type: 'person-changed', data: { ...before, ...change } }];
};

const withExternal: PeopleDirectory = foldDirectory(
  changed('amir', {}).flatMap(({ data }) => [
    {
      type: 'person-registered',
      data: { ...directory.person('amir')!, ...data, personId: EXTERNAL, ref: EXTERNAL, teamId: null, managerId: null },
    } as PeopleEvent,
  ]),
  directory,
);

function changesTo({ whereabouts, deputy, extraRole, moved, manager }: Turn, index: number): PeopleEvent[] {
  const personId = IDS[index] ?? '';
  const roles = directory.person(personId)?.roles ?? [];
  const change = {
    roles: extraRole === null ? roles : [...new Set([...roles, extraRole])],
    ...(whereabouts === 'left' ? { to: '2026-04-30' } : {}),
    ...(moved ? { teamId: 'north' } : {}),
    ...(manager === undefined ? {} : { managerId: manager }),
  };
  const absence: PeopleEvent = {
    type: 'absence-recorded',
    data: { absenceId: `a-${personId}`, personId, from: '2026-01-01', to: null, deputyId: deputy },
  };
  return [...changed(personId, change), ...(whereabouts === 'away' ? [absence] : [])];
}

/** The same council with two more people in a role, who have had no part in any audit. */
export const staffed = (council: BadDay, role: Role): BadDay => ({
  ...council,
  directory: foldDirectory(
    ['cox', 'coy'].map((personId): PeopleEvent => ({
      type: 'person-registered',
      data: { ...directory.person('cora')!, personId, ref: personId, teamId: null, managerId: null, roles: [role] },
    })),
    council.directory,
  ),
});
