import { setImmediate } from 'node:timers/promises';
import { isSealed, keyedDigest, openWith, seal } from '#privacy';
import type { KeyRing, Opened, Owner, OwnerKey, Sealed } from '#privacy';
import { canonicalJson } from './canonical-json.js';
import { hashMetadata } from './chain.js';
import type { UnhashedMetadata } from './chain.js';
import type { Actor, EventEnvelope, EventMetadata } from './envelope.js';
import { UnknownEventType } from './event-types.js';
import type { EventTypes } from './event-types.js';
import { PersonalFields } from './personal-fields.js';
import type { EventStore, Position, ReadAllOptions, RecordedEvent, StoredEvent, StreamName } from './port.js';
import { RecentStreams } from './recent-streams.js';
import type { RecentStream } from './recent-streams.js';
import { NEW_STREAM } from './stream-end.js';
import type { LoadedStream, StreamEnd } from './stream-end.js';
import { UnreadEvent } from './unread-event.js';
import { Upcasting } from './upcasting.js';
import { told } from './told-append.js';
import { eventId } from './uuid-v5.js';

/** An event as the domain decides it: personal fields in clear text. */
export interface NewEvent {
  /** Its name in the code; it is stored in the version that is written today. */
  readonly type: string;
  readonly data: unknown;
}

/** What is recorded with the events of one command. */
export interface CommandContext {
  readonly actor: Actor;
  /** A UUID. One command appends to one stream; what it makes happen in another is a command of its own. */
  readonly commandId: string;
  readonly bodyDigest?: string;
  /** Canonical JSON of the command's body, of which the digest is made; in place of one made beforehand. */
  readonly body?: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly settingsVersion?: number;
  /** ISO instant in UTC with milliseconds. */
  readonly now: string;
  /** The index of the first event; above 0 when a long command is appended in parts, one after the other. */
  readonly firstIndex?: number;
}

/** Sealed, chained and ready: sending it again is the same append, byte for byte. */
export interface PreparedAppend {
  readonly stream: StreamName;
  readonly expectedRevision: number;
  readonly events: readonly StoredEvent[];
  /** The same events as they will be read back, but for their positions. */
  readonly envelopes: readonly Omit<EventEnvelope, 'position'>[];
  readonly lastHash: string;
  readonly lastRecordedAt: string;
}

export interface Appended extends StreamEnd {
  /** The position of the last event. */
  readonly position: Position;
  /** True where these very events are known to stand in the log, and not the same ones as another process made them. */
  readonly written?: true;
  readonly events: readonly Omit<EventEnvelope, 'position'>[];
}

/** Shown in place of a text whose key was destroyed. */
export const ERASED = Object.freeze({ erased: true } as const);

/** Shown in place of a text that its key does not open. */
const DAMAGED = Object.freeze({ damaged: true } as const);

/** A stream of which nothing is known. */
const NOTHING_READ: RecentStream = { loaded: { ...NEW_STREAM, events: [] }, size: 0 };

/** Texts sealed before others have their turn: part of a caseload has eight hundred. */
const SEALED_AT_ONCE = 100;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export interface LedgerParts {
  readonly store: EventStore;
  readonly keys: KeyRing;
  readonly types: EventTypes;
}

/** The log as the product knows it: typed events, sealed personal fields, chained hashes; on any store. */
export class Ledger {
  readonly store: EventStore;
  private readonly keys: KeyRing;
  private readonly recent = new RecentStreams();
  private readonly upcasting: Upcasting;
  private readonly personal: ReadonlyMap<string, PersonalFields>;

  constructor({ store, keys, types }: LedgerParts) {
    this.store = store;
    this.keys = keys;
    this.upcasting = new Upcasting(types);
    this.personal = new Map(
      Object.entries(types).map(([type, declared]) => [type, new PersonalFields(type, declared)]),
    );
  }

  /**
   * Seals, chains and appends the events of one command after `end`, where its stream stood when it was loaded.
   * After `StoreUnavailable` the outcome is unknown: where that must be settled, `prepare` once and `send` again.
   * @throws RevisionConflict, StoreUnavailable, EventTooLarge, OwnerErased, UnknownEventType
   */
  async append(
    stream: StreamName,
    end: StreamEnd,
    events: readonly NewEvent[],
    context: CommandContext,
  ): Promise<Appended> {
    return this.send(await this.prepare(stream, end, events, context));
  }

  /** @throws OwnerErased, UnknownEventType */
  async prepare(
    stream: StreamName,
    end: StreamEnd,
    events: readonly NewEvent[],
    context: CommandContext,
  ): Promise<PreparedAppend> {
    if (!INSTANT.test(context.now)) throw new TypeError(`${context.now} is not an instant in UTC with milliseconds`);
    const recordedAt = context.now > end.lastRecordedAt ? context.now : end.lastRecordedAt;
    const firstIndex = context.firstIndex ?? 0;
    const ids = (index: number): string => eventId(context.commandId, firstIndex + index);
    const { sealed, keys } = await this.sealAll(events, ids, context.actor.id);
    const bodyDigest = context.body === undefined ? context.bodyDigest : await this.digestUnder(keys, context.body);
    const stored: StoredEvent[] = [];
    const envelopes: Omit<EventEnvelope, 'position'>[] = [];
    let previousHash = end.lastHash;
    sealed.forEach(({ id, name, type, data }, index) => {
      const revision = end.revision + 1 + index;
      const unhashed: UnhashedMetadata = {
        actor: { id: context.actor.id, role: context.actor.role, through: context.actor.through },
        bodyDigest,
        causationId: context.causationId,
        commandId: context.commandId,
        correlationId: context.correlationId,
        previousHash,
        recordedAt,
        settingsVersion: context.settingsVersion,
      };
      const text = canonicalJson(data);
      const { hash, text: metadata } = hashMetadata({ type, stream, revision, data: text }, unhashed);
      stored.push({ id, type, data: text, metadata });
      envelopes.push({ id, stream, revision, type: name, data, metadata: { ...unhashed, hash } });
      previousHash = hash;
    });
    const lastRecordedAt = stored.length > 0 ? recordedAt : end.lastRecordedAt;
    return {
      stream,
      expectedRevision: end.revision,
      events: stored,
      envelopes,
      lastHash: previousHash,
      lastRecordedAt,
    };
  }

  /**
   * Sends a prepared append; again after `StoreUnavailable`, with one effect.
   * @throws RevisionConflict, StoreUnavailable, EventTooLarge
   */
  async send(prepared: PreparedAppend): Promise<Appended> {
    const { stream, expectedRevision, events, envelopes, lastHash, lastRecordedAt } = prepared;
    const { revision, position, written } = await told(stream, events.length, () =>
      this.store.append(stream, expectedRevision, events),
    );
    return { revision, position, written, lastHash, lastRecordedAt, events: envelopes };
  }

  /**
   * A stream's events in order, and where it stands now.
   * The events are shared with other callers and frozen.
   * @throws StoreUnavailable, UnknownEventType
   */
  async load(stream: StreamName): Promise<LoadedStream> {
    const recent = await this.readOn(stream, this.recent.get(stream) ?? NOTHING_READ);
    this.recent.put(stream, recent);
    return recent.loaded;
  }

  /**
   * A stream's events after a revision, to be folded: each is taken apart only as far as it is looked at, and not kept.
   * @param maxAgeMs how old the answer may be, as for `EventStore.readStream`
   * @throws StoreUnavailable, UnknownEventType
   */
  async tail(stream: StreamName, afterRevision: number, maxAgeMs = 0): Promise<readonly EventEnvelope[]> {
    const since = await this.store.readStream(stream, { from: afterRevision + 1, maxAgeMs });
    return since.map((event) => new UnreadEvent(event, this.upcasting));
  }

  /**
   * So many of a stream's events from a revision on: a part of one that is too long to be looked at as a whole.
   * @throws StoreUnavailable, UnknownEventType
   */
  async stretch(stream: StreamName, from: number, maxCount: number): Promise<readonly EventEnvelope[]> {
    return (await this.store.readStream(stream, { from, maxCount })).map((event) => this.envelope(event));
  }

  /** What is known of a stream and whatever came since. */
  private async readOn(stream: StreamName, { loaded, size }: RecentStream): Promise<RecentStream> {
    const since = await this.store.readStream(stream, { from: loaded.revision + 1 });
    const events = since.map((event) => frozen(this.envelope(event)));
    const last = events.at(-1);
    if (last === undefined) return { loaded, size };
    return {
      loaded: {
        events: [...loaded.events, ...events],
        revision: last.revision,
        lastHash: last.metadata.hash,
        lastRecordedAt: last.metadata.recordedAt,
      },
      size: since.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, size),
    };
  }

  /** A stream's events as they are stored, byte for byte. */
  loadStored(stream: StreamName): Promise<readonly RecordedEvent[]> {
    return this.store.readStream(stream);
  }

  /** At most `maxCount` events of the whole log in order, upcast, personal fields still sealed. */
  async readAll(options: ReadAllOptions): Promise<readonly EventEnvelope[]> {
    return (await this.store.readAll(options)).map((event) => this.envelope(event));
  }

  /** An event of the store as the product knows it. @throws UnknownEventType */
  envelope(event: RecordedEvent): EventEnvelope {
    return decode(event, this.upcasting);
  }

  /** Opens one personal field. */
  async open(sealed: Sealed): Promise<Opened> {
    return this.keys.open(sealed);
  }

  /**
   * A copy of a value with every personal field in it opened to its text, or to ERASED or DAMAGED.
   * Those that `may` answers false for stay sealed.
   */
  async openAll<Value>(value: Value, may: (sealed: Sealed) => boolean = () => true): Promise<Value> {
    const owners = new Set<Owner>();
    visit(value, (sealed) => {
      if (may(sealed)) owners.add(sealed.owner);
      return sealed;
    });
    if (owners.size === 0) return value;
    const keys = await this.keys.keysOf(owners);
    const opened = visit(value, (sealed) => {
      if (!may(sealed)) return sealed;
      const found = openWith(keys.get(sealed.owner) ?? 'unknown', sealed);
      if ('text' in found) return found.text;
      return 'erased' in found ? ERASED : DAMAGED;
    });
    // Of the same shape, but for what was sealed.
    return opened as Value;
  }

  /**
   * The digest of a command's body by which it is known again, under the keys of all whose texts its events hold: it dies
   * with the first of them, so that nobody's short words can be guessed at afterwards. Under the deployment's where they
   * hold none. Nothing where one of the keys is no more.
   */
  async bodyDigest(body: string, owners: Iterable<Owner>): Promise<string | undefined> {
    const keys = new Map<Owner, OwnerKey>();
    for (const [owner, key] of await this.keys.keysOf(owners)) {
      if (typeof key === 'string') return undefined;
      keys.set(owner, key);
    }
    return this.digestUnder(keys, body);
  }

  private async digestUnder(keys: ReadonlyMap<Owner, OwnerKey>, body: string): Promise<string> {
    const owned = [...keys].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, key]) => key);
    return owned.length === 0 ? this.keys.pseudonym('command-body', body) : keyedDigest(owned, `command-body ${body}`);
  }

  private async sealAll(
    events: readonly NewEvent[],
    idOf: (index: number) => string,
    actorId: string,
  ): Promise<{
    readonly sealed: readonly { id: string; name: string; type: string; data: unknown }[];
    readonly keys: ReadonlyMap<Owner, OwnerKey>;
  }> {
    const drafts = events.map(({ type: name, data }, index) => {
      const type = this.upcasting.storedAs(name);
      const fields = type === undefined ? undefined : this.personal.get(type);
      if (type === undefined || fields === undefined) throw new UnknownEventType(name);
      return { id: idOf(index), name, type, data, fields, texts: fields.find(data, actorId) };
    });
    const owners = new Set(drafts.flatMap(({ texts }) => texts.map(({ owner }) => owner)));
    const keys = await this.keys.keysFor(owners);
    const sealed: { id: string; name: string; type: string; data: unknown }[] = [];
    let done = 0;
    for (const { id, name, type, data, fields, texts } of drafts) {
      const boxes = new Map<string, Sealed>();
      for (const { path, owner, text } of texts) {
        const key = keys.get(owner);
        if (key === undefined) throw new Error('The key ring answered no key for an owner');
        boxes.set(path, seal(key, id, path, text));
        done += 1;
        if (done % SEALED_AT_ONCE === 0) await setImmediate();
      }
      sealed.push({ id, name, type, data: texts.length === 0 ? data : fields.replace(data, boxes) });
    }
    return { sealed, keys };
  }
}

function decode(event: RecordedEvent, upcasting: Upcasting): EventEnvelope {
  const { type, data } = upcasting.upcast(event.type, JSON.parse(event.data));
  return {
    id: event.id,
    stream: event.stream,
    revision: event.revision,
    position: event.position,
    type,
    data,
    metadata: JSON.parse(event.metadata) as EventMetadata,
  };
}

/** The owners of everything sealed in a value, each once. */
export function ownersIn(value: unknown): ReadonlySet<Owner> {
  const owners = new Set<Owner>();
  visit(value, (sealed) => owners.add(sealed.owner));
  return owners;
}

function visit(value: unknown, replace: (sealed: Sealed) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSealed(value)) return replace(value);
  if (Array.isArray(value)) return value.map((element: unknown) => visit(element, replace));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner, replace)]));
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}
