import { auditorGroupOf } from '../audit/auditor-group.js';
import { datePartsOf } from '../calendar/iso-date.js';
import { awayThroughout } from '../people/absence.js';
import type { Absence } from '../people/absence.js';
import type { Directory } from '../people/directory.js';
import type { Expectation, ProgrammeSettings, Responsibilities } from '../settings/programme-settings.js';
import { roundPeriodOf, type RoundPeriod } from '../settings/round-periods.js';
import { byCodeUnits } from '../text-order.js';
import type { ExpectedOf } from './events.js';

/** The council, as far as it says of whom audits are expected. */
export interface Expecting {
  readonly directory: Directory & { people(): Iterable<{ readonly personId: string }> } & {
    absencesOf(personId: string): readonly Absence[];
  };
  readonly responsibilities: Responsibilities;
}

/**
 * Everybody of whom an expectation asks audits in a period, by id: who is in post from its first day to its last, as far as
 * that is known, and holds the role, is of the group or is the person it names.
 */
export function expectedOf(
  { role, group, personId }: Pick<Expectation, 'role' | 'group' | 'personId'>,
  { from, to }: Pick<RoundPeriod, 'from' | 'to'>,
  council: Expecting,
): readonly ExpectedOf[] {
  const { directory } = council;
  const isMeant = (id: string): boolean =>
    (role === null || directory.person(id)?.roles.includes(role) === true) &&
    (group === null || auditorGroupOf(id, council) === group) &&
    (personId === null || personId === id);
  return [...directory.people()]
    .map((person) => person.personId)
    .filter((id) => directory.inPost(id, from) && directory.inPost(id, to) && isMeant(id))
    .sort(byCodeUnits)
    .map((id) => ({
      personId: id,
      group: auditorGroupOf(id, council),
      isAway: awayThroughout(directory.absencesOf(id), { from, to }),
    }));
}

/** The period of an expectation a day falls in; null where it is a month in which no audits are done. */
export function expectedPeriod(
  every: Expectation['every'],
  date: string,
  { excludedMonths }: Pick<ProgrammeSettings, 'excludedMonths'>,
): RoundPeriod | null {
  const isExcluded = every === 'month' && excludedMonths.includes(datePartsOf(date).month);
  return isExcluded ? null : roundPeriodOf(every, date);
}
