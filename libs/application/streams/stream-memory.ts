import { NEW_STREAM, START, eventId, ownersIn } from '#event-store';
import type { Appended, EventEnvelope, Ledger, Position, StreamEnd, StreamName } from '#event-store';
import type { RecordedStep } from '../calls/command-answer.js';
import type { StreamFold } from './stream-fold.js';

/** What a stream knows of a command that was accepted: enough to answer it again. */
export interface KnownCommand {
  readonly bodyDigest: string | undefined;
  /** Whose texts its events hold. */
  readonly owners: ReadonlySet<string>;
  readonly revision: number;
  readonly position: number;
  readonly events: readonly RecordedStep[];
}

/** A stream as it stands: its state, its end, and which events it has. */
export interface Loaded<State = unknown> {
  readonly state: State;
  readonly end: StreamEnd;
  /** The position of its last event; START while it has none. */
  readonly position: Position;
  /** The revisions of its events, by their ids. */
  readonly revisions: ReadonlyMap<string, number>;
}

interface Remembered<State> {
  state: State;
  end: StreamEnd;
  position: Position;
  readonly revisions: Map<string, number>;
}

/** Streams kept at most; beyond it the longest unused are let go. */
const REMEMBERED_AT_MOST = 2_000;

/**
 * Folded streams of one kind, so that a command reads only what was appended since the last one. Nothing is taken on
 * trust: every load reads the stream's tail from the log, where other processes write too. Personal fields stay sealed.
 */
export class StreamMemory<State = unknown> {
  private readonly streams = new Map<StreamName, Remembered<State>>();

  constructor(
    private readonly ledger: Ledger,
    private readonly fold: StreamFold<State>,
    private readonly limit = REMEMBERED_AT_MOST,
  ) {}

  /** The stream as it stands now, or stood at most so many milliseconds ago. @throws StoreUnavailable */
  async load(stream: StreamName, maxAgeMs = 0): Promise<Loaded<State>> {
    const remembered = this.remember(stream);
    this.take(remembered, await this.ledger.tail(stream, remembered.end.revision, maxAgeMs));
    return { ...remembered };
  }

  /** The stream as it was last seen, which `load` may find gone on; nothing where it is not remembered. */
  recall(stream: StreamName): Loaded<State> | undefined {
    const remembered = this.streams.get(stream);
    return remembered && { ...remembered };
  }

  /**
   * What a stream knows of a command: its first event has an id that only this command gives.
   * @throws StoreUnavailable
   */
  async commandIn(stream: StreamName, loaded: Loaded<State>, commandId: string): Promise<KnownCommand | undefined> {
    const first = loaded.revisions.get(eventId(commandId, 0));
    if (first === undefined) return undefined;
    const since = await this.ledger.tail(stream, first - 1);
    const end = since.findIndex(({ metadata }) => metadata.commandId !== commandId);
    const events = end === -1 ? since : since.slice(0, end);
    const last = events.at(-1);
    if (last === undefined) return undefined;
    return {
      bodyDigest: last.metadata.bodyDigest,
      owners: ownersIn(events.map(({ data }) => data)),
      revision: last.revision,
      position: last.position,
      events: events.map(({ id, type }) => ({ id, type })),
    };
  }

  /** Folds in what this process has just appended, sparing the next load the reading. */
  noteAppended(stream: StreamName, { events, position }: Appended): void {
    const remembered = this.streams.get(stream);
    if (remembered === undefined) return;
    this.take(
      remembered,
      events.map((event) => ({ ...event, position })),
    );
  }

  /** Events of another load may have been taken meanwhile: each is folded once, in order. */
  private take(remembered: Remembered<State>, events: readonly EventEnvelope[]): void {
    const next = remembered.end.revision + 1;
    const start = events.findIndex(({ revision }) => revision === next);
    const last = events.at(-1);
    if (start === -1 || last === undefined) return;
    const unseen = start === 0 ? events : events.slice(start);
    remembered.state = this.fold.after(remembered.state, unseen);
    remembered.end = {
      revision: last.revision,
      lastHash: last.metadata.hash,
      lastRecordedAt: last.metadata.recordedAt,
    };
    remembered.position = last.position;
    for (const { id, revision } of unseen) remembered.revisions.set(id, revision);
  }

  private remember(stream: StreamName): Remembered<State> {
    const remembered = this.streams.get(stream) ?? {
      state: this.fold.initial,
      end: NEW_STREAM,
      position: START,
      revisions: new Map<string, number>(),
    };
    this.streams.delete(stream);
    this.streams.set(stream, remembered);
    for (const oldest of this.streams.keys()) {
      if (this.streams.size <= this.limit) break;
      this.streams.delete(oldest);
    }
    return remembered;
  }
}
