import type { Actor } from '../actor.js';
import type { Council } from '../audit/answering.js';
import { eachOnce, type Owner, type Ownership } from '../audit/ownership.js';
import { worksOnAudits } from '../audit/standing.js';
import { isDutyOf } from '../duties.js';
import type { Registered } from '../improvement/registers.js';
import { drawOwnership, recipientsOver, standInsOf } from '../rounds/draw-owners.js';
import type { Rung } from '../reminders/steps.js';

type Led = Pick<Registered, 'leadId'>;

/**
 * Who owes the review of an action of the plan or of a risk today: its lead, where they are somebody of the council, or their
 * deputies; where none of these is there, or nobody of the council leads it, the programme lead; then whoever owes a draw: the
 * coordinators, the line above them, the leaders. Nobody where the council has nobody of these.
 */
export function reviewOwnership({ leadId }: Led, council: Council): Ownership {
  const { directory, today, responsibilities } = council;
  const theirs = leadId === null ? [] : standInsOf(leadId, council);
  if (theirs.length > 0) return { owners: eachOnce(theirs), gap: null };
  const lead = responsibilities.programmeLead;
  const fallen = lead === null ? [] : standInsOf(lead, council);
  const others: Ownership = fallen.length > 0 ? { owners: eachOnce(fallen), gap: null } : drawOwnership(council);
  if (leadId === null) return others;
  const gap = directory.inPost(leadId, today) ? 'away-without-deputy' : 'left';
  const because = gap === 'left' ? 'left' : 'absent';
  const owners = others.owners.map(({ personId }): Owner => ({ personId, insteadOf: leadId, because }));
  return { owners: eachOnce(owners), gap };
}

/** Whether somebody may review it: whoever may enter the plan and the register, and whoever owes its review today. */
export const mayReview = (actor: Actor, led: Led, council: Council): boolean =>
  isDutyOf(actor, 'improvement', council.responsibilities) ||
  (worksOnAudits(actor.roles) && reviewOwnership(led, council).owners.some(({ personId }) => personId === actor.id));

/** Who hears of a review: whoever owes it, or so many rungs above; the administrators where nobody does. */
export const reviewRecipients = (led: Led, rung: Rung, council: Council): readonly Owner[] =>
  recipientsOver(reviewOwnership(led, council).owners, rung, council);
