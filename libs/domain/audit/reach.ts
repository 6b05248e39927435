import { managersOf, type Council } from './answering.js';
import { mayAnswerForOthers } from './ownership.js';
import { invitedTo } from './invited.js';
import { isSelected, type AuditState } from './state.js';
import { LIVE } from '../workflow/stages.js';
import { actsFor, type Standing } from './standing.js';
import { obligationsOf } from './obligations.js';
import { couldBe, isThere } from './who.js';

/** Stands for the audits that are under way, or on which something is owed. */
const UNDER_WAY = 'live';
/** Stands for the audits without a team. */
const NO_TEAM = 'no team';

/**
 * Where somebody looks for the audits of which they may read something, so that nobody has to look through all: `all`, or
 * the keys of `keysOf` under which every one of them stands, and others beside. What they may read of each, `readingOf`
 * says. `audit/reach.long.spec.ts` holds it.
 */
export function reachOf(standing: Standing): 'all' | readonly string[] {
  const { actor, directory, today } = standing;
  // To these all audits that are over are open, but for few.
  if (actor.roles.some((role) => ['coordinator', 'leader', 'moderator', 'system'].includes(role))) return 'all';
  const people = actsFor(standing);
  const keys = new Set([...people, ...peopleBeneath(people, standing)]);
  const teams = [...directory.teams()].map(({ teamId }) => ({ teamId, managers: directory.managersOf(teamId, today) }));
  for (const { teamId, managers } of teams)
    if (managers.some((managerId) => people.includes(managerId))) keys.add(teamId);
  const isInLine =
    couldBe('panel-member', standing) ||
    people.length > 1 ||
    (mayAnswerForOthers(standing) && !isAuditorOnly(standing));
  if (!isInLine) return [...keys];
  keys.add(UNDER_WAY).add(NO_TEAM);
  // Where no manager of a team is there, its audits are answered for above them.
  for (const { teamId, managers } of teams)
    if (!managers.some((managerId) => isThere(managerId, standing))) keys.add(teamId);
  return [...keys];
}

/** Those above whom one of some people is the nearest in the line of management that is there, and all their own reports. */
function peopleBeneath(people: readonly string[], council: Council): readonly string[] {
  const found = new Set<string>();
  for (let rank = people; rank.length > 0;) {
    const beneath = new Set(rank.flatMap((personId) => directlyBeneath(personId, council)));
    rank = [...beneath].filter((personId) => !found.has(personId) && !isThere(personId, council));
    for (const personId of beneath) found.add(personId);
  }
  return [...found];
}

/** Whom somebody manages as their line manager, or for want of one as the manager of their team. */
function directlyBeneath(managerId: string, council: Council): readonly string[] {
  const { directory, today } = council;
  const teamId = directory.person(managerId)?.teamId ?? null;
  const ofTeam =
    teamId !== null && directory.managersOf(teamId, today).includes(managerId) ? directory.membersOf(teamId) : [];
  return [
    ...directory.reportsOf(managerId),
    ...ofTeam.filter(({ personId }) => managersOf(personId, council).includes(managerId)),
  ].map(({ personId }) => personId);
}

/** To whom, of all that may fall to others, only that falls which they arranged themself: they are named on it. */
function isAuditorOnly({ actor, directory, responsibilities }: Standing): boolean {
  const { headsOfService, programmeLead } = responsibilities;
  return (
    (directory.person(actor.id)?.roles ?? []).every((role) => role === 'auditor' || role === 'practitioner') &&
    directory.reportsOf(actor.id).length === 0 &&
    programmeLead !== actor.id &&
    headsOfService.every(({ personId }) => personId !== actor.id)
  );
}

/** Under what an audit stands: everybody it names to whom it may open, its team, and that something may be owed on it. */
export function keysOf(state: AuditState): readonly string[] {
  if (!isSelected(state)) return [];
  const { auditor, practitionerId, moderation, actions, teamId, response, extensions } = state;
  const people = [
    auditor?.auditorId,
    practitionerId,
    moderation?.claimedBy,
    moderation?.decidedBy,
    ...actions.flatMap(({ ownerId, managerId }) => [ownerId, managerId]),
    ...(response?.copies ?? []),
    ...(extensions ?? []).map(({ askedBy }) => askedBy),
    ...invitedTo(state),
  ].flatMap((personId) => personId ?? []);
  // A safety concern outlasts an audit that is withdrawn.
  const isUnderWay = LIVE.some((stage) => stage === state.stage) || obligationsOf(state).length > 0;
  return [...new Set([...people, teamId ?? NO_TEAM, ...(isUnderWay ? [UNDER_WAY] : [])])];
}
