import type { Directory } from '../people/directory.js';
import type { Role } from '../roles.js';
import type { AuditorGroup, Responsibilities } from '../settings/programme-settings.js';

/** What somebody is in the council besides, most senior first, in words as earlier audits' spreadsheets write them. */
const GROUPS: readonly (readonly [Role, AuditorGroup])[] = [
  ['leader', 'Leader'],
  ['team_manager', 'Team manager'],
  ['practitioner', 'Practitioner'],
];

/**
 * By whom an audit was done, for reports by group of auditors: what the auditor is in the council on that day, whatever they
 * are signed in as. A head of service as the settings name them, a leader, a team manager, a practitioner; `auditor` for
 * those whose work auditing is.
 */
export function auditorGroupOf(
  personId: string,
  { directory, responsibilities }: { readonly directory: Directory; readonly responsibilities: Responsibilities },
): AuditorGroup {
  if (responsibilities.headsOfService.some((head) => head.personId === personId)) return 'Head of service';
  const roles = directory.person(personId)?.roles ?? [];
  return GROUPS.find(([role]) => roles.includes(role))?.[1] ?? 'auditor';
}
