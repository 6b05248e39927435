import type { Role } from './people/events.js';

/**
 * Who gives a command. `system:<process>` acts for the engine itself with the role `system`;
 * `operator` is the command line without --as, a coordinator.
 */
export interface Actor {
  readonly id: string;
  readonly roles: readonly (Role | 'system')[];
}

export const OPERATOR: Actor = { id: 'operator', roles: ['coordinator'] };

export function systemActor(process: string): Actor {
  return { id: `system:${process}`, roles: ['system'] };
}
