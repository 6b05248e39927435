import type { Actor } from '../actor.js';
import { lineAbove, type Council } from '../audit/answering.js';
import { eachOnce, type Owner, type Ownership } from '../audit/ownership.js';
import { worksOnAudits } from '../audit/standing.js';
import { isDutyOf } from '../duties.js';
import type { Rung } from '../reminders/steps.js';
import { reviewOwnership, reviewRecipients } from '../reviews/review-owners.js';
import { recipientsOver, standInsOf } from '../rounds/draw-owners.js';
import { headOfServiceOf } from '../settings/responsibilities.js';
import type { DiscussionAsked } from './events.js';

type OfTeam = Pick<DiscussionAsked, 'teamId' | 'service'>;

/**
 * Who confirms today that a message was discussed in a team: its managers, or their deputies; where none of these is there,
 * the line of management above them, the head of the team's service, then whoever owes what nobody leads: the programme
 * lead, the coordinators, the leaders. Nobody where the council has nobody of these.
 */
export function discussionOwnership({ teamId, service }: OfTeam, council: Council): Ownership {
  const { directory, today, responsibilities } = council;
  const managers = directory.managersOf(teamId, today);
  const theirs = managers.flatMap((personId) => standInsOf(personId, council));
  if (theirs.length > 0) return { owners: eachOnce(theirs), gap: null };
  const gap = managers.length === 0 ? 'no-manager-in-post' : 'away-without-deputy';
  const ever = directory.membersOf(teamId).filter(({ roles }) => roles.includes('team_manager'));
  const head = headOfServiceOf(responsibilities, service);
  const ranks = [
    ...lineAbove(
      ever.map(({ personId }) => personId),
      council,
    ),
    ...(head === null ? [] : [[head]]),
  ];
  const nearest = ranks
    .map((rank) => rank.flatMap((personId) => standInsOf(personId, council)))
    .find((there) => there.length > 0);
  const found = nearest ?? reviewOwnership({ leadId: null }, council).owners;
  const insteadOf = managers[0] ?? null;
  const because = insteadOf === null ? 'nobody' : 'absent';
  return { owners: eachOnce(found.map(({ personId }): Owner => ({ personId, insteadOf, because }))), gap };
}

/** Whether somebody may confirm it: whoever owes it today, and the team's own managers. */
export const mayConfirm = (actor: Actor, of: OfTeam, council: Council): boolean =>
  worksOnAudits(actor.roles) &&
  (council.directory.managersOf(of.teamId, council.today).includes(actor.id) ||
    discussionOwnership(of, council).owners.some(({ personId }) => personId === actor.id));

/** Who hears that it is to be discussed: whoever owes it, or so many rungs above. */
export const discussionRecipients = (of: OfTeam, rung: Rung, council: Council): readonly Owner[] =>
  recipientsOver(discussionOwnership(of, council).owners, rung, council);

const NOBODYS = { leadId: null };

/** Who owes it today to look at a message again: the programme lead, the coordinators, or to whom that falls. */
export const lookAgainOwnership = (council: Council): Ownership => reviewOwnership(NOBODYS, council);

export const lookAgainRecipients = (rung: Rung, council: Council): readonly Owner[] =>
  reviewRecipients(NOBODYS, rung, council);

/** Whether somebody may say what was found by looking again: whoever may issue messages, and whoever owes it. */
export const mayLookAgain = (actor: Actor, council: Council): boolean =>
  isDutyOf(actor, 'learning', council.responsibilities) ||
  (worksOnAudits(actor.roles) && lookAgainOwnership(council).owners.some(({ personId }) => personId === actor.id));
