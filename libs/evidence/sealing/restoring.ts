import type { SealEvent } from '#domain';
import { START } from '#event-store';
import type { EventStore } from '#event-store';
import { formatVerifierKey } from '#transparency';
import type { NamedKey } from '../keys/signing-key.js';
import { SealWalk, signedBy } from '../walk/seal-walk.js';
import type { WitnessEntry } from '../witness/witness-file.js';

/** What is to be recorded of an older copy that was put back, but for the reason. */
export type RestorationFound = Omit<Extract<SealEvent, { type: 'log-restored' }>['data'], 'reason'>;

/** A restoration, and how sealing was begun where the copy is from before that: it is recorded first. */
export interface FoundRestoration {
  readonly begun: Extract<SealEvent, { type: 'sealing-begun' }>['data'] | null;
  readonly found: RestorationFound;
}

/**
 * Looks whether the newest checkpoint that a witness has of a log is of events that the log no longer has; nothing where
 * the log bears it out.
 * @param kept the signing key: a copy from before sealing was begun names none
 */
export async function findRestoration(
  store: Pick<EventStore, 'readAll'>,
  witnessed: readonly WitnessEntry[],
  kept?: NamedKey,
): Promise<FoundRestoration | undefined> {
  const walk = new SealWalk();
  for (let after = START; ;) {
    const events = await store.readAll({ after, maxCount: 1_000 });
    for (const event of events) walk.next(event);
    const last = events.at(-1);
    if (last === undefined) break;
    after = last.position;
  }
  const { newest, restorations } = walk;
  const isBegun = walk.origin !== undefined;
  const { origin, key } = isBegun ? walk : { origin: kept?.name, key: kept?.key.verifier(kept.name) };
  if (origin === undefined || key === undefined) return undefined;
  const keys = isBegun ? walk.keys : [key];
  const size = newest?.size ?? 0;
  const beyond = witnessed
    .map(({ text }) => ({ text, said: signedBy(text, keys) }))
    .filter(({ said }) => said?.origin === origin && said.size > size)
    .sort((one, other) => (one.said?.size ?? 0) - (other.said?.size ?? 0));
  const last = beyond.at(-1);
  if (last?.said === undefined) return undefined;
  const [first] = origin.split('/restored-');
  const to = `${first ?? origin}/restored-${restorations.length + 1}`;
  return {
    begun: isBegun ? null : { origin, key: formatVerifierKey(key) },
    found: { witnessed: last.text, lost: last.said.size - size, origin: to },
  };
}
