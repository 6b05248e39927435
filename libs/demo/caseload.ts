import { addDays } from '#domain';
import type { Chance } from './chance.js';
import { TEAMS } from './roster.js';
import type { RosterPerson } from './roster.js';

interface Child {
  readonly id: string;
  readonly family: string;
  readonly status: string;
  readonly team: string;
  readonly service: string;
  readonly worker: string;
  readonly from: string;
  readonly to: string | null;
}

const STATUS_BY_SERVICE: Readonly<Record<string, readonly [string, ...string[]]>> = {
  Assessment: ['child in need'],
  Safeguarding: ['child in need', 'child protection', 'child protection'],
  'Children in care': ['looked after'],
  'Disabled children': ['child in need', 'looked after'],
};
const CHILDREN = 620;
/** One worker in this many left and is not in the people file; one in this many cases has nobody. */
const UNKNOWN_WORKER = 0.02;
const NO_WORKER = 0.015;

/** Invented children who come and go over the period. */
export function children(luck: Chance, people: readonly RosterPerson[], from: string, days: number): readonly Child[] {
  const workers = new Map<string, RosterPerson[]>();
  for (const person of people) {
    if (!person.roles.includes('practitioner') || person.team === null) continue;
    workers.set(person.team, [...(workers.get(person.team) ?? []), person]);
  }
  return Array.from({ length: CHILDREN }, (_, index): Child => {
    const team = TEAMS[luck.between(0, TEAMS.length - 1)] ?? { name: 'Leaving Care', service: 'Children in care' };
    const start = luck.between(-300, days);
    const stays = luck.between(120, 700);
    const holder = workers.get(team.name)?.[luck.between(0, 3)]?.name ?? '';
    const statuses = team.name === 'Leaving Care' ? (['care leaver'] as const) : STATUS_BY_SERVICE[team.service];
    return {
      id: String(410_000 + index * 7 + luck.between(0, 6)).padStart(7, '0'),
      // every fourth child is the sibling of the one before
      family: `F${String(index - (index % 4 === 3 ? 1 : 0)).padStart(4, '0')}`,
      status: luck.pick(statuses ?? ['child in need']),
      team: team.name,
      service: team.service,
      worker: luck.happens(UNKNOWN_WORKER) ? 'Agency Worker' : luck.happens(NO_WORKER) ? '#N/A' : holder,
      from: addDays(from, start),
      to: start + stays > days ? null : addDays(from, start + stays),
    };
  });
}

/** The caseload file of a day: children open then, and those whose case closed in the month before. */
export function caseloadFile(all: readonly Child[], asAt: string): Uint8Array {
  const monthBefore = addDays(asAt, -31);
  const rows = all
    .filter(({ from, to }) => from <= asAt && (to === null || to >= monthBefore))
    .map(({ id, family, status, team, service, worker, from, to }) =>
      [id, status, team, worker, service, family, from, to !== null && to <= asAt ? to : ''].join(','),
    );
  return Buffer.from(['Child ID,Status,Team,Worker,Service,Family,Start,End', ...rows].join('\n'));
}
