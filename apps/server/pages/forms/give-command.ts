import { createHash, randomUUID } from 'node:crypto';
import type { Accepted, CommandRefusal } from '#application';
import type { Actor } from '#domain';
import type { Engine } from '#engine';
import { one, type Posted } from './posted.js';
import { isCommandKey } from './shown-once.js';

/** A command as a form gives it. */
export interface FormOrder {
  readonly name: string;
  readonly target?: string;
  readonly body: object;
  readonly actor: Actor;
  readonly posted: Posted;
  /** The request's id. */
  readonly correlationId: string;
}

/** The key of a new form. */
export const newCommandKey = (): string => randomUUID();

/**
 * Gives the command of a form. The same form with the same words is the same command, however often it comes: a double
 * click, Back and send. With other words it is another, which the revision it was shown at then refuses where the first
 * has changed the record. The key says nothing of the words: the form's own part of it is random and kept nowhere.
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function giveCommand(
  engine: Engine,
  { name, target, body, actor, posted, correlationId }: FormOrder,
): Promise<Accepted | CommandRefusal> {
  const key = one(posted, 'commandKey');
  const revision = one(posted, 'revision');
  return engine.execute({
    name,
    target,
    body,
    actor,
    route: `form ${name} ${target ?? ''}`,
    correlationId,
    idempotencyKey: isCommandKey(key) ? keyOf(key, body) : undefined,
    expectedRevision: /^\d{1,15}$/.test(revision) ? Number(revision) : undefined,
  });
}

const keyOf = (key: string, body: object): string =>
  createHash('sha256')
    .update(`${key} ${JSON.stringify(body)}`)
    .digest('hex');
