import { randomUUID } from 'node:crypto';
import type { KeyState, Owner, WrappedKey } from '#privacy';
import { canonicalJson } from '../canonical-json.js';
import { NO_STREAM, START } from '../port.js';
import type { Position, RecordedEvent } from '../port.js';
import type { Appends } from './appends.js';
import type { EventStoreDbConnection } from './connection.js';
import { isStreamDeleted } from './failures.js';
import { allRequest, streamRequest } from './reads.js';

/** A key's one event. */
export interface KeyKept {
  readonly masterKeyId: string;
  /** Base64. */
  readonly box: string;
  readonly lookup?: string;
}

/** The last word of a lookup's stream: whom it leads to, if anybody. */
export interface LookupStanding {
  readonly owner?: Owner;
  readonly revision: number;
}

export type Destruction = Extract<KeyState, { state: 'destroyed' }> & { readonly isBuried: boolean };

const KEY = 'key-kept.v1';
const LOOKUP = 'lookup-kept.v1';
const LOOKUP_FREED = 'lookup-freed.v1';
const DESTROYED = 'key-destroyed.v1';
const BURIED = 'key-buried.v1';
const TOMBSTONE = '$streamDeleted';

const PAGE = 1_000;
const READ_LIMITS = { silenceMs: 10_000 };

export const wrappedKey = ({ masterKeyId, box }: KeyKept): WrappedKey => ({
  masterKeyId,
  box: Buffer.from(box, 'base64'),
});

/** Where keys, lookups and destructions stand on the server; each write is one append at an exact revision. */
export class KeyStreams {
  constructor(
    private readonly connection: EventStoreDbConnection,
    private readonly appends: Appends,
    private readonly prefix: string,
  ) {}

  /** The key of an owner; nothing for one who never had a key, or whose stream is a tombstone. */
  async key(owner: Owner): Promise<KeyKept | undefined> {
    const last = await this.last(this.keyName(owner));
    return last && JSON.parse(last.data);
  }

  /** @throws RevisionConflict, StreamGone for an owner who has a key or had one */
  async keepKey(owner: Owner, key: KeyKept): Promise<void> {
    await this.append(this.keyName(owner), NO_STREAM, KEY, { ...key, owner });
  }

  /** A key as it stands, and at which revision. */
  async keyStanding(owner: Owner): Promise<{ readonly key: KeyKept; readonly revision: number } | undefined> {
    const last = await this.last(this.keyName(owner));
    return last && { key: JSON.parse(last.data), revision: last.revision };
  }

  /** Keeps a key wrapped anew. @throws RevisionConflict, StreamGone where it has changed or been destroyed since */
  async rekey(owner: Owner, key: KeyKept, revision: number): Promise<void> {
    await this.append(this.keyName(owner), revision, KEY, { ...key, owner });
  }

  async buryKey(owner: Owner): Promise<void> {
    try {
      await this.connection.tombstoneStream(this.keyName(owner), { expectedRevision: 'any', requiresLeader: true });
    } catch (error) {
      if (!isStreamDeleted(error)) throw error;
    }
  }

  async lookup(digest: string): Promise<LookupStanding> {
    const last = await this.last(this.lookupName(digest));
    if (last === undefined) return { revision: NO_STREAM };
    const { owner }: { owner?: Owner } = JSON.parse(last.data);
    return { owner, revision: last.revision };
  }

  /** @throws RevisionConflict when the lookup has changed since. */
  async keepLookup(digest: string, owner: Owner, revision: number): Promise<void> {
    await this.append(this.lookupName(digest), revision, LOOKUP, { owner });
  }

  /** Leads nowhere from now on; only that is left once the server scavenges. @throws RevisionConflict */
  async freeLookup(digest: string, revision: number): Promise<void> {
    const name = this.lookupName(digest);
    await this.append(name, revision, LOOKUP_FREED, {});
    const metadata = await this.last(`$$${name}`);
    if (metadata === undefined) await this.append(`$$${name}`, NO_STREAM, '$metadata', { $maxCount: 1 });
  }

  /** What was destroyed since a revision of its stream, and where that stands. */
  async destructions(after: number): Promise<readonly RecordedEvent[]> {
    return this.read(streamRequest(this.destroyedName, { from: after + 1 }));
  }

  /** @throws RevisionConflict when another destruction was first. */
  async recordDestroyed(owner: Owner, at: string, revision: number): Promise<void> {
    await this.append(this.destroyedName, revision, DESTROYED, { owner, at });
  }

  async recordBuried(owner: Owner, revision: number): Promise<void> {
    await this.append(this.destroyedName, revision, BURIED, { owner });
  }

  /** Every key and lookup there ever was that the server still shows, in the order they were written. */
  async *everything(): AsyncIterable<
    | { readonly kind: 'key'; readonly owner: Owner; readonly key: KeyKept }
    | { readonly kind: 'buried'; readonly owner: Owner }
    | { readonly kind: 'lookup'; readonly digest: string; readonly owner?: Owner }
  > {
    const [keys, lookups] = [this.keyName(''), this.lookupName('')];
    for (let after: Position = START; ;) {
      const page = await this.read(allRequest({ from: after, maxCount: PAGE, prefixes: [this.prefix] }));
      for (const { stream, type, data, position } of page) {
        if (position <= after) continue;
        if (type === KEY) yield { kind: 'key', owner: stream.slice(keys.length), key: JSON.parse(data) };
        // Until the server scavenges it shows a key before its tombstone.
        if (type === TOMBSTONE) yield { kind: 'buried', owner: stream.slice(keys.length) };
        if (type === LOOKUP || type === LOOKUP_FREED) {
          yield { kind: 'lookup', digest: stream.slice(lookups.length), owner: JSON.parse(data).owner };
        }
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last.position;
    }
  }

  private keyName(owner: Owner): string {
    return `${this.prefix}key:${owner}`;
  }

  private lookupName(digest: string): string {
    return `${this.prefix}lookup:${digest}`;
  }

  private get destroyedName(): string {
    return `${this.prefix}destroyed`;
  }

  private async last(name: string): Promise<RecordedEvent | undefined> {
    try {
      const [last] = await this.read(streamRequest(name, { direction: 'backwards', maxCount: 1 }));
      return last;
    } catch (error) {
      if (isStreamDeleted(error)) return undefined;
      throw error;
    }
  }

  private read(request: Parameters<EventStoreDbConnection['events']>[0]): Promise<RecordedEvent[]> {
    return this.connection.events(request, READ_LIMITS);
  }

  private async append(name: string, expectedRevision: number, type: string, content: unknown): Promise<void> {
    const data = canonicalJson(content);
    const event = { id: randomUUID(), type, data, metadata: '' };
    const bytes = Buffer.byteLength(data);
    await this.appends.append({ stream: name, name, expectedRevision, events: [event], bytes, isJson: true });
  }
}

/** The destructions of a part of their stream, put on top of what is known. */
export function foldDestructions(
  known: Map<Owner, Destruction>,
  events: readonly RecordedEvent[],
): Map<Owner, Destruction> {
  for (const { type, data } of events) {
    const { owner, at = '' }: { owner: Owner; at?: string } = JSON.parse(data);
    const standing = known.get(owner);
    if (type === DESTROYED && standing === undefined) known.set(owner, { state: 'destroyed', at, isBuried: false });
    if (type === BURIED && standing !== undefined) known.set(owner, { ...standing, isBuried: true });
  }
  return known;
}
