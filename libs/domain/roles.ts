export const ROLES = [
  'coordinator',
  'auditor',
  'moderator',
  'practitioner',
  'team_manager',
  'leader',
  'inspector',
  'administrator',
] as const;

/** What somebody is in the council; roles combine. */
export type Role = (typeof ROLES)[number];
