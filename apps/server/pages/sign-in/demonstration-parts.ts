import { ROLES } from '#domain';
import type { PeopleDirectory, PersonRecord, Role } from '#domain';

/** Somebody of the invented council whom a visitor plays. */
export interface Part {
  readonly role: Role;
  readonly personId: string;
}

/**
 * One person for each role: somebody in post with as few other roles as there are, so that each part shows what that role
 * is for; among them the one with most to do.
 * @param tasksOf how many tasks a person has
 */
export function partsOf(
  directory: PeopleDirectory,
  today: string,
  tasksOf: (personId: string) => number,
): readonly Part[] {
  const inPost = [...directory.people()].filter(({ personId }) => directory.inPost(personId, today));
  return ROLES.flatMap((role) => {
    const [chosen] = inPost.filter(({ roles }) => roles.includes(role)).sort(before(tasksOf));
    return chosen === undefined ? [] : [{ role, personId: chosen.personId }];
  });
}

const before =
  (tasksOf: (personId: string) => number) =>
  (left: PersonRecord, right: PersonRecord): number =>
    left.roles.length - right.roles.length || tasksOf(right.personId) - tasksOf(left.personId);
