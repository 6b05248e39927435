import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { bytesOfAppend, lengthOf } from '../append-size.js';
import { News } from '../news.js';
import { NO_STREAM, START, StoreUnavailable } from '../port.js';
import type {
  AppendResult,
  EventStore,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  StoredEvent,
  StreamName,
  SubscribeOptions,
  Subscription,
} from '../port.js';
import { PulledSubscription } from '../pulled-subscription.js';
import { Watch } from '../watch.js';
import { Appends } from './appends.js';
import { Bell } from './bell.js';
import { EventStoreDbConnection } from './connection.js';
import { eventStreams } from './deployment.js';
import { FollowedEnds } from './followed-ends.js';
import type { FollowedLog } from './followed-ends.js';
import { isStreamDeleted, isUnreadable, StreamGone, unavailable } from './failures.js';
import { allRequest, newestRequest, streamRequest } from './reads.js';

export interface EventStoreDbOptions {
  /** Sets this deployment's streams apart on a shared cluster; `plumbline` by default. */
  readonly deployment?: string;
  /** How long an append may take before its outcome counts as unknown, in milliseconds; 10 s by default. */
  readonly appendMs?: number;
  /** How long the server may be silent in the middle of a read, in milliseconds; 10 s by default. */
  readonly silenceMs?: number;
  /** How often subscriptions look for themselves, should the server's word not reach them, in milliseconds; 1 s by default. */
  readonly lookMs?: number;
}

/** Events from which on a read is a long one, and the first few of it that tell whose events stand there. */
const LONG_READ = 1_000;
const PROBE = 500;

/**
 * The log in EventStoreDB or KurrentDB (23.10 or later), for any number of processes.
 *
 * Subscriptions read on from their own position and so miss nothing, whatever becomes of the server meanwhile; a live
 * subscription on the server only says when to look, and one that falls silent costs a moment, never an event.
 */
export class EventStoreDbEventStore implements EventStore {
  private readonly prefix: string;
  private readonly appends: Appends;
  private readonly ends = new FollowedEnds({ tail: () => this.tail(), search: (range) => this.search(range) });
  private readonly news = new News();
  private readonly subscriptions = new Set<Subscription>();
  private readonly silenceMs: number;
  private readonly lookMs: number;
  /** Up to where our newest event was last looked for, and which that was. */
  private searched: { readonly to: Position; readonly head: Position } | undefined;
  private bell: Bell | undefined;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly connection: EventStoreDbConnection,
    { deployment = 'plumbline', appendMs = 10_000, silenceMs = 10_000, lookMs = 1_000 }: EventStoreDbOptions,
  ) {
    this.prefix = eventStreams(deployment);
    this.appends = new Appends(connection, appendMs);
    this.silenceMs = silenceMs;
    this.lookMs = lookMs;
  }

  /** Does not wait for the server: a service may start before it. @throws EventServerProblem */
  static open(url: string, options: EventStoreDbOptions = {}): EventStoreDbEventStore {
    return new EventStoreDbEventStore(EventStoreDbConnection.to(url), options);
  }

  async append(stream: StreamName, expectedRevision: number, events: readonly StoredEvent[]): Promise<AppendResult> {
    this.mustBeOpen();
    if (events.length === 0) return this.standing(stream);
    const bytes = bytesOfAppend(stream, events);
    const name = this.prefix + stream;
    const result = await this.appends.append({ stream, name, expectedRevision, events, bytes });
    // A stream deleted on the server goes on at its old revisions, which the events' hashes would not match.
    if (result.revision !== expectedRevision + events.length) throw new StreamGone(stream);
    this.ends.appended(stream, result);
    return result;
  }

  async readStream(
    stream: StreamName,
    { from = 0, maxCount, maxAgeMs }: ReadStreamOptions = {},
  ): Promise<RecordedEvent[]> {
    if (maxCount === 0) return [];
    const read = async (): Promise<RecordedEvent[]> =>
      (await this.answers(streamRequest(this.prefix + stream, { from, maxCount }), stream)).map((event) =>
        this.ours(event),
      );
    if (maxCount !== undefined) return read();
    return (await this.ends.nothingFrom(stream, from, maxAgeMs)) ? [] : this.ends.learn(stream, from, read);
  }

  async readAll({ after = START, maxCount, maxLength }: ReadAllOptions): Promise<RecordedEvent[]> {
    return this.readOn(after, after, maxCount, maxLength);
  }

  async eventAt(position: Position): Promise<RecordedEvent | undefined> {
    if (position === START) return undefined;
    const [event] = await this.recordsAt(position);
    return event?.position === position && this.isOurs(event) ? this.ours(event) : undefined;
  }

  async head(): Promise<Position> {
    const [newest] = await this.answers(newestRequest());
    if (newest === undefined) return START;
    const head = this.isOurs(newest) ? newest.position : await this.newestOfOurs(newest.position);
    this.searched = { to: newest.position, head };
    return head;
  }

  subscribe(options: SubscribeOptions): Subscription {
    this.listen();
    return this.listening(new PulledSubscription(this.follow(), this.news, options, this.ended));
  }

  watch(onNews: () => void): Subscription {
    this.listen();
    return this.listening(new Watch(this.news, onNews, this.ended));
  }

  /** Resolves when the server answers a read of the log. @throws StoreUnavailable */
  async check(): Promise<void> {
    await this.tail();
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    await this.appends.settled();
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    this.stopListening();
    await this.connection.close();
  }

  private listen(): void {
    this.mustBeOpen();
    this.bell ??= new Bell(this.connection, this.prefix, this.news, () => this.tail(), this.lookMs);
  }

  private listening(subscription: Subscription): Subscription {
    this.subscriptions.add(subscription);
    return subscription;
  }

  private readonly ended = (subscription: Subscription): void => {
    this.subscriptions.delete(subscription);
    if (this.subscriptions.size === 0) this.stopListening();
  };

  private stopListening(): void {
    this.bell?.stop();
    this.bell = undefined;
  }

  /** Reads for one subscription. */
  private follow(): (range: ReadAllOptions) => Promise<RecordedEvent[]> {
    const read = this.searching();
    return async (range) => {
      const events = await read(range);
      const last = events.at(-1);
      if (last !== undefined) this.bell?.delivered(last.position);
      return events;
    };
  }

  /**
   * Reads on for one who follows the log. Where a quiet deployment shares a cluster with busy ones, what others wrote since its
   * last event is searched once, not at every look: nothing of ours stood up to where the log ended before the search.
   */
  private searching(): (range: ReadAllOptions) => Promise<RecordedEvent[]> {
    let searched: { readonly after: Position; readonly to: Position } | undefined;
    let quietAfter: Position | undefined;
    return async ({ after = START, maxCount, maxLength }) => {
      const from = searched?.after === after ? searched.to : after;
      const tail = quietAfter === after ? await this.tail() : undefined;
      if (tail !== undefined && tail === from) return [];
      const events = await this.readOn(after, from, maxCount, maxLength);
      quietAfter = events.length === 0 ? after : undefined;
      if (events.length === 0 && tail !== undefined) searched = { after, to: tail };
      return events;
    };
  }

  /**
   * Events after a position, searched for from there or a later record on; the server answers that record too.
   *
   * A filter costs the server more than the events it leaves out, where those are few: a long read begins without one, and
   * goes on without while most of what comes is ours.
   */
  private async readOn(
    after: Position,
    from: Position,
    maxCount: number,
    maxLength = Infinity,
  ): Promise<RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    let isSifted = maxCount >= LONG_READ;
    let length = maxLength;
    for (let at = from, seen = after; found.length < maxCount && length > 0;) {
      const known = seen;
      const isEnough = (event: RecordedEvent): boolean => {
        if (event.position > known) length -= lengthOf(event);
        return length <= 0;
      };
      const left = maxCount - found.length + 1;
      const wanted = isSifted && at === from ? Math.min(left, PROBE) : left;
      const prefixes = isSifted ? undefined : [this.prefix];
      const page = await this.answers(allRequest({ from: at, maxCount: wanted, prefixes }), '', isEnough);
      const ours = page.filter((event) => event.position > seen && this.isOurs(event));
      for (const event of ours) found.push(this.ours(event));
      const last = page.at(-1);
      if (last === undefined || page.length < wanted) break;
      at = last.position;
      seen = Math.max(seen, last.position);
      isSifted &&= ours.length * 2 > page.length;
    }
    return found.slice(0, maxCount);
  }

  /** At most so many events of some streams after a position, all that stood there when it was asked. */
  private async search({ after, streams, maxCount }: Parameters<FollowedLog['search']>[0]): Promise<RecordedEvent[]> {
    const prefixes = [...streams].map((stream) => this.prefix + stream);
    const page = await this.answers(allRequest({ from: after, maxCount: maxCount + 1, prefixes }));
    const events = page
      .filter((event) => event.position > after && this.isOurs(event))
      .map((event) => this.ours(event));
    return events.slice(0, maxCount);
  }

  /** The record at a position, or the next one after it; nothing where the server finds that no record starts there. */
  private async recordsAt(position: Position): Promise<RecordedEvent[]> {
    try {
      return await this.connection.events(allRequest({ from: position, maxCount: 1 }), { silenceMs: this.silenceMs });
    } catch (error) {
      if (!isUnreadable(error)) throw unavailable(error);
      // The same code stands for other trouble, in which the server answers this neither.
      await this.tail();
      return [];
    }
  }

  /** The position of the newest record of the server's log, whosever it is. */
  private async tail(): Promise<Position> {
    const [newest] = await this.answers(newestRequest());
    return newest?.position ?? START;
  }

  /** In a log that others have written last. What they wrote is searched once, not at every look. */
  private async newestOfOurs(tail: Position): Promise<Position> {
    const { searched } = this;
    if (searched?.to === tail) return searched.head;
    if (searched !== undefined && (await this.readOn(searched.to, searched.to, 1)).length === 0) return searched.head;
    for (let maxCount = 1; ; maxCount *= 100) {
      const newest = await this.answers(allRequest({ direction: 'backwards', maxCount, prefixes: [this.prefix] }));
      const event = newest.find((each) => !isSystemEvent(each));
      if (event !== undefined || newest.length < maxCount) return event?.position ?? START;
    }
  }

  /** Where a stream stands. */
  private async standing(stream: StreamName): Promise<AppendResult> {
    const [last] = await this.answers(
      streamRequest(this.prefix + stream, { direction: 'backwards', maxCount: 1 }),
      stream,
    );
    return { revision: last?.revision ?? NO_STREAM, position: last?.position ?? START };
  }

  /** The events a read answers, as the server names them. @throws StoreUnavailable, StreamGone */
  private async answers(
    request: ReadReq,
    stream: StreamName = '',
    isEnough?: (event: RecordedEvent) => boolean,
  ): Promise<RecordedEvent[]> {
    try {
      return await this.connection.events(request, { silenceMs: this.silenceMs, isEnough });
    } catch (error) {
      throw isStreamDeleted(error) ? new StreamGone(stream) : unavailable(error);
    }
  }

  private isOurs(event: RecordedEvent): boolean {
    return event.stream.startsWith(this.prefix) && !isSystemEvent(event);
  }

  private ours(event: RecordedEvent): RecordedEvent {
    return { ...event, stream: event.stream.slice(this.prefix.length) };
  }

  private mustBeOpen(): void {
    if (this.closing !== undefined) throw new StoreUnavailable('The event log is closed');
  }
}

/** What the server writes into a stream itself, such as a tombstone. */
const isSystemEvent = ({ type }: RecordedEvent): boolean => type.startsWith('$');
