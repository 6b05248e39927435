import { actsFor, worksOnAudits, type Standing } from './standing.js';
import { rolesOf } from './who.js';
import { lineAbove, named } from './answering.js';
import type { AuditRefusalCode } from './refusals.js';
import type { SelectedAudit } from './state.js';
import { tookPart } from './taking-part.js';

/**
 * Why somebody may not approve that an audit is substituted, exempted or withdrawn, as the actor asks; null where they may:
 * a coordinator, a leader, the head of the service or the programme lead, in post, who does not ask for it themself and had
 * no part in the audit. Where the council has nobody like that, the nearest above the asker.
 */
export function againstApproving(approverId: string, audit: SelectedAudit, asker: Standing): AuditRefusalCode | null {
  const { directory, today } = asker;
  if (actsFor(asker).includes(approverId)) return 'approver-asks';
  if (!directory.inPost(approverId, today)) return 'approver-not-entitled';
  const isFree = (personId: string): boolean =>
    directory.inPost(personId, today) && !actsFor(asker).includes(personId) && !tookPart(personId, audit, asker);
  const entitled = new Set([
    ...(['coordinator', 'leader'] as const)
      .flatMap((role) => directory.withRole(role, today))
      .map((one) => one.personId),
    ...named(audit, asker).flat(),
  ]);
  if (entitled.has(approverId)) return isFree(approverId) ? null : 'approver-took-part';
  if ([...entitled].some(isFree)) return 'approver-not-entitled';
  const above = lineAbove([asker.actor.id], asker).map((rank) =>
    rank.filter((personId) => isFree(personId) && worksOnAudits(rolesOf(personId, directory))),
  );
  return above.find((rank) => rank.length > 0)?.includes(approverId) === true ? null : 'approver-not-entitled';
}
