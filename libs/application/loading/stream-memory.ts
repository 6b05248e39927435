import { NEW_STREAM, START } from '#event-store';
import type { Appended, EventEnvelope, Ledger, Position, StreamEnd, StreamName } from '#event-store';
import type { RecordedStep } from '../gateway/command-answer.js';
import type { StreamFold } from './stream-fold.js';

/** What a stream knows of a command that was accepted: enough to answer it again. */
export interface KnownCommand {
  readonly bodyDigest: string | undefined;
  readonly revision: number;
  readonly position: number;
  readonly events: readonly RecordedStep[];
}

/** A stream as it stands: its state, its end, and the commands that made it. */
export interface Loaded<State = unknown> {
  readonly state: State;
  readonly end: StreamEnd;
  /** The position of its last event; START while it has none. */
  readonly position: Position;
  readonly commands: ReadonlyMap<string, KnownCommand>;
}

interface Remembered<State> {
  state: State;
  end: StreamEnd;
  position: Position;
  readonly commands: Map<string, KnownCommand>;
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

  /** The stream as it stands now. @throws StoreUnavailable */
  async load(stream: StreamName): Promise<Loaded<State>> {
    const remembered = this.remember(stream);
    const { events } = await this.ledger.load(stream, remembered.end);
    this.take(remembered, events);
    return { ...remembered };
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
    const unseen = events.slice(start);
    remembered.state = this.fold.after(remembered.state, unseen);
    remembered.end = {
      revision: last.revision,
      lastHash: last.metadata.hash,
      lastRecordedAt: last.metadata.recordedAt,
    };
    remembered.position = last.position;
    for (const event of unseen) noteCommand(remembered.commands, event);
  }

  private remember(stream: StreamName): Remembered<State> {
    const remembered = this.streams.get(stream) ?? {
      state: this.fold.initial,
      end: NEW_STREAM,
      position: START,
      commands: new Map<string, KnownCommand>(),
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

function noteCommand(commands: Map<string, KnownCommand>, event: EventEnvelope): void {
  const { commandId, bodyDigest } = event.metadata;
  const step = { id: event.id, type: event.type };
  commands.set(commandId, {
    bodyDigest,
    revision: event.revision,
    position: event.position,
    events: [...(commands.get(commandId)?.events ?? []), step],
  });
}
