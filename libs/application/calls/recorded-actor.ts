import type { Actor } from '#domain';
import type { EventMetadata } from '#event-store';

/** Who an event says did it: the person, in which role, and whose hand it was where that was not theirs. */
export const recordedActor = (
  { id, roles, through }: Actor,
  role: string = roles[0] ?? 'none',
): EventMetadata['actor'] => ({
  id,
  role,
  through,
});
