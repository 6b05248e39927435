import { actingFor } from '../people/acting.js';
import type { Directory } from '../people/directory.js';
import type { Role } from '../roles.js';
import type { Office } from '../settings/programme-settings.js';
import type { StandIn } from '../people/stand-in.js';
import { partyRoles, type Party } from '../workflow/parties.js';
import { isOfKind } from '../workflow/started.js';
import {
  auditWorkflow,
  type DecidedOn,
  type ObligationKind,
  type WorkflowRow,
  type WorkflowTable,
} from '../workflow/table.js';
import { beneathManagers, lineAbove, ranksAbove, teamManagersOf, type Council } from './answering.js';
import { decidersOf, extensionNamed } from './extension-deciders.js';
import { holdersOf } from './offices.js';
import { againstOwn } from './own-affairs.js';
import { itemOf, obligationsOf, type Obligation } from './obligations.js';
import type { AuditRefusalCode } from './refusals.js';
import type { SelectedAudit } from './state.js';
import { actsFor, worksOnAudits, type Standing } from './standing.js';
import { againstModerating, isParty, rolesOf } from './who.js';

/** Somebody who owes something today. */
export interface Owner {
  readonly personId: string;
  /** For whom they stand in; null where for nobody named. */
  readonly insteadOf: string | null;
  readonly because: StandIn | null;
}

/** Why what is owed fell to somebody whom the workflow table does not name. */
export type Gap =
  | 'no-team'
  | 'no-manager-in-post'
  | 'nobody-in-role'
  | 'left'
  | 'away-without-deputy'
  /** They are there and may not take this very step, or their deputy may not. */
  | 'may-not';

/** Who owes something today, and why it is not those whom the table names. */
export interface Ownership {
  /** Everybody who may take it up. Empty where the council has nobody at all: an administrator must appoint somebody. */
  readonly owners: readonly Owner[];
  /** Null where it is with those whom the table names, or their deputies. */
  readonly gap: Gap | null;
}

interface Asked extends Council {
  /** Who has read the first grade while it was to be moderated blind; left out where that is not known. */
  readonly firstGradeReadBy?: ReadonlySet<string>;
}

type Owed = Pick<Obligation, 'key' | 'owner' | 'as'>;

/**
 * Who owes something today, so that it is always somebody who is in post, is there, and may do it: those whom the workflow
 * table names or their deputies; where none of them is, the line of management above them, the head of the case's service,
 * the programme lead, the coordinators, the leaders, the nearest first; and at last whoever may settle it
 * or pass it on though they do not owe it, or to whom that decision falls. Whoever is barred from the very step is passed over.
 *
 * People's tasks, who is reminded, and whether `decide` lets somebody act in another's place all come from here.
 */
export function ownershipOf(owed: Owed, audit: SelectedAudit, asked: Asked): Ownership {
  const meant = meantBy(owed, audit, asked);
  const theirs = meant.flatMap((personId) => standInsOf(personId, owed, audit, asked));
  if (theirs.length > 0) return { owners: eachOnce(theirs), gap: null };
  const gap = gapOf(owed, meant, audit, asked);
  const insteadOf = meant[0] ?? null;
  const inPlace = (people: readonly string[], because: StandIn): readonly Owner[] =>
    people.map((personId) => ({ personId, insteadOf, because }));
  // Who arranged a conversation may arrange it otherwise where somebody invited cannot come.
  const arranger = owed.as === 'invited' ? (audit.auditor?.auditorId ?? null) : null;
  const arranging = arranger === null ? [] : standInsOf(arranger, owed, audit, asked).map(({ personId }) => personId);
  if (arranging.length > 0) return { owners: inPlace(arranging, becauseOf(gap)), gap };
  const found = nearest(owed, audit, asked) ?? nearest(owed, audit, { ...asked, atLast: true });
  if (found === undefined) return { owners: eachOnce(inPlace(atLast(owed, audit, asked), 'nobody')), gap };
  return { owners: inPlace(found.people, found.inLine ? becauseOf(gap) : 'nobody'), gap };
}

/** Whether somebody may discharge something as those who owe it, or as the deputy of one of them, and nothing bars them. */
export function mayDischarge(owed: Owed, audit: SelectedAudit, standing: Standing): boolean {
  const { key, as, owner } = owed;
  if (barAgainst(key, standing.actor.id, audit, standing) !== null) return false;
  if (as === 'invited') return 'personId' in owner && actsFor(standing).includes(owner.personId);
  return isParty(as, audit, standing, itemOf(key));
}

/** The roles to which something may fall: to an auditor, an invitation they arranged; to a moderator, what they decided on. */
const ANSWERING: readonly (Role | 'system')[] = ['coordinator', 'leader', 'team_manager', 'auditor', 'moderator'];

/** Whether anything could fall to somebody, or to whom they stand in for, on any audit: most people need not be asked further. */
export function mayAnswerForOthers(standing: Pick<Standing, 'actor'> & Council): boolean {
  const { directory, responsibilities } = standing;
  const heads = responsibilities.headsOfService.map(({ personId }) => personId);
  return actsFor(standing).some(
    (personId) =>
      rolesOf(personId, directory).some((role) => ANSWERING.includes(role)) ||
      responsibilities.programmeLead === personId ||
      heads.includes(personId) ||
      directory.reportsOf(personId).length > 0,
  );
}

/** The obligations that have fallen to somebody today because nobody who owes them is there, by key. */
export function fallenTo(
  { actor, ...asked }: Pick<Standing, 'actor'> & Asked,
  audit: SelectedAudit,
): readonly string[] {
  if (!worksOnAudits(actor.roles) || !mayAnswerForOthers({ actor, ...asked })) return [];
  return obligationsOf(audit).flatMap((owed) => {
    const { owners, gap } = ownershipOf(owed, audit, asked);
    return gap !== null && owners.some(({ personId }) => personId === actor.id) ? [owed.key] : [];
  });
}

/** Whether something of these kinds has, about this action or concern where it is about one. */
export function hasFallenTo(
  standing: Pick<Standing, 'actor'> & Asked,
  kinds: readonly ObligationKind[],
  audit: SelectedAudit,
  item: string | null,
): boolean {
  return fallenTo(standing, audit).some((key) =>
    kinds.some((kind) => isOfKind(key, kind) && (key === kind || itemOf(key) === item)),
  );
}

/** Whether a decision has fallen to somebody, because nobody else may take it (`whoDecides`). */
export function decisionFallsTo(
  { actor, ...asked }: Pick<Standing, 'actor'> & Asked,
  row: Pick<WorkflowRow, 'by' | 'decidesOn'>,
  audit: SelectedAudit,
  item: string | null,
): boolean {
  if (row.decidesOn === undefined || !worksOnAudits(actor.roles) || !mayAnswerForOthers({ actor, ...asked }))
    return false;
  return whoDecides(row, audit, item, asked).inPlace.includes(actor.id);
}

/** Who is there to take a step, and whose own affair what it decides on is not. */
interface Deciders {
  /** Those who may in their own right or as a deputy. */
  readonly entitled: readonly string[];
  /** Where nobody is entitled to a decision, the nearest above the coordinators. */
  readonly inPlace: readonly string[];
}

function whoDecides(
  { by, decidesOn }: Pick<WorkflowRow, 'by' | 'decidesOn'>,
  audit: SelectedAudit,
  item: string | null,
  asked: Asked,
): Deciders {
  const { directory, today } = asked;
  const isFree = (personId: string): boolean =>
    directory.inPost(personId, today) &&
    directory.awayOn(personId, today) === null &&
    worksOnAudits(rolesOf(personId, directory)) &&
    (decidesOn === undefined || againstOwn(decidesOn, personId, audit, item, asked) === null);
  const working = partyRoles['anyone-on-the-audit'].flatMap((role) =>
    role === 'system' ? [] : directory.withRole(role, today).map(({ personId }) => personId),
  );
  const entitled = [...new Set(working)].filter(
    (personId) => isFree(personId) && by.some((party) => isParty(party, audit, standingOf(personId, asked), item)),
  );
  if (entitled.length > 0 || decidesOn === undefined) return { entitled, inPlace: [] };
  const coordinators = directory.withRole('coordinator', today).map(({ personId }) => personId);
  const ranks = ranksAbove(coordinators, audit, asked).map((rank) => rank.filter(isFree));
  return { entitled, inPlace: ranks.find((free) => free.length > 0) ?? [] };
}

const rows: WorkflowTable = auditWorkflow;

/** Who may take a step that discharges something, or a decision that passes it on, though it is not they who owe it. */
function atLast({ key }: Owed, audit: SelectedAudit, asked: Asked): readonly string[] {
  const isOfThis = (kind: ObligationKind): boolean => isOfKind(key, kind);
  const settle = ({ discharges = [], decidesOn, inPlaceFor = [] }: WorkflowRow): boolean =>
    discharges.some(({ obligation }) => isOfThis(obligation)) || (decidesOn !== undefined && inPlaceFor.some(isOfThis));
  return rows
    .filter((row) => row.in.some((stage) => stage === audit.stage) && settle(row))
    .flatMap((row) => {
      const { entitled, inPlace } = whoDecides(row, audit, itemOf(key), asked);
      return [...entitled.filter((personId) => barAgainst(key, personId, audit, asked) === null), ...inPlace];
    });
}

/** The person it names, or everyone who is that party in their own right. */
function meantBy({ owner, as, key }: Owed, audit: SelectedAudit, asked: Asked): readonly string[] {
  if ('personId' in owner) return [owner.personId];
  if (as === 'team-manager') return teamManagersOf(audit, asked.directory, asked.today);
  if (as === 'invited') return [];
  if (as === 'extension-decider') {
    const extension = extensionNamed(audit, itemOf(key));
    const deciders = extension === undefined ? [] : decidersOf(extension, audit, asked);
    return deciders.filter((personId) => barAgainst(key, personId, audit, asked) === null);
  }
  return membersOf(as, audit, asked).filter((personId) => barAgainst(key, personId, audit, asked) === null);
}

/** Everybody in post who is a party to the audit by role and in their own right. */
function membersOf(
  party: Party,
  audit: SelectedAudit,
  { directory, today, responsibilities }: Asked,
): readonly string[] {
  const asked = { directory, today, responsibilities };
  const offices = officesOf(party, audit);
  if (offices !== null)
    return holdersOf(offices, audit, asked).filter((personId) => isParty(party, audit, standingOf(personId, asked)));
  const roles = party === 'panel-member' ? responsibilities.disputesPanel.roles : partyRoles[party];
  const byRole = roles.flatMap((role) => (role === 'system' ? [] : directory.withRole(role, today)));
  const named = party === 'panel-member' ? responsibilities.disputesPanel.people : [];
  const everybody = new Set([...named, ...byRole.map(({ personId }) => personId)]);
  return [...everybody].filter(
    (personId) => directory.inPost(personId, today) && isParty(party, audit, standingOf(personId, asked)),
  );
}

/** The offices by which the settings let people be a party to this audit; null where its roles do. */
function officesOf(party: Party, { response, moderation }: SelectedAudit): readonly Office[] | null {
  if (party === 'signatory') return response?.signedOffBy === undefined ? [] : [response.signedOffBy];
  if (party === 'reviewer') return [response?.signedOffBy ?? 'coordinator'];
  return party === 'moderator' ? (moderation?.by ?? null) : null;
}

function standingOf(personId: string, { directory, today, responsibilities }: Council): Standing {
  const actor = { id: personId, roles: rolesOf(personId, directory) };
  return { actor, directory, today, responsibilities, hasReadFirstGrade: false };
}

/** Themself where they are there, or their deputies; without whoever may not do this. */
function standInsOf(personId: string, owed: Owed, audit: SelectedAudit, asked: Asked): readonly Owner[] {
  return actingFor(personId, asked.directory, asked.today)
    .filter(
      (acting) =>
        (owed.as === 'invited' || isParty(owed.as, audit, standingOf(acting, asked), itemOf(owed.key))) &&
        barAgainst(owed.key, acting, audit, asked) === null,
    )
    .map((acting) =>
      acting === personId ? inOwnRight(acting) : { personId: acting, insteadOf: personId, because: 'absent' },
    );
}

const inOwnRight = (personId: string): Owner => ({ personId, insteadOf: null, because: null });

interface Nearest {
  readonly people: readonly string[];
  /** Whether they are of the line of management above those who owe it. */
  readonly inLine: boolean;
}

/** The nearest rank in which somebody is there and may do it. */
function nearest(owed: Owed, audit: SelectedAudit, asked: Asked & { readonly atLast?: boolean }): Nearest | undefined {
  const { directory, today } = asked;
  const beneath = peopleBeneath(owed, audit, directory);
  const inLine = lineAbove(beneath, asked).length;
  return ranksAbove(beneath, audit, asked)
    .map((rank, index) => ({
      people: [...new Set(rank.flatMap((personId) => actingFor(personId, directory, today)))].filter(
        (personId) =>
          worksOnAudits(rolesOf(personId, directory)) && barAgainst(owed.key, personId, audit, asked) === null,
      ),
      inLine: index < inLine,
    }))
    .find(({ people }) => people.length > 0);
}

/** Above whom the line of management is looked for. */
export function peopleBeneath({ owner, as, key }: Owed, audit: SelectedAudit, directory: Directory): readonly string[] {
  if ('personId' in owner) return [owner.personId];
  const asker = as === 'extension-decider' ? extensionNamed(audit, itemOf(key))?.askedBy : undefined;
  if (asker !== undefined) return [asker];
  return as === 'team-manager' ? beneathManagers(audit, directory) : [];
}

/** What those obligations decide on that end with a decision. */
const DECIDED: readonly (readonly [ObligationKind, DecidedOn])[] = [
  ['concern', 'concern'],
  ['resolve-concern', 'concern'],
  ['verify', 'completion'],
  ['acknowledge-action', 'urgency'],
  ['sign-off', 'plan'],
  ['review', 'plan'],
  ['resolve-dispute', 'dispute'],
  ['decide-extension', 'extension'],
];

/** Why somebody may not take this very step, whatever they are to the audit; null where nothing stands against them. */
function barAgainst(
  key: string,
  personId: string,
  audit: SelectedAudit,
  asked: Asked & { readonly atLast?: boolean },
): AuditRefusalCode | null {
  const item = itemOf(key);
  const is = (kind: ObligationKind): boolean => isOfKind(key, kind);
  const decided = DECIDED.find(([kind]) => is(kind))?.[1];
  if (decided !== undefined) {
    const own = againstOwn(decided, personId, audit, item, asked);
    // Nobody settles a concern of their own as long as there is anybody else, nor hears what they asked for today.
    return (decided === 'concern' || decided === 'urgency') && asked.atLast === true ? null : own;
  }
  // Whoever lets go of a claim need not be able to moderate.
  if (is('moderate') && audit.moderation?.claimedBy === null) {
    if (audit.moderation.blind && asked.firstGradeReadBy?.has(personId) === true) return 'first-grade-already-read';
    const bar = againstModerating(audit, standingOf(personId, asked));
    // All who are left may have been told of a concern: that is not the grade, and somebody must moderate.
    return bar === 'told-of-concern' && asked.atLast === true ? null : bar;
  }
  return null;
}

function gapOf({ owner, as }: Owed, meant: readonly string[], audit: SelectedAudit, asked: Asked): Gap {
  const { directory, today } = asked;
  if (meant.length === 0) {
    if (as === 'team-manager') return audit.teamId === null ? 'no-team' : 'no-manager-in-post';
    const inRole = as === 'invited' ? [] : partyRoles[as].filter((role) => role !== 'system');
    return inRole.some((role) => directory.withRole(role, today).length > 0) ? 'may-not' : 'nobody-in-role';
  }
  if ('personId' in owner && !directory.inPost(owner.personId, today)) return 'left';
  return meant.every((personId) => actingFor(personId, directory, today).length === 0)
    ? 'away-without-deputy'
    : 'may-not';
}

const becauseOf = (gap: Gap): StandIn =>
  gap === 'left' ? 'left' : gap === 'away-without-deputy' ? 'absent' : 'nobody';

/** Each person once. */
export function eachOnce(owners: readonly Owner[]): readonly Owner[] {
  return owners.filter(({ personId }, index) => owners.findIndex((other) => other.personId === personId) === index);
}
