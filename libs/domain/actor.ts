import type { Role } from './roles.js';

/**
 * Who gives a command. `system:<process>` acts for the engine itself with the role `system`;
 * `operator` is the command line without --as, a coordinator.
 */
export interface Actor {
  readonly id: string;
  readonly roles: readonly (Role | 'system')[];
  /** Who really gives it, where it is not the person themself: the operator, on their behalf. */
  readonly through?: 'operator';
}

/** The command line without --as. */
export const OPERATOR_ID = 'operator';

export const OPERATOR: Actor = { id: OPERATOR_ID, roles: ['coordinator'] };

/** Sets a demonstration up. A council whose settings it published is one, for good: no person and no operator can be it. */
export const DEMONSTRATOR: Actor = { id: 'system:demonstration', roles: ['system'] };

export function systemActor(process: string): Actor {
  return { id: `system:${process}`, roles: ['system'] };
}

/** A person, when the operator of the command line acts on their behalf. */
export const onBehalfOf = (person: Actor): Actor => ({ ...person, through: OPERATOR_ID });

/** Who really gives a command: two commands come from two people only where these differ. */
export const giverOf = ({ id, through }: Actor): string => through ?? id;
