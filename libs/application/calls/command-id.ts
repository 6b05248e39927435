import { randomUUID } from 'node:crypto';
import { uuidV5 } from '#event-store';
import type { CommandCall } from './command-call.js';

/** The namespace of command ids, for good: with another, a command sent again would no longer be known. */
const COMMANDS = '5f1b7c1e-6f0b-5d0a-9a53-0c4b6f4e7d21';

/** UUIDv5 of actor, route and idempotency key. */
export const commandIdOf = (actorId: string, route: string, idempotencyKey: string): string =>
  uuidV5(COMMANDS, JSON.stringify([actorId, route, idempotencyKey]));

/** UUIDv5 of process, causing event and step: on every replica the same, so that a step is taken once. */
export const processCommandId = (process: string, cause: string, step: string): string =>
  uuidV5(COMMANDS, JSON.stringify(['process', process, cause, step]));

/** Whether other processes may be taking the very same command: a retry through another replica, a process's step. */
export const mayBeTakenElsewhere = ({ commandId, idempotencyKey }: CommandCall): boolean =>
  commandId !== undefined || idempotencyKey !== undefined;

/** The call's own command id, the one its key gives, or a new one. */
export function commandIdFor(call: CommandCall): string {
  if (call.commandId !== undefined) return call.commandId;
  if (call.idempotencyKey === undefined) return randomUUID();
  return commandIdOf(call.actor.id, call.route ?? `${call.name} ${call.target ?? ''}`, call.idempotencyKey);
}
