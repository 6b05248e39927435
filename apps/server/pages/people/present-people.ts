import { isTrainedOn } from '#domain';
import type { Absence, Personal, Role, Training } from '#domain';
import type { NamesShown } from '#engine';
import type { PersonRow } from '#projections';
import type { Sort } from '../lists/sorts.js';
import { byName } from '../words/by-name.js';
import { plainDate } from '../words/dates.js';
import { readable } from '../words/readable.js';
import { rolesInWords } from '../words/roles.js';

/** A person as the list says it. */
export interface PersonListed {
  readonly name: string;
  readonly href: string;
  readonly ref: string;
  readonly team: string;
  readonly roles: string;
  readonly standing: string;
}

/** Whether somebody is in post. @param today London date */
export function inPostWords({ from, to }: Pick<PersonRow, 'from' | 'to'>, today: string): string {
  if (from !== null && from > today) return `Begins ${plainDate(from)}`;
  if (to !== null && to < today) return `Left ${plainDate(to)}`;
  return to === null ? 'In post' : `In post until ${plainDate(to)}`;
}

/** How it stands with somebody's training as an auditor. @param today London date */
export function trainingInWords(training: Training | null, today: string): string {
  if (training === null) return 'None recorded';
  const { on, expiresOn } = training;
  if (expiresOn === null) return `Trained on ${plainDate(on)}`;
  return isTrainedOn(training, today)
    ? `Trained on ${plainDate(on)}, until ${plainDate(expiresOn)}`
    : `Ended on ${plainDate(expiresOn)}`;
}

export function presentPeople(people: readonly PersonRow[], today: string): readonly PersonListed[] {
  return people
    .map((person) => ({
      name: readable(person.name, 'Name erased'),
      href: `/people/${person.personId}`,
      ref: readable(person.ref),
      team: person.team ?? 'No team',
      roles: rolesInWords(person.roles),
      standing: inPostWords(person, today),
    }))
    .sort((left, right) => byName(left.name, right.name));
}

/** They come by name. */
export const PEOPLE_SORTS: readonly [Sort<PersonListed>, ...Sort<PersonListed>[]] = [
  { value: '', text: 'Name' },
  { value: 'team', text: 'Team', compare: (left, right) => byName(left.team, right.team) },
  { value: 'role', text: 'Roles', compare: (left, right) => byName(left.roles, right.roles) },
];

export interface AbsenceShown {
  readonly when: string;
  readonly deputy: string;
  /** Where it is ended; null where it is over. */
  readonly endHref: string | null;
}

export function presentAbsences(
  absences: readonly Absence[],
  names: NamesShown,
  today: string,
): readonly AbsenceShown[] {
  return absences.map(({ absenceId, personId, from, to, deputyId, endedOn }) => {
    const until = to === null ? 'until it is ended' : `to ${plainDate(to)}`;
    const isOver = endedOn !== null || (to !== null && to < today);
    return {
      when:
        endedOn === null ? `${plainDate(from)} ${until}` : `${plainDate(from)}, ended: back on ${plainDate(endedOn)}`,
      deputy: deputyId === null ? 'Nobody stands in' : (names[deputyId] ?? 'Name erased'),
      endHref: isOver ? null : `/people/${personId}/absences/${absenceId}/end`,
    };
  });
}

/** A change that waits for a second person. */
export interface WaitingShown {
  readonly changeId: string;
  readonly who: string;
  readonly href: string;
  readonly what: string;
  readonly askedBy: string;
  /** Whoever asked may only take it back. */
  readonly isOwn: boolean;
}

interface Waiting {
  readonly changeId: string;
  readonly personId: string;
  readonly roles: readonly Role[] | null;
  readonly email: Personal | null;
  readonly requestedBy: string;
}

export function presentWaiting(
  changes: readonly Waiting[],
  names: NamesShown,
  actorId: string,
): readonly WaitingShown[] {
  return changes.map(({ changeId, personId, roles, email, requestedBy }) => ({
    changeId,
    who: names[personId] ?? 'Name erased',
    href: `/people/${personId}`,
    what: roles !== null ? `Roles: ${rolesInWords(roles)}` : `E-mail address: ${readable(email)}`,
    askedBy: requestedBy === 'operator' ? 'the operator' : (names[requestedBy] ?? 'somebody'),
    isOwn: requestedBy === actorId || personId === actorId,
  }));
}
