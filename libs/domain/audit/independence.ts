import type { Directory } from '../people/directory.js';
import type { AuditRefusalCode } from './refusals.js';
import type { SelectedAudit } from './state.js';

/**
 * Why a person may neither audit nor moderate a case, null where nothing bars them: they hold or held it, manage its
 * holder or its team, belong to that team, report to the holder or to the holder's manager, or declared a conflict.
 * Source: domain.md section 4.
 * @param today London date on which managers count as in post
 */
export function dependenceOf(
  personId: string,
  audit: SelectedAudit,
  directory: Directory,
  today: string,
): AuditRefusalCode | null {
  const { practitionerId } = audit;
  const person = directory.person(personId);
  const holder = practitionerId === null ? undefined : directory.person(practitionerId);
  const teams = [audit.teamId, holder?.teamId ?? null].filter((team) => team !== null);

  if (personId === practitionerId || audit.formerPractitioners.includes(personId)) return 'not-independent-case-holder';
  if (holder?.managerId === personId || teams.some((team) => directory.managersOf(team, today).includes(personId)))
    return 'not-independent-manager';
  if (person !== undefined && person.teamId !== null && teams.includes(person.teamId))
    return 'not-independent-same-team';
  if (holder !== undefined && person !== undefined) {
    const superiors = superiorsOf(personId, directory);
    if (superiors.has(holder.personId)) return 'not-independent-line-report';
    if (holder.managerId !== null && person.managerId === holder.managerId) return 'not-independent-line-report';
  }
  return audit.conflicted.includes(personId) ? 'not-independent-declared' : null;
}

/** Why a person may not moderate a case: as for auditing it, and whoever graded it may not. */
export function moderationBarOf(
  personId: string,
  audit: SelectedAudit,
  directory: Directory,
  today: string,
): AuditRefusalCode | null {
  if (audit.auditor?.auditorId === personId || audit.graded?.submittedBy.includes(personId) === true)
    return 'not-independent-auditor';
  return dependenceOf(personId, audit, directory, today);
}

/** The line above a person. A circle in the people file ends it. */
function superiorsOf(personId: string, directory: Directory): ReadonlySet<string> {
  const superiors = new Set<string>();
  let next = directory.person(personId)?.managerId ?? null;
  while (next !== null && !superiors.has(next)) {
    superiors.add(next);
    next = directory.person(next)?.managerId ?? null;
  }
  return superiors;
}
