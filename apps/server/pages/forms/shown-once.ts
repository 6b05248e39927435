import type { Engine } from '#engine';
import { one, type Posted } from './posted.js';

/**
 * The 256 bits of a secret that is made by a form and shown on the page that answers it: random, by the form's own part, and the
 * same for the same form with the same words. Whoever sends it twice has made one, and is shown it whichever answer they see.
 * @param values what was typed
 * @throws KeysUnavailable
 */
export async function bitsShownOnce(
  { keys }: Pick<Engine, 'keys'>,
  personId: string,
  posted: Posted,
  values: object = {},
): Promise<Buffer | undefined> {
  const key = one(posted, 'commandKey');
  if (!isCommandKey(key)) return undefined;
  return Buffer.from(await keys.pseudonym('shown-once', JSON.stringify([personId, key, values])), 'hex');
}

/** Whether it is the own part of a form of ours, and no other word. */
export const isCommandKey = (key: string): boolean => /^[0-9a-f-]{36}$/.test(key);
