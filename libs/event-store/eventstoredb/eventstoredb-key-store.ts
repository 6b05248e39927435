import { KeysUnavailable } from '#privacy';
import type { KeptKey, KeyState, KeyStore, NewKey, Owner, RewrappedKey, StandingKey } from '#privacy';
import { NO_STREAM, RevisionConflict } from '../port.js';
import { aFewAtATime } from './a-few-at-a-time.js';
import { Appends } from './appends.js';
import { EventStoreDbConnection } from './connection.js';
import { keyStreams } from './deployment.js';
import { StreamGone, unavailable } from './failures.js';
import { foldDestructions, KeyStreams, wrappedKey } from './key-streams.js';
import type { Destruction, KeyKept } from './key-streams.js';

/**
 * How many calls are under way at once: enough that network delays do not add up, and few enough to leave room for
 * others.
 */
const AT_ONCE = 128;

export interface EventStoreDbKeyStoreOptions {
  /** As for the events of the deployment; `plumbline` by default. */
  readonly deployment?: string;
  /** How long a write may take, in milliseconds; 10 s by default. */
  readonly appendMs?: number;
}

/**
 * Wrapped keys in EventStoreDB: a stream an owner, holding the key and nothing else; a stream a lookup; and one stream
 * of destructions, which alone says whether a key lives.
 *
 * A destruction counts from the moment it is recorded there. Then the lookup is freed and the key's stream made a
 * tombstone; should the process die in between, the next one that opens the keys, or destroys one, sees to it. The
 * bytes are gone from the server's disk once it has scavenged, and useless at the next rotation of the master key.
 *
 * Streams are written one by one: where `create` fails half-way, keys that were kept stay, owned by nobody yet; the same
 * keys again finish it.
 */
export class EventStoreDbKeyStore implements KeyStore {
  private readonly appends: Appends;
  private readonly streams: KeyStreams;
  private readonly destroyed = new Map<Owner, Destruction>();
  private destroyedRevision = NO_STREAM;

  private constructor(
    private readonly connection: EventStoreDbConnection,
    { deployment = 'plumbline', appendMs = 10_000 }: EventStoreDbKeyStoreOptions,
  ) {
    this.appends = new Appends(connection, appendMs);
    this.streams = new KeyStreams(connection, this.appends, keyStreams(deployment));
  }

  /** Finishes destructions that were interrupted. @throws EventServerProblem, KeysUnavailable */
  static async open(url: string, options: EventStoreDbKeyStoreOptions = {}): Promise<EventStoreDbKeyStore> {
    const store = new EventStoreDbKeyStore(EventStoreDbConnection.to(url), options);
    try {
      await guarded(() => store.buryAll());
    } catch (error) {
      await store.close();
      throw error;
    }
    return store;
  }

  async create(keys: readonly NewKey[]): Promise<readonly StandingKey[]> {
    return guarded(async () => {
      await this.catchUp();
      return aFewAtATime(keys, AT_ONCE, (key) => this.createOne(key));
    });
  }

  async find(lookups: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
    return guarded(async () => {
      await this.catchUp();
      const owners = new Map<string, Owner>();
      const standing = await aFewAtATime(lookups, AT_ONCE, (digest) => this.streams.lookup(digest));
      standing.forEach(({ owner }, index) => {
        const digest = lookups[index];
        if (digest !== undefined && owner !== undefined && !this.destroyed.has(owner)) owners.set(digest, owner);
      });
      return owners;
    });
  }

  async get(owners: readonly Owner[]): Promise<ReadonlyMap<Owner, KeyState>> {
    return guarded(async () => {
      await this.catchUp();
      const states = new Map<Owner, KeyState>();
      const standing = await aFewAtATime(owners, AT_ONCE, (owner) => this.state(owner));
      owners.forEach((owner, index) => {
        const state = standing[index];
        if (state !== undefined) states.set(owner, state);
      });
      return states;
    });
  }

  async destroy(owner: Owner, at: string): Promise<KeyState | undefined> {
    return guarded(async () => {
      for (;;) {
        await this.catchUp();
        if (this.destroyed.has(owner) || (await this.streams.key(owner)) === undefined) break;
        await isFirst(() => this.streams.recordDestroyed(owner, at, this.destroyedRevision));
      }
      await this.buryAll();
      return this.destroyedState(owner);
    });
  }

  async rewrap(keys: readonly RewrappedKey[]): Promise<number> {
    return guarded(async () => {
      await this.catchUp();
      const done = await aFewAtATime(keys, AT_ONCE, (key) => this.rewrapOne(key));
      return done.filter(Boolean).length;
    });
  }

  async destructions(): Promise<number> {
    return guarded(async () => {
      await this.catchUp();
      return this.destroyedRevision;
    });
  }

  async *all(): AsyncIterable<KeptKey> {
    const { keys, leads } = await guarded(() => this.gather());
    for (const owner of [...new Set([...keys.keys(), ...this.destroyed.keys()])].sort()) {
      const gone = this.destroyedState(owner);
      const key = keys.get(owner);
      if (gone !== undefined) yield { owner, key: gone };
      else if (key !== undefined) {
        const lookup = key.lookup !== undefined && leads.get(key.lookup) === owner ? key.lookup : undefined;
        yield { owner, key: { state: 'living', wrapped: wrappedKey(key) }, lookup };
      }
    }
  }

  async masterKeyIds(): Promise<readonly string[]> {
    const { keys } = await guarded(() => this.gather());
    const living = [...keys].filter(([owner]) => !this.destroyed.has(owner));
    return [...new Set(living.map(([, { masterKeyId }]) => masterKeyId))].sort();
  }

  async close(): Promise<void> {
    await this.appends.settled();
    await this.connection.close();
  }

  /**
   * The key is kept first and the lookup claimed after, so that a lookup never leads to an owner without a key. Who
   * loses the race for the lookup takes the key back.
   */
  private async createOne({ owner, wrapped, lookup }: NewKey): Promise<StandingKey> {
    const older = this.destroyedState(owner);
    if (older !== undefined) return { owner, ...older };
    const key: KeyKept = { masterKeyId: wrapped.masterKeyId, box: wrapped.box.toString('base64'), lookup };
    let isKept = await isFirst(() => this.streams.keepKey(owner, key));
    if (!isKept) {
      await this.catchUp();
      const gone = this.destroyedState(owner);
      if (gone !== undefined) return { owner, ...gone };
      const kept = await this.streams.key(owner);
      // The very same key is of an earlier try, which may have been cut short before it claimed the lookup: go on with it.
      isKept = kept?.box === key.box && kept.lookup === lookup;
      if (kept !== undefined && !isKept) return { owner, state: 'living', wrapped: wrappedKey(kept) };
    }
    if (lookup === undefined) {
      if (isKept) return { owner, state: 'living', wrapped };
      throw takenBack();
    }
    // A lookup is new nearly always: it is only looked at where it turns out not to be.
    for (let revision = NO_STREAM; ;) {
      if (isKept && (await isFirst(() => this.streams.keepLookup(lookup, owner, revision)))) {
        return { owner, state: 'living', wrapped };
      }
      const leads = await this.streams.lookup(lookup);
      if (leads.owner !== undefined && !(await this.isDestroyed(leads.owner))) {
        if (isKept && leads.owner !== owner) await this.streams.buryKey(owner);
        return this.standing(leads.owner);
      }
      if (!isKept) throw takenBack();
      revision = leads.revision;
    }
  }

  private async rewrapOne({ owner, from, to }: RewrappedKey): Promise<boolean> {
    if (this.destroyed.has(owner)) return false;
    const standing = await this.streams.keyStanding(owner);
    if (standing?.key.box !== from.box.toString('base64')) return false;
    const { lookup } = standing.key;
    const key: KeyKept = { masterKeyId: to.masterKeyId, box: to.box.toString('base64'), lookup };
    return isFirst(() => this.streams.rekey(owner, key, standing.revision));
  }

  /** The key of an owner known to have one. */
  private async standing(owner: Owner): Promise<StandingKey> {
    await this.catchUp();
    const state = await this.state(owner);
    if (state === undefined) throw takenBack();
    return { owner, ...state };
  }

  private async state(owner: Owner): Promise<KeyState | undefined> {
    const gone = this.destroyedState(owner);
    if (gone !== undefined) return gone;
    const key = await this.streams.key(owner);
    return key && { state: 'living', wrapped: wrappedKey(key) };
  }

  private destroyedState(owner: Owner): KeyState | undefined {
    const gone = this.destroyed.get(owner);
    return gone && { state: 'destroyed', at: gone.at };
  }

  private async isDestroyed(owner: Owner): Promise<boolean> {
    await this.catchUp();
    return this.destroyed.has(owner);
  }

  /** Learns of every destruction recorded up to now, by whichever process. */
  private async catchUp(): Promise<void> {
    const events = await this.streams.destructions(this.destroyedRevision);
    // Another call may have learnt the same meanwhile; learning it twice changes nothing.
    foldDestructions(this.destroyed, events);
    this.destroyedRevision = Math.max(this.destroyedRevision, events.at(-1)?.revision ?? NO_STREAM);
  }

  /** Ends every destruction that is recorded and not yet seen through. */
  private async buryAll(): Promise<void> {
    await this.catchUp();
    for (const [owner, { isBuried }] of this.destroyed) {
      if (isBuried) continue;
      const key = await this.streams.key(owner);
      if (key?.lookup !== undefined) await this.free(key.lookup, owner);
      if (key !== undefined) await this.streams.buryKey(owner);
      // Where another process is first, it has seen to this one or to another: look again.
      while (this.destroyed.get(owner)?.isBuried === false) {
        await isFirst(() => this.streams.recordBuried(owner, this.destroyedRevision));
        await this.catchUp();
      }
    }
  }

  private async free(digest: string, owner: Owner): Promise<void> {
    for (;;) {
      const leads = await this.streams.lookup(digest);
      if (leads.owner !== owner) return;
      if (await isFirst(() => this.streams.freeLookup(digest, leads.revision))) return;
    }
  }

  /** All keys the server shows, and where lookups lead. */
  private async gather(): Promise<{
    readonly keys: ReadonlyMap<Owner, KeyKept>;
    readonly leads: ReadonlyMap<string, Owner | undefined>;
  }> {
    const keys = new Map<Owner, KeyKept>();
    const leads = new Map<string, Owner | undefined>();
    for await (const event of this.streams.everything()) {
      if (event.kind === 'key') keys.set(event.owner, event.key);
      else if (event.kind === 'buried') keys.delete(event.owner);
      else leads.set(event.digest, event.owner);
    }
    await this.catchUp();
    return { keys, leads };
  }
}

/** An owner whose key went to another owner of the same lookup, and who is asked for all the same. */
const takenBack = (): KeysUnavailable =>
  new KeysUnavailable('Another process made the same key at the same moment: send the same again');

/** Whether a write found its stream as it expected. */
async function isFirst(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof RevisionConflict || error instanceof StreamGone) return false;
    throw error;
  }
}

async function guarded<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KeysUnavailable) throw error;
    throw new KeysUnavailable(
      `${unavailable(error).message}: no key can be used, and nothing personal read or written`,
      {
        cause: error,
      },
    );
  }
}
