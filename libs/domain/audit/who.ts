import { actingFor } from '../people/acting.js';
import type { Directory } from '../people/directory.js';
import { partyRoles, type Party } from '../workflow/parties.js';
import { auditWorkflow } from '../workflow/table.js';
import { beneathManagers, ranksAbove, teamManagersOf, type Council } from './answering.js';
import { isModeratedBlind } from './blind-moderation.js';
import { dependenceOf, moderationBarOf } from './independence.js';
import { mayDecide } from './extension-deciders.js';
import { holdsOneOf } from './offices.js';
import type { AuditRefusalCode } from './refusals.js';
import { isSelected, type AuditState, type SelectedAudit } from './state.js';
import { actsFor, worksOnAudits, type Standing } from './standing.js';
import { tookPart } from './taking-part.js';

/**
 * The managers who answer for an audit today: its own (`teamManagersOf`), and where none of them is there, whoever it falls
 * to. They are told the outcome, answer it, and see to its safety concerns.
 */
export function answeringManagersOf(
  audit: Pick<SelectedAudit, 'teamId' | 'practitionerId' | 'service'>,
  council: Council,
): readonly string[] {
  const { directory, today } = council;
  const own = teamManagersOf(audit, directory, today);
  const anybodyIsThere = (people: readonly string[]): boolean => people.some((personId) => isThere(personId, council));
  if (anybodyIsThere(own)) return own;
  const fallen = ranksAbove(beneathManagers(audit, directory), audit, council).find(anybodyIsThere);
  return [...new Set([...(fallen ?? []), ...own])];
}

/** Whether somebody works on audits today, or a deputy does in their place. */
export const isThere = (personId: string, { directory, today }: Pick<Council, 'directory' | 'today'>): boolean =>
  actingFor(personId, directory, today).some((acting) => worksOnAudits(rolesOf(acting, directory)));

/** The roles of a person in the people file. */
export const rolesOf = (personId: string, directory: Directory) => directory.person(personId)?.roles ?? [];

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
    : actsFor(standing).includes(person) && worksOnAudits(standing.actor.roles));

/** Whoever answers as a manager without the role of one: the case holder's line manager, or somebody to whom it has fallen. */
const answersAsManager = (standing: Standing, managerId: string): boolean => {
  const { actor, directory } = standing;
  if (managerId === actor.id && !rolesOf(managerId, directory).includes('team_manager'))
    return worksOnAudits(actor.roles);
  return isOrStandsInFor(standing, 'team-manager', managerId);
};

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

  moderator: (audit, standing) => (moderates(audit, standing) ? againstModerating(audit, standing) : NOT_ENTITLED),

  claimant: (audit, standing) => {
    if (!inRole(standing, 'moderator') && !moderates(audit, standing) && !holdsClaimThatFell(audit, standing))
      return NOT_ENTITLED;
    const claimedBy = audit.moderation?.claimedBy ?? null;
    if (claimedBy === null) return 'moderation-not-claimed';
    if (claimedBy !== standing.actor.id && !actsFor(standing).includes(claimedBy)) return 'moderation-not-yours';
    const bar = againstModerating(audit, standing);
    if (bar !== null) return bar;
    const blindTo = audit.moderation?.blind === true && audit.moderation.ownGrade === null;
    return claimedBy !== standing.actor.id && blindTo && standing.hasReadFirstGrade ? 'first-grade-already-read' : null;
  },

  'deciding-moderator': (audit, standing) => {
    const decidedBy = audit.moderation?.decidedBy ?? null;
    // Whom the settings named to moderate need not have the role of it.
    const byOffice = audit.moderation?.by !== undefined && decidedBy === standing.actor.id;
    return when(
      (byOffice && worksOnAudits(standing.actor.roles)) || isOrStandsInFor(standing, 'deciding-moderator', decidedBy),
    );
  },

  practitioner: (audit, standing) => when(isOrStandsInFor(standing, 'practitioner', audit.practitionerId)),

  'team-manager': (audit, standing) =>
    when(answeringManagersOf(audit, standing).some((managerId) => answersAsManager(standing, managerId))),

  'panel-member': (audit, standing) => {
    if (!sitsOnPanel(standing)) return NOT_ENTITLED;
    return tookPart(standing.actor.id, audit, standing) ? 'panel-not-independent' : null;
  },

  signatory: ({ response, service }, standing) =>
    when(response?.signedOffBy !== undefined && holdsOneOf([response.signedOffBy], { service }, standing)),

  reviewer: ({ response, service }, standing) =>
    when(response !== null && holdsOneOf([response.signedOffBy ?? 'coordinator'], { service }, standing)),

  'action-manager': (audit, standing, actionId) =>
    when(
      audit.actions.some(
        (action) =>
          action.actionId === actionId && isOrStandsInFor(standing, 'action-manager', action.managerId ?? null),
      ),
    ),

  'action-owner': (audit, standing, actionId) =>
    when(
      audit.actions.some(
        (action) => action.actionId === actionId && isOrStandsInFor(standing, 'action-owner', action.ownerId),
      ),
    ),

  'extension-decider': (audit, standing, extensionId) => {
    const { extensions = [] } = audit;
    const meant = extensions.filter((extension) => extensionId === null || extension.extensionId === extensionId);
    if (meant.length === 0 && extensionId !== null) return 'extension-unknown';
    return when(meant.some((extension) => mayDecide(extension, audit, standing)));
  },

  'anyone-on-the-audit': (audit, standing) =>
    when(
      ON_THE_AUDIT.some((party) => checks[party](audit, standing, null) === null) ||
        audit.actions.some((action) => isOrStandsInFor(standing, 'action-owner', action.ownerId)) ||
        // Who reads it to resolve its dispute is on it meanwhile.
        (audit.stage === 'dispute' && checks['panel-member'](audit, standing, null) === null),
    ),
};

/** By role; where the settings say who moderates the grade, whoever they name, while it is moderated. */
const moderates = (audit: SelectedAudit, standing: Omit<Standing, 'hasReadFirstGrade'>): boolean => {
  const by = audit.stage === 'moderation' ? audit.moderation.by : undefined;
  return by === undefined ? standing.actor.roles.includes('moderator') : holdsOneOf(by, audit, standing);
};

const sitsOnPanel = ({ actor, responsibilities: { disputesPanel } }: Standing): boolean =>
  disputesPanel.people.includes(actor.id) ||
  actor.roles.some((role) => role !== 'system' && disputesPanel.roles.includes(role));

/** Whoever claimed a moderation that had fallen to them goes on with it until it is decided. */
const holdsClaimThatFell = ({ stage, moderation }: SelectedAudit, { actor }: Standing): boolean =>
  stage === 'moderation' &&
  moderation.claimedInPlace &&
  moderation.claimedBy === actor.id &&
  worksOnAudits(actor.roles);

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
export function isToldOfConcern(audit: SelectedAudit, reader: Omit<Standing, 'hasReadFirstGrade'>): boolean {
  if (audit.concerns.length === 0) return false;
  const { actor, directory } = reader;
  const above = ranksAbove(beneathManagers(audit, directory), audit, reader);
  return actsFor(reader).some((personId) => {
    const roles = [...rolesOf(personId, directory), ...(personId === actor.id ? actor.roles : [])];
    const standing: Standing = { ...reader, actor: { id: personId, roles }, hasReadFirstGrade: false };
    return (
      ANSWERS_FOR_CONCERNS.some((party) => checks[party](audit, standing, null) === null) ||
      above.some((rank) => rank.includes(personId))
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

/** Whether somebody might be a party to an audit: by role, by the settings, or in the place of somebody who is away. */
export function couldBe(party: Party, standing: Standing): boolean {
  if (inRole(standing, party) || actsFor(standing).length > 1) return true;
  return party === 'panel-member' && sitsOnPanel(standing);
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
