import { setTimeout as pause } from 'node:timers/promises';
import { isRefusal, systemActor } from '#domain';
import { KEY_LIFE_MS, beginRotation, endRotation } from '#privacy';
import type { Engine } from './engine.js';

export interface RotationOrder {
  /** `MASTER_KEY_FILE`: holds both keys while it lasts, the new one alone afterwards. */
  readonly masterKeyFile: string;
  /** The new key's file; made where it is not there, and kept. */
  readonly newFile: string;
  /** How long every other process may take to look at the key file again, in milliseconds. */
  readonly settleMs?: number;
}

export interface Rotated {
  readonly from: string | null;
  readonly to: string;
  /** Keys that were wrapped anew, this time. */
  readonly keys: number;
}

const ENGINE = systemActor('keys');
const SETTLE_MS = KEY_LIFE_MS + 1_000;

/**
 * Puts another master key in the place of the one in use: every living key is wrapped under it, and the old one is dropped from
 * the key file. Services go on meanwhile. Cut short anywhere, the same again, or the next start of a service, goes on with it.
 * @throws KeyFileProblem, KeysUnavailable, StoreUnavailable
 */
export async function rotateMasterKey(engine: Engine, order: RotationOrder): Promise<Rotated> {
  const { masterKeyFile: file, newFile } = order;
  await beginRotation({ file, dataDir: engine.dataDir, newFile, now: engine.clock() });
  return finishRotation(engine, file, order.settleMs);
}

/** Goes on with a rotation that is under way by the key file; nothing where none is. */
export async function finishRotation(engine: Engine, masterKeyFile: string, settleMs = SETTLE_MS): Promise<Rotated> {
  const { keys, dataDir } = engine;
  const { current: to, before: from } = await keys.masters();
  if (from === null) return { from, to, keys: 0 };
  let count = await keys.rewrap();
  // What makes keys under the old one still has looked at the file again once this has passed, and is done once it has twice.
  for (let quiet = 0; quiet < 2;) {
    await pause(settleMs);
    const more = await keys.rewrap();
    count += more;
    const ids = await keys.masterKeyIds();
    quiet = more === 0 && ids.every((id) => id === to) ? quiet + 1 : 0;
  }
  const recorded = await engine.execute({
    name: 'RecordMasterKeyRotated',
    body: { from, to, keys: count },
    actor: ENGINE,
  });
  if (isRefusal(recorded)) throw new Error(`The rotation could not be recorded: ${recorded.sentence}`);
  await endRotation({ file: masterKeyFile, dataDir });
  return { from, to, keys: count };
}
