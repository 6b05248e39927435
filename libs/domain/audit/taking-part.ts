import { teamManagersOf, type Council } from './answering.js';
import type { SelectedAudit } from './state.js';

/**
 * Whether somebody has had a part in an audit: audited, graded or moderated it, works or held the case, manages its team,
 * shared, acknowledged, disputed or answered its outcome. They neither resolve its dispute nor approve that it ends.
 */
export function tookPart(
  personId: string,
  audit: SelectedAudit,
  { directory, today }: Pick<Council, 'directory' | 'today'>,
): boolean {
  return (
    isOwnRecord(personId, audit) ||
    audit.tookPart.includes(personId) ||
    audit.moderation?.claimedBy === personId ||
    teamManagersOf(audit, directory, today).includes(personId)
  );
}

/**
 * Whether the record tells of their own work: they audited, graded, moderated, disputed or decided the dispute, or
 * work or held the case.
 */
export function isOwnRecord(personId: string, audit: SelectedAudit): boolean {
  return [
    audit.auditor?.auditorId,
    ...(audit.graded?.submittedBy ?? []),
    ...(audit.moderation?.moderators ?? []),
    audit.practitionerId,
    ...audit.otherPractitioners,
    ...audit.formerPractitioners,
    audit.dispute?.disputedBy,
    audit.dispute?.resolvedBy,
  ].includes(personId);
}
