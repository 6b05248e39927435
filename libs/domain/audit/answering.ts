import { headOfServiceOf } from '../settings/responsibilities.js';
import type { Responsibilities } from '../settings/programme-settings.js';
import type { Directory } from '../people/directory.js';
import type { SelectedAudit } from './state.js';

/** What it depends on who answers for an audit, besides its own history. Always current, never pinned. */
export interface Council {
  readonly directory: Directory;
  /** London date. */
  readonly today: string;
  readonly responsibilities: Responsibilities;
}

/**
 * To whom something falls where nobody is there for it, nearest first: the line of management above some people, the head
 * of the case's service, the programme lead, the coordinators, the leaders. Ranks may be empty of people who are there.
 */
export function ranksAbove(
  from: readonly string[],
  audit: Pick<SelectedAudit, 'service'>,
  council: Council,
): readonly (readonly string[])[] {
  const { directory, today } = council;
  const inRole = (role: 'coordinator' | 'leader') => directory.withRole(role, today).map(({ personId }) => personId);
  return [...lineAbove(from, council), ...named(audit, council), inRole('coordinator'), inRole('leader')];
}

/** The head of the case's service and the programme lead, where the settings name them. */
export function named(
  { service }: Pick<SelectedAudit, 'service'>,
  { responsibilities }: Council,
): readonly (readonly string[])[] {
  return [headOfServiceOf(responsibilities, service), responsibilities.programmeLead].flatMap((personId) =>
    personId === null ? [] : [[personId]],
  );
}

/** The managers of some people, theirs, and so on; nobody twice, so that a circle in the people file ends it. */
export function lineAbove(from: readonly string[], council: Council): readonly (readonly string[])[] {
  const seen = new Set(from);
  const ranks: (readonly string[])[] = [];
  for (let rank = from; rank.length > 0;) {
    rank = [...new Set(rank.flatMap((person) => managersOf(person, council)))].filter((person) => !seen.has(person));
    for (const person of rank) seen.add(person);
    if (rank.length > 0) ranks.push(rank);
  }
  return ranks;
}

/** The line manager; the managers of their team where they have none in post and manage no team themself. */
export function managersOf(personId: string, { directory, today }: Council): readonly string[] {
  const person = directory.person(personId);
  if (person === undefined) return [];
  const { managerId, teamId, roles } = person;
  const line = managerId === null ? [] : [managerId];
  if ((managerId !== null && directory.inPost(managerId, today)) || teamId === null || roles.includes('team_manager'))
    return line;
  return [...line, ...directory.managersOf(teamId, today)];
}

/** The managers to whom an audit's outcome goes: its team's, or where it has none in post the case holder's. */
export function teamManagersOf(
  audit: Pick<SelectedAudit, 'teamId' | 'practitionerId'>,
  directory: Directory,
  today: string,
): readonly string[] {
  const ofTeam = audit.teamId === null ? [] : directory.managersOf(audit.teamId, today);
  if (ofTeam.length > 0) return ofTeam;
  const manager = audit.practitionerId === null ? null : (directory.person(audit.practitionerId)?.managerId ?? null);
  return manager !== null && directory.inPost(manager, today) ? [manager] : [];
}

/** Whoever has managed the audit's team, and who holds the case: above them is the line of management that exists. */
export function beneathManagers(
  { teamId, practitionerId }: Pick<SelectedAudit, 'teamId' | 'practitionerId'>,
  directory: Directory,
): readonly string[] {
  const managers =
    teamId === null ? [] : directory.membersOf(teamId).filter(({ roles }) => roles.includes('team_manager'));
  return [...managers.map(({ personId }) => personId), ...(practitionerId === null ? [] : [practitionerId])];
}
