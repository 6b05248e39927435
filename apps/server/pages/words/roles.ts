import type { Role } from '#domain';
import { capitalised } from './humanised.js';

interface RoleWords {
  readonly article: 'a' | 'an';
  readonly name: string;
  /** What they do here, after their name. */
  readonly does: string;
}

/** What each role is called to people. */
export const ROLE_WORDS: Readonly<Record<Role, RoleWords>> = {
  coordinator: { article: 'a', name: 'coordinator', does: 'draws the sample, allocates audits and sees what is late' },
  auditor: { article: 'an', name: 'auditor', does: 'talks cases through and grades them' },
  moderator: { article: 'a', name: 'moderator', does: 'checks the grades of others' },
  practitioner: { article: 'a', name: 'practitioner', does: 'holds the case, reads the outcome and carries actions' },
  team_manager: { article: 'a', name: 'team manager', does: 'answers for a team’s outcomes, plans and actions' },
  leader: { article: 'a', name: 'leader', does: 'reads reports and decides disputes' },
  inspector: { article: 'an', name: 'inspector', does: 'replays the audits that were opened to them' },
  administrator: { article: 'an', name: 'administrator', does: 'looks after people, roles, keys and queues' },
};

export const rolesInWords = (roles: readonly Role[]): string =>
  roles.length === 0 ? 'None' : capitalised(roles.map((role) => ROLE_WORDS[role].name).join(', '));
