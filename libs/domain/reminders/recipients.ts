import { lastsOn } from '../people/absence.js';
import type { PeopleDirectory } from '../people/people-directory.js';
import type { Role } from '../people/events.js';
import { partyRoles, type Party } from '../workflow/parties.js';
import type { ObligationOwner } from '../audit/obligations.js';
import type { SelectedAudit } from '../audit/state.js';
import { isParty, teamManagersOf } from '../audit/who.js';
import { RUNGS, type Rung } from './steps.js';

/** Why somebody hears of what another owes. */
export type StandIn = 'absent' | 'left' | 'nobody';

export interface Recipient {
  readonly personId: string;
  /** For whom they stand in, null where for nobody named. */
  readonly insteadOf: string | null;
  readonly because: StandIn | null;
}

interface Asked {
  readonly owner: ObligationOwner;
  readonly rung: Rung;
  readonly audit: SelectedAudit;
  readonly directory: PeopleDirectory;
  /** London date. */
  readonly today: string;
}

/**
 * Who hears of an obligation on a day: its owner, or whoever is so many managers above. A deputy hears for somebody absent, a
 * manager for somebody who has left, the coordinators where there is nobody.
 */
export function recipientsOf({ owner, rung, audit, directory, today }: Asked): readonly Recipient[] {
  const owners = 'personId' in owner ? [owner.personId] : membersOf(owner.party, audit, directory, today);
  const meant = owners.flatMap((personId) => aboveThem(personId, RUNGS.indexOf(rung), directory, today));
  const found = meant.flatMap((personId) => whoHearsFor(personId, directory, today));
  if (found.length === 0) {
    return withRole('coordinator', directory, today).map((personId) => ({
      personId,
      insteadOf: meant[0] ?? owners[0] ?? null,
      because: 'nobody',
    }));
  }
  return found.filter(({ personId }, index) => found.findIndex((other) => other.personId === personId) === index);
}

/** Everyone in post who is a party to the audit in their own right. */
function membersOf(party: Party, audit: SelectedAudit, directory: PeopleDirectory, today: string): readonly string[] {
  if (party === 'team-manager') return teamManagersOf(audit, directory, today);
  return [...directory.people()]
    .filter(({ personId, roles }) => {
      const standing = { actor: { id: personId, roles }, directory, today, hasReadFirstGrade: false };
      return (
        directory.inPost(personId, today) &&
        roles.some((role) => partyRoles[party].includes(role)) &&
        isParty(party, audit, standing)
      );
    })
    .map(({ personId }) => personId);
}

/** Somebody so many managers up, or the topmost there is; leaders where a person has no manager at all. */
function aboveThem(personId: string, levels: number, directory: PeopleDirectory, today: string): readonly string[] {
  let reached = personId;
  for (let level = 0; level < levels; level += 1) {
    const above = managerOf(reached, directory, today);
    if (above === null) break;
    reached = above;
  }
  return levels > 0 && reached === personId ? withRole('leader', directory, today) : [reached];
}

/** The line manager, or a manager of their team. */
function managerOf(personId: string, directory: PeopleDirectory, today: string): string | null {
  const person = directory.person(personId);
  if (person === undefined) return null;
  if (person.managerId !== null && person.managerId !== personId) return person.managerId;
  const ofTeam = person.teamId === null ? [] : directory.managersOf(person.teamId, today);
  return person.roles.includes('team_manager') ? null : (ofTeam.find((manager) => manager !== personId) ?? null);
}

/** The person, their deputy while they are away, or whoever is above them once they have left. */
function whoHearsFor(personId: string, directory: PeopleDirectory, today: string): readonly Recipient[] {
  const passed = new Set<string>();
  let hears = personId;
  let because: StandIn | null = null;
  while (!passed.has(hears)) {
    passed.add(hears);
    const absence = directory.absencesOf(hears).find((away) => lastsOn(away, today) && away.deputyId !== null);
    const next = directory.inPost(hears, today) ? (absence?.deputyId ?? null) : managerOf(hears, directory, today);
    if (next === null) break;
    because = directory.inPost(hears, today) ? (because ?? 'absent') : 'left';
    hears = next;
  }
  if (!directory.inPost(hears, today)) return [];
  return [
    { personId: hears, insteadOf: hears === personId ? null : personId, because: hears === personId ? null : because },
  ];
}

function withRole(role: Role, directory: PeopleDirectory, today: string): readonly string[] {
  return [...directory.people()]
    .filter(({ personId, roles }) => roles.includes(role) && directory.inPost(personId, today))
    .map(({ personId }) => personId);
}
