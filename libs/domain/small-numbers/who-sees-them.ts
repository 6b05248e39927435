import type { Actor } from '../actor.js';
import { hasRole } from '../decision-context.js';
import type { ProgrammeSettings } from '../settings/programme-settings.js';

type Smallness = Pick<ProgrammeSettings, 'leadersSeeAll' | 'smallNumber'>;

/**
 * Somebody as lists of audits know them. A leader from whom small numbers are withheld has no list of all audits beside the
 * figures, since they could be counted from it: what a list shows is then what their other roles and their own part open.
 */
export function asListed(actor: Actor, settings: Smallness | null): Actor {
  if (seesSmallNumbers(actor, settings)) return actor;
  return { ...actor, roles: actor.roles.filter((role) => role !== 'leader') };
}

/**
 * Whether figures go to somebody as they are: outside the QA team small numbers are withheld, on every route, unless the
 * council has said that its leaders see all.
 * @param settings those in force; null before any were published
 */
export function seesSmallNumbers(actor: Actor, settings: Smallness | null): boolean {
  if (hasRole(actor, 'coordinator', 'system')) return true;
  return hasRole(actor, 'leader') && (settings?.leadersSeeAll === true || (settings?.smallNumber ?? 0) < 2);
}
