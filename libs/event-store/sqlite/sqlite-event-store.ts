import { setTimeout as pause } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { isBusy, isDamage } from '#disk';
import { bytesOfAppend, lengthOf } from '../append-size.js';
import { News } from '../news.js';
import { NO_STREAM, RevisionConflict, START, StoreUnavailable } from '../port.js';
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
import { KnownEnds } from './known-ends.js';
import { openEventsDatabase } from './schema.js';

export interface SqliteEventStoreOptions {
  /** How often subscriptions look for commits of other processes, in milliseconds; 50 by default. */
  readonly pollMs?: number;
  /** How long an append waits for other processes' writes before it gives up, in milliseconds; 10 s by default. */
  readonly busyMs?: number;
}

/** The most appends, and the most bytes, in one transaction. The rest go into the next. */
const GROUP_APPENDS = 512;
const GROUP_BYTES = 16 * 1_048_576;
const BUSY_PAUSE_MS = 5;
const DAMAGED = 'The file of the event log, events.db, is damaged';

interface Waiting {
  readonly stream: StreamName;
  readonly expectedRevision: number;
  readonly events: readonly StoredEvent[];
  readonly bytes: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
}

type StreamRow = [position: number, id: string, revision: number, type: string, data: string, metadata: string];
type Row = [...StreamRow, stream: string];

const STREAM_COLUMNS = 'position, id, revision, type, data, metadata';

/** Not a bare parameter: SQLite plans by its value, and so would parse the statement again each time one is bound. */
const LIMIT = 'LIMIT ? + 0';

/**
 * The log in one SQLite file, for one machine; several processes may read and append.
 *
 * Appends that arrive together are committed together (group commit): one transaction and one wait for the disk, each
 * append held to its own expected revision. None is answered before the commit is on disk.
 */
export class SqliteEventStore implements EventStore {
  private readonly news = new News();
  private readonly subscriptions = new Set<Subscription>();
  private readonly committed = new Set<(position: Position) => void>();
  private readonly statements;
  private readonly ends: KnownEnds;
  private readonly transaction: (group: readonly Waiting[]) => readonly (AppendResult | RevisionConflict)[];
  private readonly busyMs: number;
  private readonly pollMs: number;
  private waiting: Waiting[] = [];
  private committing: Promise<void> | undefined;
  private polling: NodeJS.Timeout | undefined;
  private closing = false;

  private constructor(
    private readonly db: Database.Database,
    { pollMs = 50, busyMs = 10_000 }: SqliteEventStoreOptions,
  ) {
    this.pollMs = pollMs;
    this.busyMs = busyMs;
    this.transaction = db.transaction((group: readonly Waiting[]) =>
      group.map((append) => this.write(append)),
    ).immediate;
    this.statements = {
      insert: db.prepare<[string, string, number, string, string, string]>(
        'INSERT INTO events (id, stream, revision, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
      ),
      insertAtEnd: db.prepare<[string, string, number, string, string, string, string, number]>(
        `INSERT INTO events (id, stream, revision, type, data, metadata) SELECT ?, ?, ?, ?, ?, ?
        WHERE coalesce((SELECT max(revision) FROM events WHERE stream = ?), ${NO_STREAM}) = ?`,
      ),
      end: db
        .prepare<[string], [number, number]>(
          'SELECT revision, position FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1',
        )
        .raw(),
      stream: db
        .prepare<[string, number, number], StreamRow>(
          `SELECT ${STREAM_COLUMNS} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision ${LIMIT}`,
        )
        .raw(),
      all: db
        .prepare<[number, number], Row>(
          `SELECT ${STREAM_COLUMNS}, stream FROM events WHERE position > ? ORDER BY position ${LIMIT}`,
        )
        .raw(),
      head: db.prepare<[], number | null>('SELECT max(position) FROM events').pluck(),
      otherCommits: db.prepare<[], number>('PRAGMA data_version').pluck(),
    };
    this.ends = new KnownEnds(() => this.statements.otherCommits.get());
  }

  /** Opens the log of a data folder, made where it is new. @throws StoreUnavailable */
  static open(dataDir: string, options: SqliteEventStoreOptions = {}): SqliteEventStore {
    try {
      return new SqliteEventStore(openEventsDatabase(dataDir), options);
    } catch (error) {
      const reason = isDamage(error) ? DAMAGED : error instanceof Error ? error.message : String(error);
      throw new StoreUnavailable(`The event log in ${dataDir} cannot be opened: ${reason}`, { cause: error });
    }
  }

  async append(stream: StreamName, expectedRevision: number, events: readonly StoredEvent[]): Promise<AppendResult> {
    if (this.closing) throw closed();
    const bytes = bytesOfAppend(stream, events);
    return new Promise((resolve, reject) => {
      this.waiting.push({ stream, expectedRevision, events, bytes, resolve, reject });
      this.committing ??= this.commitWaiting();
    });
  }

  async readStream(stream: StreamName, { from = 0, maxCount = -1 }: ReadStreamOptions = {}): Promise<RecordedEvent[]> {
    return this.read(() => {
      if (this.ends.nothingFrom(stream, from)) return [];
      const rows = this.statements.stream.all(stream, from, maxCount);
      const [, , revision] = rows.at(-1) ?? [START, '', from - 1];
      if (maxCount < 0) this.ends.note(stream, revision + 1);
      return rows.map((row) => recorded(row, stream));
    });
  }

  async readAll({ after = START, maxCount, maxLength }: ReadAllOptions): Promise<RecordedEvent[]> {
    return this.read(() => {
      if (maxLength === undefined) return this.statements.all.all(after, maxCount).map((row) => recorded(row, row[6]));
      const events: RecordedEvent[] = [];
      let left = maxLength;
      for (const row of this.statements.all.iterate(after, maxCount)) {
        const event = recorded(row, row[6]);
        events.push(event);
        left -= lengthOf(event);
        if (left <= 0) break;
      }
      return events;
    });
  }

  async eventAt(position: Position): Promise<RecordedEvent | undefined> {
    const [event] = await this.readAll({ after: position - 1, maxCount: 1 });
    return event?.position === position ? event : undefined;
  }

  async head(): Promise<Position> {
    return this.read(() => this.statements.head.get() ?? START);
  }

  subscribe(options: SubscribeOptions): Subscription {
    if (this.closing) throw closed();
    this.poll();
    const read = (range: ReadAllOptions): Promise<RecordedEvent[]> => this.readAll(range);
    return this.listening(new PulledSubscription(read, this.news, options, this.ended));
  }

  watch(onNews: () => void): Subscription {
    if (this.closing) throw closed();
    this.poll();
    return this.listening(new Watch(this.news, onNews, this.ended));
  }

  /** Calls back after each commit of this store, before its appends are answered, with the newest position. */
  onCommit(listener: (position: Position) => void): () => void {
    this.committed.add(listener);
    return () => this.committed.delete(listener);
  }

  /** Makes subscriptions look at once: another thread knows of a commit and need not wait for the next poll. */
  wake(): void {
    this.news.ring();
  }

  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    await this.committing;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    this.stopPolling();
    this.db.close();
  }

  private listening(subscription: Subscription): Subscription {
    this.subscriptions.add(subscription);
    return subscription;
  }

  private readonly ended = (subscription: Subscription): void => {
    this.subscriptions.delete(subscription);
    if (this.subscriptions.size === 0) this.stopPolling();
  };

  private async commitWaiting(): Promise<void> {
    // The appends of one turn of the event loop share a commit.
    await new Promise((turn) => setImmediate(turn));
    let since = performance.now();
    while (this.waiting.length > 0) {
      const group = this.nextGroup();
      try {
        this.commit(group);
      } catch (error) {
        this.ends.forget();
        if (isBusy(error) && performance.now() - since < this.busyMs) {
          await pause(BUSY_PAUSE_MS);
          continue;
        }
        const reason = new StoreUnavailable(
          isDamage(error) ? DAMAGED : 'The event log did not take the events: whether they are kept is unknown',
          { cause: error },
        );
        for (const append of group) append.reject(reason);
      }
      this.waiting.splice(0, group.length);
      since = performance.now();
      if (this.waiting.length > 0) await new Promise((turn) => setImmediate(turn));
    }
    this.committing = undefined;
  }

  private nextGroup(): readonly Waiting[] {
    let bytes = 0;
    const end = this.waiting.findIndex((append, index) => {
      bytes += append.bytes;
      return index > 0 && (index >= GROUP_APPENDS || bytes > GROUP_BYTES);
    });
    return end === -1 ? [...this.waiting] : this.waiting.slice(0, end);
  }

  /** One transaction for a group; throws when nothing of it can be acknowledged. */
  private commit(group: readonly Waiting[]): void {
    const alone = this.writeAlone(group);
    const outcomes = alone === undefined ? this.transaction(group) : [alone];
    const newest = Math.max(...outcomes.map((outcome) => (outcome instanceof Error ? START : outcome.position)));
    for (const listener of this.committed) listener(newest);
    group.forEach((append, index) => {
      const outcome = outcomes[index];
      if (outcome instanceof Error) append.reject(outcome);
      else if (outcome !== undefined) append.resolve(outcome);
    });
    this.news.ring();
  }

  /** A single event that nobody appends beside goes in one statement; nothing where it does not stand at its end. */
  private writeAlone([append, ...others]: readonly Waiting[]): AppendResult | undefined {
    const [event, ...more] = append?.events ?? [];
    if (append === undefined || event === undefined || others.length > 0 || more.length > 0) return undefined;
    const { stream, expectedRevision } = append;
    const revision = expectedRevision + 1;
    const { id, type, data, metadata } = event;
    const written = this.statements.insertAtEnd.run(
      id,
      stream,
      revision,
      type,
      data,
      metadata,
      stream,
      expectedRevision,
    );
    if (written.changes === 0) return undefined;
    this.ends.note(stream, revision + 1);
    return { revision, position: Number(written.lastInsertRowid), written: true };
  }

  /** Within the transaction: what one append comes to. A conflict writes nothing and is that append's alone. */
  private write({ stream, expectedRevision, events }: Waiting): AppendResult | RevisionConflict {
    const [revision, position] = this.statements.end.get(stream) ?? [NO_STREAM, START];
    if (events.length === 0) return { revision, position };
    if (revision !== expectedRevision) {
      return this.earlier(stream, expectedRevision, events) ?? new RevisionConflict(stream, expectedRevision, revision);
    }
    let last = position;
    events.forEach(({ id, type, data, metadata }, index) => {
      const { lastInsertRowid } = this.statements.insert.run(id, stream, revision + 1 + index, type, data, metadata);
      last = Number(lastInsertRowid);
    });
    this.ends.note(stream, revision + 1 + events.length);
    return { revision: revision + events.length, position: last, written: true };
  }

  /** The answer the same append got the first time, if these very events stand there already. */
  private earlier(
    stream: StreamName,
    expectedRevision: number,
    events: readonly StoredEvent[],
  ): AppendResult | undefined {
    const standing = this.statements.stream.all(stream, expectedRevision + 1, events.length);
    const last = standing.at(-1);
    const same = standing.length === events.length && standing.every(([, id], index) => id === events[index]?.id);
    return same && last !== undefined ? { revision: last[2], position: last[0] } : undefined;
  }

  /** Reads wait for another process only while it opens or closes the log. */
  private async read<Answer>(work: () => Answer): Promise<Answer> {
    for (const since = performance.now(); ; await pause(BUSY_PAUSE_MS)) {
      if (!this.db.open) throw closed();
      try {
        return work();
      } catch (error) {
        if (isBusy(error) && performance.now() - since < this.busyMs) continue;
        throw new StoreUnavailable(isDamage(error) ? DAMAGED : 'The event log cannot be read', { cause: error });
      }
    }
  }

  private poll(): void {
    if (this.polling !== undefined) return;
    let seen = this.statements.otherCommits.get();
    this.polling = setInterval(() => {
      try {
        const now = this.statements.otherCommits.get();
        if (now === seen) return;
        seen = now;
      } catch {
        // The subscription reads, meets the same trouble and asks again until it is over.
      }
      this.news.ring();
    }, this.pollMs);
  }

  private stopPolling(): void {
    clearInterval(this.polling);
    this.polling = undefined;
  }
}

function recorded(row: StreamRow | Row, stream: StreamName): RecordedEvent {
  // By index: taking thirty rows apart by iteration costs as much as reading them.
  return { position: row[0], id: row[1], stream, revision: row[2], type: row[3], data: row[4], metadata: row[5] };
}

const closed = (): StoreUnavailable => new StoreUnavailable('The event log is closed');
