import { isRefusal, type Refusal } from '../refusal.js';
import type { PersonDetails, PersonRow } from './commands.js';
import type { PeopleEvent } from './events.js';
import { teamNameKey, type PeopleDirectory, type PersonRecord } from './people-directory.js';
import { changedDetails } from './person-changes.js';
import { faultIn, managedInLoop } from './person-checks.js';
import { peopleRefusals as refused } from './refusals.js';
import { alteration, registration, type SecondPersonContext } from './second-person.js';

/** What a row comes to: the person's id and details with team and manager resolved. */
interface Resolved {
  readonly personId: string;
  readonly ref: string;
  readonly known: PersonRecord | undefined;
  readonly details: PersonDetails;
}

/**
 * The events that bring the directory to what the file says: teams first, then people in the file's order. A row that says
 * what is known already gives none, so the same file again adds nothing, and a file half recorded is finished by sending it
 * again. A handler may append the events in several appends: each stands by itself.
 * @returns the events, or the refusal of the whole file for its first bad row
 */
export function importPeople(
  rows: readonly PersonRow[],
  directory: PeopleDirectory,
  context: SecondPersonContext,
): readonly PeopleEvent[] | Refusal {
  const teams = newTeams(rows, directory, context);
  const resolved = resolve(rows, directory, context, teams);
  if (isRefusal(resolved)) return resolved;
  const managers = new Map(resolved.map(({ personId, details }) => [personId, details.managerId]));
  const managerOf = (id: string) => {
    const inFile = managers.get(id);
    return inFile === undefined ? (directory.person(id)?.managerId ?? null) : inFile;
  };
  const events: PeopleEvent[] = [...teams.values()].map((data) => ({ type: 'team-registered', data }));
  for (const [index, { personId, ref, known, details }] of resolved.entries()) {
    if (managedInLoop(personId, managerOf)) return refused.inRow(index + 1, refused.managerLoop());
    const recorded = known
      ? alteration(known, details, directory, context)
      : registration(personId, ref, details, directory, context);
    if (isRefusal(recorded)) return refused.inRow(index + 1, recorded);
    events.push(...recorded);
  }
  return events;
}

function newTeams(
  rows: readonly PersonRow[],
  directory: PeopleDirectory,
  context: SecondPersonContext,
): Map<string, { teamId: string; name: string; service: null }> {
  const teams = new Map<string, { teamId: string; name: string; service: null }>();
  for (const { team } of rows) {
    if (team === undefined || team === null || team.trim() === '' || directory.teamByName(team)) continue;
    const key = teamNameKey(team);
    if (!teams.has(key)) {
      teams.set(key, { teamId: context.newId(`team:${key}`), name: team.trim(), service: null });
    }
  }
  return teams;
}

function resolve(
  rows: readonly PersonRow[],
  directory: PeopleDirectory,
  context: SecondPersonContext,
  teams: ReadonlyMap<string, { teamId: string }>,
): readonly Resolved[] | Refusal {
  const ids = new Map<string, string>();
  for (const [index, row] of rows.entries()) {
    const ref = row.ref.trim();
    if (ref === '') return refused.inRow(index + 1, refused.blank('The reference'));
    if (ids.has(ref)) return refused.inRow(index + 1, refused.refTwice());
    ids.set(ref, directory.personByRef(ref)?.personId ?? context.newId(`person in row ${index}`));
  }
  const resolved: Resolved[] = [];
  for (const [index, row] of rows.entries()) {
    const ref = row.ref.trim();
    const manager = row.manager?.trim();
    const managerId = manager ? (ids.get(manager) ?? directory.personByRef(manager)?.personId) : null;
    if (managerId === undefined) return refused.inRow(index + 1, refused.managerUnknown());
    const team = row.team?.trim();
    const teamId = team ? ((directory.teamByName(team) ?? teams.get(teamNameKey(team)))?.teamId ?? null) : null;
    const known = directory.personByRef(ref);
    const changes = {
      ...row,
      ...(row.team !== undefined && { teamId }),
      ...(row.manager !== undefined && { managerId }),
    };
    const details = changedDetails(known, changes, context);
    if (isRefusal(details)) return details;
    const fault = faultIn(details);
    if (fault) return refused.inRow(index + 1, fault);
    resolved.push({ personId: ids.get(ref) ?? context.newId(`person in row ${index}`), ref, known, details });
  }
  return resolved;
}
