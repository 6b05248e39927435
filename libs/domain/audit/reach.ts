import { teamManagersOf } from './answering.js';
import { mayAnswerForOthers } from './ownership.js';
import { invitedTo } from './invited.js';
import { isSelected, type AuditState } from './state.js';
import { LIVE } from '../workflow/stages.js';
import { actsFor, type Standing } from './standing.js';
import { answeringManagersOf, couldBe } from './who.js';

/** Stands for the audits that are under way. */
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
  const reports = people.flatMap((personId) => directory.reportsOf(personId)).map(({ personId }) => personId);
  const keys = new Set([...people, ...reports]);
  for (const { teamId } of directory.teams())
    if (directory.managersOf(teamId, today).some((managerId) => people.includes(managerId))) keys.add(teamId);
  const isInLine =
    couldBe('panel-member', standing) ||
    people.length > 1 ||
    (mayAnswerForOthers(standing) && !isAuditorOnly(standing));
  if (!isInLine) return [...keys];
  keys.add(UNDER_WAY).add(NO_TEAM);
  // Where no manager of a team is there, its audits are answered for above them.
  for (const { teamId, service } of directory.teams()) {
    const own = teamManagersOf({ teamId, practitionerId: null }, directory, today);
    const answering = answeringManagersOf({ teamId, practitionerId: null, service }, standing);
    if (own.length === 0 || answering.some((managerId) => !own.includes(managerId))) keys.add(teamId);
  }
  return [...keys];
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

/** Under what an audit stands: everybody it names to whom it may open, its team, and that it is under way. */
export function keysOf(state: AuditState): readonly string[] {
  if (!isSelected(state)) return [];
  const { auditor, practitionerId, moderation, actions, teamId, response } = state;
  const people = [
    auditor?.auditorId,
    practitionerId,
    moderation?.claimedBy,
    moderation?.decidedBy,
    ...actions.flatMap(({ ownerId, managerId }) => [ownerId, managerId]),
    ...(response?.copies ?? []),
    ...invitedTo(state),
  ].flatMap((personId) => personId ?? []);
  const isUnderWay = LIVE.some((stage) => stage === state.stage);
  return [...new Set([...people, teamId ?? NO_TEAM, ...(isUnderWay ? [UNDER_WAY] : [])])];
}
