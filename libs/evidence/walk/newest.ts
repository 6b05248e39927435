import type { SealEvent } from '#domain';
import type { EventStore } from '#event-store';
import { formatVerifierKey, parseVerifierKey, renamed } from '#transparency';
import type { VerifierKey } from '#transparency';
import { SEALS, sealEvent } from './seal-events.js';

const AT_ONCE = 50;

/**
 * The newest signed checkpoint of a log; nothing before the first. Looked for from the end of the seals, which is found in
 * as many reads as its length has binary digits: years of seals are not walked for it.
 */
export async function newestCheckpoint(store: Pick<EventStore, 'readStream'>): Promise<string | undefined> {
  for (let end = await lengthOf(store); end > 0; end -= AT_ONCE) {
    const from = Math.max(0, end - AT_ONCE);
    const events = (await store.readStream(SEALS, { from, maxCount: end - from })).map(sealEvent);
    const signed = events.findLast((event) => event?.type === 'checkpoint-signed');
    if (signed?.type === 'checkpoint-signed') return signed.data.checkpoint;
  }
  return undefined;
}

/** How many events the seals have. */
async function lengthOf(store: Pick<EventStore, 'readStream'>): Promise<number> {
  const hasMoreThan = async (count: number): Promise<boolean> =>
    (await store.readStream(SEALS, { from: count, maxCount: 1 })).length > 0;
  if (!(await hasMoreThan(0))) return 0;
  let [more, none] = [0, AT_ONCE];
  while (await hasMoreThan(none)) [more, none] = [none, none * 2];
  while (none - more > 1) {
    const middle = Math.floor((more + none) / 2);
    if (await hasMoreThan(middle)) more = middle;
    else none = middle;
  }
  return none;
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
