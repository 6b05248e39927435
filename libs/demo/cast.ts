import type { Actor, PeopleDirectory } from '#domain';

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
