import { USUAL_APPROVERS, type Office } from '../settings/programme-settings.js';
import { actsFor, worksOnAudits, type Standing } from './standing.js';
import { rolesOf } from './who.js';
import { lineAbove } from './answering.js';
import { holdersOf } from './offices.js';
import type { AuditRefusalCode } from './refusals.js';
import type { SelectedAudit } from './state.js';
import { tookPart } from './taking-part.js';

/**
 * Why somebody may not approve that an audit is substituted, exempted or withdrawn, as the actor asks; null where they may:
 * whoever holds an office the council names for it, in post, who does not ask for it themself and had no part in the audit.
 * Where it names none, or nobody like that is there, the usual approvers; where there is none of those, the nearest above
 * the asker.
 */
export function againstApproving(
  approverId: string,
  named: readonly Office[],
  audit: SelectedAudit,
  asker: Standing,
): AuditRefusalCode | null {
  const { directory, today } = asker;
  if (actsFor(asker).includes(approverId)) return 'approver-asks';
  if (!directory.inPost(approverId, today)) return 'approver-not-entitled';
  const isFree = (personId: string): boolean =>
    directory.inPost(personId, today) && !actsFor(asker).includes(personId) && !tookPart(personId, audit, asker);
  for (const [offices, otherwise] of [
    [named, 'approver-not-named'],
    [USUAL_APPROVERS, 'approver-not-entitled'],
  ] as const) {
    const entitled = holdersOf(offices, audit, asker);
    if (entitled.includes(approverId)) return isFree(approverId) ? null : 'approver-took-part';
    if (entitled.some(isFree)) return otherwise;
  }
  const above = lineAbove([asker.actor.id], asker).map((rank) =>
    rank.filter((personId) => isFree(personId) && worksOnAudits(rolesOf(personId, directory))),
  );
  return above.find((rank) => rank.length > 0)?.includes(approverId) === true ? null : 'approver-not-entitled';
}
