import type { Actor } from '../actor.js';
import { lineAbove, type Council } from '../audit/answering.js';
import { eachOnce, type Owner, type Ownership } from '../audit/ownership.js';
import { worksOnAudits } from '../audit/standing.js';
import { rolesOf } from '../audit/who.js';
import { isDutyOf } from '../duties.js';
import { hearingFor, ladderOver, nobodyElse } from '../reminders/recipients.js';
import { RUNGS, type Rung } from '../reminders/steps.js';

/**
 * Who owes a round's draw today: the coordinators who are there, or their deputies; where none is, the line of management
 * above the coordinators, the programme lead, the leaders, the nearest first. Nobody where the council has nobody of these:
 * then an administrator must appoint a coordinator.
 */
export function drawOwnership(council: Council): Ownership {
  const { directory, today } = council;
  const coordinators = directory.withRole('coordinator', today).map(({ personId }) => personId);
  const theirs = coordinators.flatMap((personId) => standInsOf(personId, council));
  if (theirs.length > 0) return { owners: eachOnce(theirs), gap: null };
  const gap = coordinators.length === 0 ? 'nobody-in-role' : 'away-without-deputy';
  for (const rank of ranksOver(coordinators, council)) {
    const there = rank.flatMap((personId) => standInsOf(personId, council));
    if (there.length > 0) {
      const insteadOf = coordinators[0] ?? null;
      const because = insteadOf === null ? 'nobody' : 'absent';
      return { owners: eachOnce(there.map(({ personId }) => ({ personId, insteadOf, because }))), gap };
    }
  }
  return { owners: [], gap };
}

/** Whether somebody may draw for a round, or excuse its draw: a coordinator, and whoever owes it in their place. */
export const mayDrawForRound = (actor: Actor, council: Council): boolean =>
  isDutyOf(actor, 'samples') ||
  (worksOnAudits(actor.roles) && drawOwnership(council).owners.some(({ personId }) => personId === actor.id));

/** Who hears of a round's draw: whoever owes it, or so many rungs above; the administrators where nobody may draw. */
export const drawRecipients = (rung: Rung, council: Council): readonly Owner[] =>
  recipientsOver(drawOwnership(council).owners, rung, council);

/** Those who owe something of the whole programme, or so many rungs above them; the administrators where nobody does. */
export function recipientsOver(owners: readonly Owner[], rung: Rung, council: Council): readonly Owner[] {
  const { directory, today } = council;
  const administrators = directory.withRole('administrator', today).map(({ personId }) => nobodyElse(personId));
  const lowest = owners.length > 0 ? owners : administrators;
  const beneath = owners.map(({ personId }) => personId);
  const ladder = ladderOver(lowest, ranksOver(beneath, council), council);
  return ladder[Math.min(RUNGS.indexOf(rung), ladder.length - 1)] ?? [];
}

function ranksOver(people: readonly string[], council: Council): readonly (readonly string[])[] {
  const { directory, today, responsibilities } = council;
  const lead = responsibilities.programmeLead;
  const leaders = directory.withRole('leader', today).map(({ personId }) => personId);
  return [...lineAbove(people, council), ...(lead === null ? [] : [[lead]]), leaders];
}

/** Themself where they are there, or their deputies, as far as they may work on audits at all. */
export const standInsOf = (personId: string, council: Council): readonly Owner[] =>
  hearingFor(personId, council).filter(({ personId: there }) => worksOnAudits(rolesOf(there, council.directory)));
