import type { Actor } from '../actor.js';
import type { Directory } from '../people/directory.js';
import { partyRoles, type Party } from '../workflow/parties.js';
import { auditWorkflow } from '../workflow/table.js';
import { isModeratedBlind } from './blind-moderation.js';
import { dependenceOf, moderationBarOf, superiorsOf } from './independence.js';
import type { AuditRefusalCode } from './refusals.js';
import { isSelected, type AuditState, type SelectedAudit } from './state.js';

/** A person (or the engine) as they stand before an audit on a day. */
export interface Standing {
  readonly actor: Actor;
  readonly directory: Directory;
  /** London date. */
  readonly today: string;
  /** Whether they read the first grade while it was to be moderated blind. */
  readonly hasReadFirstGrade: boolean;
}

/** Themself and the absent people they stand in for. */
export function actsFor({ actor, directory, today }: Omit<Standing, 'hasReadFirstGrade'>): readonly string[] {
  const others = directory.standsInFor(actor.id, today).filter((person) => person !== actor.id);
  return [actor.id, ...others];
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

type Against = AuditRefusalCode | null;
type Check = (audit: SelectedAudit, standing: Standing, actionId: string | null) => Against;

const NOT_ENTITLED = 'not-entitled';

const inRole = ({ actor }: Standing, party: Party): boolean =>
  actor.roles.some((role) => partyRoles[party].includes(role));

/** In the role themself, or as the deputy of somebody who is absent: a deputy needs only some part in the work. */
const isOrStandsInFor = (standing: Standing, party: Party, person: string | null): boolean =>
  person !== null &&
  (person === standing.actor.id
    ? inRole(standing, party)
    : actsFor(standing).includes(person) && worksOnAudits(standing.actor));

const worksOnAudits = ({ roles }: Actor): boolean =>
  roles.some((role) => partyRoles['anyone-on-the-audit'].includes(role));

const when = (holds: boolean): Against => (holds ? null : NOT_ENTITLED);

const checks: Readonly<Record<Party, Check>> = {
  coordinator: (_audit, standing) => when(inRole(standing, 'coordinator')),
  leader: (_audit, standing) => when(inRole(standing, 'leader')),
  system: (_audit, standing) => when(inRole(standing, 'system')),

  auditor: (audit, standing) => {
    const auditorId = audit.auditor?.auditorId ?? null;
    if (!isOrStandsInFor(standing, 'auditor', auditorId)) return NOT_ENTITLED;
    if (standing.actor.id === auditorId) return null;
    // Who grades in another's place must be an auditor, and independent, themself; nor may they have moderated it.
    if (!inRole(standing, 'auditor') || isModerating(audit, standing.actor.id)) return NOT_ENTITLED;
    return dependenceOf(standing.actor.id, audit, standing.directory, standing.today);
  },

  moderator: (audit, standing) => (inRole(standing, 'moderator') ? againstModerating(audit, standing) : NOT_ENTITLED),

  claimant: (audit, standing) => {
    if (!inRole(standing, 'moderator')) return NOT_ENTITLED;
    const claimedBy = audit.moderation?.claimedBy ?? null;
    if (claimedBy === null) return 'moderation-not-claimed';
    if (claimedBy !== standing.actor.id && !actsFor(standing).includes(claimedBy)) return 'moderation-not-yours';
    const bar = againstModerating(audit, standing);
    if (bar !== null) return bar;
    const blindTo = audit.moderation?.blind === true && audit.moderation.ownGrade === null;
    return claimedBy !== standing.actor.id && blindTo && standing.hasReadFirstGrade ? 'first-grade-already-read' : null;
  },

  'deciding-moderator': (audit, standing) =>
    when(isOrStandsInFor(standing, 'deciding-moderator', audit.moderation?.decidedBy ?? null)),

  practitioner: (audit, standing) => when(isOrStandsInFor(standing, 'practitioner', audit.practitionerId)),

  'team-manager': (audit, standing) =>
    when(
      teamManagersOf(audit, standing.directory, standing.today).some((manager) =>
        isOrStandsInFor(standing, 'team-manager', manager),
      ),
    ),

  'panel-member': (audit, standing) => {
    if (!inRole(standing, 'panel-member')) return NOT_ENTITLED;
    const barred = [
      audit.auditor?.auditorId,
      ...(audit.graded?.submittedBy ?? []),
      ...(audit.moderation?.moderators ?? []),
      audit.practitionerId,
      ...audit.formerPractitioners,
      audit.dispute?.disputedBy,
      ...teamManagersOf(audit, standing.directory, standing.today),
    ];
    return barred.includes(standing.actor.id) ? 'panel-not-independent' : null;
  },

  'action-owner': (audit, standing, actionId) =>
    when(
      audit.actions.some(
        (action) => action.actionId === actionId && isOrStandsInFor(standing, 'action-owner', action.ownerId),
      ),
    ),

  'anyone-on-the-audit': (audit, standing) =>
    when(
      ON_THE_AUDIT.some((party) => checks[party](audit, standing, null) === null) ||
        audit.actions.some((action) => isOrStandsInFor(standing, 'action-owner', action.ownerId)) ||
        // Who reads it to resolve its dispute is on it meanwhile.
        (audit.stage === 'dispute' && checks['panel-member'](audit, standing, null) === null),
    ),
};

const ON_THE_AUDIT = [
  'coordinator',
  'auditor',
  'claimant',
  'deciding-moderator',
  'practitioner',
  'team-manager',
] as const satisfies readonly Party[];

/** Who is told of a safety concern: whoever the workflow table lets answer for it. */
const ANSWERS_FOR_CONCERNS: readonly Party[] = auditWorkflow
  .filter(({ command }) => command === 'AcknowledgeSafetyConcern')
  .flatMap(({ by }) => by);

/**
 * Whether somebody is told of a safety concern on an audit: they may answer for it, or it climbs to them, in their own
 * right or in the place of somebody absent. They are told as the people file has them, whatever they are signed in as.
 */
export function isToldOfConcern(
  audit: SelectedAudit,
  { actor, directory, today }: Omit<Standing, 'hasReadFirstGrade'>,
): boolean {
  if (audit.concerns.length === 0) return false;
  const above = teamManagersOf(audit, directory, today).map((manager) => superiorsOf(manager, directory));
  return actsFor({ actor, directory, today }).some((personId) => {
    const roles = [...(directory.person(personId)?.roles ?? []), ...(personId === actor.id ? actor.roles : [])];
    const standing: Standing = { actor: { id: personId, roles }, directory, today, hasReadFirstGrade: false };
    return (
      ANSWERS_FOR_CONCERNS.some((party) => checks[party](audit, standing, null) === null) ||
      above.some((superiors) => superiors.has(personId))
    );
  });
}

/**
 * Why somebody may not moderate an audit; null where nothing bars them. Where it is moderated blind, whoever is told of
 * a safety concern on it knows too much to take it up; who has taken it up already goes on.
 */
export function againstModerating(audit: SelectedAudit, standing: Omit<Standing, 'hasReadFirstGrade'>): Against {
  const { actor, directory, today } = standing;
  const bar = moderationBarOf(actor.id, audit, directory, today);
  if (bar !== null) return bar;
  const holdsIt = audit.moderation?.claimedBy === actor.id;
  return !holdsIt && isModeratedBlind(audit) && isToldOfConcern(audit, standing) ? 'told-of-concern' : null;
}

function isModerating(audit: SelectedAudit, personId: string): boolean {
  return audit.moderation?.claimedBy === personId || audit.moderation?.moderators.includes(personId) === true;
}

/** Why the actor may not act as a party to this audit; null where they may. */
export function againstActingAs(
  party: Party,
  state: AuditState,
  standing: Standing,
  actionId: string | null = null,
): AuditRefusalCode | null {
  if (isSelected(state)) return checks[party](state, standing, actionId);
  // Before its first event, and for one from a spreadsheet, an audit has no people of its own.
  return when(['coordinator', 'system', 'leader', 'moderator'].includes(party) && inRole(standing, party));
}

export function isParty(party: Party, state: AuditState, standing: Standing, actionId: string | null = null): boolean {
  return againstActingAs(party, state, standing, actionId) === null;
}
