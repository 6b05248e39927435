import { actingFor } from '../people/acting.js';
import { lineAbove, named, type Council } from '../audit/answering.js';
import type { Obligation } from '../audit/obligations.js';
import { eachOnce, ownershipOf, peopleBeneath, type Owner } from '../audit/ownership.js';
import type { SelectedAudit } from '../audit/state.js';
import { RUNGS, type Rung } from './steps.js';

/** Whoever hears of what is owed: an owner of today, or somebody above them. */
export type Recipient = Owner;

interface Asked extends Council {
  readonly owed: Pick<Obligation, 'key' | 'owner' | 'as'>;
  readonly rung: Rung;
  readonly audit: SelectedAudit;
}

/**
 * Who hears of an obligation on a day: whoever owes it today (`ownershipOf`), or so many rungs above them. The ladder has no
 * empty rung: the line of management that exists, the head of the case's service, the programme lead, the leaders; the
 * highest rung there is hears for those that are missing. Where the council has nobody who may do it, its administrators hear.
 */
export function recipientsOf({ owed, rung, audit, ...council }: Asked): readonly Recipient[] {
  const ladder = ladderOf(owed, audit, council);
  return ladder[Math.min(RUNGS.indexOf(rung), ladder.length - 1)] ?? [];
}

function ladderOf(owed: Asked['owed'], audit: SelectedAudit, council: Council): readonly (readonly Recipient[])[] {
  const { directory, today } = council;
  const inRole = (role: 'administrator' | 'leader') => directory.withRole(role, today).map(({ personId }) => personId);
  const { owners } = ownershipOf(owed, audit, council);
  const lowest = owners.length > 0 ? owners : inRole('administrator').map(nobodyElse);
  const beneath = peopleBeneath(owed, audit, directory);
  const line = lineAbove(beneath.length > 0 ? beneath : owners.map(({ personId }) => personId), council);
  return ladderOver(lowest, [...line, ...named(audit, council), inRole('leader')], council);
}

/** A ladder without an empty rung, on which nobody stands twice. @param ranks above the lowest, the nearest first */
export function ladderOver(
  lowest: readonly Recipient[],
  ranks: readonly (readonly string[])[],
  council: Council,
): readonly (readonly Recipient[])[] {
  const told = new Set(lowest.map(({ personId }) => personId));
  const ladder = [lowest];
  for (const rank of ranks) {
    const above = rank
      .flatMap((personId) => hearingFor(personId, council))
      .filter(({ personId }) => !told.has(personId));
    for (const { personId } of above) told.add(personId);
    if (above.length > 0) ladder.push(eachOnce(above));
  }
  return ladder;
}

/** Where nobody who should hear of it is there. */
export const nobodyElse = (personId: string): Recipient => ({ personId, insteadOf: null, because: 'nobody' });

/** Themself where they are there, or their deputies. */
export function hearingFor(personId: string, { directory, today }: Council): readonly Recipient[] {
  return actingFor(personId, directory, today).map((hears) =>
    hears === personId
      ? { personId, insteadOf: null, because: null }
      : { personId: hears, insteadOf: personId, because: 'absent' },
  );
}
