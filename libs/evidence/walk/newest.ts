import type { SealEvent } from '#domain';
import type { EventStore } from '#event-store';
import { formatVerifierKey, parseVerifierKey, renamed } from '#transparency';
import type { VerifierKey } from '#transparency';
import { SEALS, sealEvent } from './seal-events.js';

const AT_ONCE = 50;

/** The newest signed checkpoint of a log; nothing before the first. */
export async function newestCheckpoint(store: Pick<EventStore, 'readStream'>): Promise<string | undefined> {
  let newest: string | undefined;
  for await (const event of sealEvents(store)) if (event.type === 'checkpoint-signed') newest = event.data.checkpoint;
  return newest;
}

/** The vkeys that a log was signed with, the present one last. */
export async function publicKeys(store: Pick<EventStore, 'readStream'>): Promise<readonly string[]> {
  const keys: VerifierKey[] = [];
  for await (const event of sealEvents(store)) {
    const last = keys.at(-1);
    if (event.type === 'sealing-begun') keys.push(parseVerifierKey(event.data.key));
    if (event.type === 'log-restored' && last !== undefined) keys.push(renamed(last, event.data.origin));
  }
  return keys.map(formatVerifierKey);
}

async function* sealEvents(store: Pick<EventStore, 'readStream'>): AsyncGenerator<SealEvent> {
  for (let from = 0; ; from += AT_ONCE) {
    const events = await store.readStream(SEALS, { from, maxCount: AT_ONCE });
    yield* events.map(sealEvent).filter((event) => event !== undefined);
    if (events.length < AT_ONCE) return;
  }
}
