import type { Actor } from '../actor.js';
import { partyRoles } from '../workflow/parties.js';
import type { Council } from './answering.js';

/** A person (or the engine) and what they are to an audit on a day. */
export interface Standing extends Council {
  readonly actor: Actor;
  /** Whether they read the first grade while it was to be moderated blind. */
  readonly hasReadFirstGrade: boolean;
}

/** Themself and the absent people they stand in for. */
export function actsFor({
  actor,
  directory,
  today,
}: Pick<Standing, 'actor' | 'directory' | 'today'>): readonly string[] {
  const others = directory.standsInFor(actor.id, today).filter((person) => person !== actor.id);
  return [actor.id, ...others];
}

/** Whether any of these roles has a part in audits: an inspector's and an administrator's have none. */
export const worksOnAudits = (roles: Actor['roles']): boolean =>
  roles.some((role) => partyRoles['anyone-on-the-audit'].includes(role));
