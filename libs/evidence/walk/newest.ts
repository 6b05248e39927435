import type { SealEvent } from '#domain';
import type { EventStore } from '#event-store';
import { formatVerifierKey, parseVerifierKey, renamed } from '#transparency';
import type { VerifierKey } from '#transparency';
import { rotationIn } from './key-rotation.js';
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
export const publicKeys = (store: Pick<EventStore, 'readStream'>): Promise<readonly string[]> =>
  new PublicKeys(store).all();

/** The vkeys of a log, remembered: asked again, it reads only the seals that came since, once for all who ask at a time. */
export class PublicKeys {
  private readonly keys: VerifierKey[] = [];
  private next = 0;
  private reading: Promise<void> | undefined;

  constructor(private readonly store: Pick<EventStore, 'readStream'>) {}

  /** The present one last. @throws StoreUnavailable */
  async all(): Promise<readonly string[]> {
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    await this.reading;
    return this.keys.map(formatVerifierKey);
  }

  private async read(): Promise<void> {
    for (;;) {
      const events = await this.store.readStream(SEALS, { from: this.next, maxCount: AT_ONCE });
      for (const event of events.map(sealEvent)) if (event !== undefined) this.note(event);
      this.next += events.length;
      if (events.length < AT_ONCE) return;
    }
  }

  private note(event: SealEvent): void {
    const last = this.keys.at(-1);
    if (event.type === 'sealing-begun') this.keys.push(parseVerifierKey(event.data.key));
    const rotation = event.type === 'signing-key-rotated' ? rotationIn(event.data.statement) : undefined;
    if (rotation !== undefined) this.keys.push(rotation.to);
    if (event.type === 'log-restored' && last !== undefined) this.keys.push(renamed(last, event.data.origin));
  }
}
