import type { Personal } from '../personal.js';
import type { Role } from '../roles.js';

export interface PersonFacts {
  readonly personId: string;
  readonly ref: Personal;
  readonly teamId: string | null;
  readonly managerId: string | null;
  readonly roles: readonly Role[];
  readonly from: string | null;
  readonly to: string | null;
}

export interface TeamFacts {
  readonly teamId: string;
  readonly name: string;
  readonly service: string | null;
}

/** People and teams as they are now, for deciders. No names of people: a rule never needs one. */
export interface Directory {
  person(personId: string): PersonFacts | undefined;
  /** Only where references were opened beforehand: at rest they are sealed. */
  personByRef(ref: string): PersonFacts | undefined;
  team(teamId: string): TeamFacts | undefined;
  teams(): Iterable<TeamFacts>;
  teamByName(name: string): TeamFacts | undefined;
  /** In post on a date (dated joiners and leavers). */
  inPost(personId: string, date: string): boolean;
  /** The team's managers in post on a date: people of the team with the role team_manager. */
  managersOf(teamId: string, date: string): readonly string[];
  /** Everybody who belongs to a team, in post or not. */
  membersOf(teamId: string): readonly PersonFacts[];
  /** Everybody whose line manager this person is, in post or not. */
  reportsOf(personId: string): readonly PersonFacts[];
  /** Everybody with a role who is in post on a date. */
  withRole(role: Role, date: string): readonly PersonFacts[];
  /** Whether a recorded absence lasts on a date, and who stands in for them meanwhile; null where they are not away. */
  awayOn(personId: string, date: string): { readonly deputies: readonly string[] } | null;
  /** The people for whom this person stands in on a date (recorded absences with a deputy), themself first. */
  standsInFor(personId: string, date: string): readonly string[];
}
