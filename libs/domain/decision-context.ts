import type { Actor } from './actor.js';

/** What every decision is given: who asks, when, and ids that are the same whenever the command is decided again. */
export interface DecisionContext {
  readonly actor: Actor;
  /** ISO instant, UTC. */
  readonly now: string;
  /** The London date of `now`. */
  readonly today: string;
  readonly newId: (what: string) => string;
}

/** Whether the actor has at least one of the roles. */
export function hasRole(actor: Actor, ...roles: readonly Actor['roles'][number][]): boolean {
  return actor.roles.some((role) => roles.includes(role));
}
