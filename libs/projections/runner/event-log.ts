import type {
  EventEnvelope,
  EventMetadata,
  EventStore,
  Position,
  ReadAllOptions,
  RecordedEvent,
  Upcasting,
} from '#event-store';

/** What a projector needs of the log: to read on from where a view stands, and to know how far there is to go. */
export interface EventLog {
  /** @throws StoreUnavailable, UnknownEventType */
  readAll(options: ReadAllOptions): Promise<readonly EventEnvelope[]>;
  /** The event that stands at a position, if any does. @throws StoreUnavailable */
  eventAt(position: Position): Promise<Pick<RecordedEvent, 'id'> | undefined>;
  /** The position of the newest event. @throws StoreUnavailable */
  head(): Promise<Position>;
}

/** The log of a store, its events brought to their present version and decoded only where a view looks. */
export function logOf(store: Pick<EventStore, 'readAll' | 'eventAt' | 'head'>, upcasting: Upcasting): EventLog {
  const read = (recorded: RecordedEvent): EventEnvelope => {
    const name = upcasting.currentName(recorded.type);
    const event = new LoggedEvent(recorded, name);
    if (name !== undefined) return event;
    const { type, data } = upcasting.upcast(recorded.type, event.data);
    return { ...recorded, type, data, metadata: event.metadata };
  };
  return {
    readAll: async (options) => (await store.readAll(options)).map(read),
    eventAt: (position) => store.eventAt(position),
    head: () => store.head(),
  };
}

/**
 * An event of the log that is decoded when it is looked at, and once for all views that do: most views want few
 * types, and parsing is most of what a rebuild costs.
 */
export class LoggedEvent implements EventEnvelope {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly metadata: EventMetadata;
  /** The data as it is stored: canonical JSON. */
  private readonly text: string;
  private parsed: unknown;

  constructor(recorded: RecordedEvent, name: string = recorded.type) {
    this.id = recorded.id;
    this.stream = recorded.stream;
    this.revision = recorded.revision;
    this.position = recorded.position;
    this.type = name;
    this.text = recorded.data;
    this.metadata = new LoggedMetadata(recorded.metadata);
  }

  get data(): unknown {
    return (this.parsed ??= JSON.parse(this.text));
  }
}

const RECORDED_AT = '"recordedAt":"';
const INSTANT_LENGTH = 24;

class LoggedMetadata implements EventMetadata {
  private parsed: EventMetadata | undefined;

  constructor(private readonly text: string) {}

  /**
   * Read off the text, because every view wants it and few want more. A quotation mark within a JSON text is escaped,
   * so these characters are the member itself wherever they stand.
   */
  get recordedAt(): string {
    const start = this.text.indexOf(RECORDED_AT) + RECORDED_AT.length;
    return this.text.slice(start, start + INSTANT_LENGTH);
  }
  /** Where it stands first, as in canonical JSON, it is parsed alone. */
  get actor() {
    return (this.parsed ?? actorAtStart(this.text) ?? this.whole).actor;
  }
  get commandId() {
    return this.whole.commandId;
  }
  get bodyDigest() {
    return this.whole.bodyDigest;
  }
  get correlationId() {
    return this.whole.correlationId;
  }
  get causationId() {
    return this.whole.causationId;
  }
  get settingsVersion() {
    return this.whole.settingsVersion;
  }
  get previousHash() {
    return this.whole.previousHash;
  }
  get hash() {
    return this.whole.hash;
  }

  private get whole(): EventMetadata {
    return (this.parsed ??= JSON.parse(this.text) as EventMetadata);
  }
}

const ACTOR_FIRST = '{"actor":{';

function actorAtStart(text: string): Pick<EventMetadata, 'actor'> | undefined {
  if (!text.startsWith(ACTOR_FIRST)) return undefined;
  try {
    return JSON.parse(`${text.slice(0, text.indexOf('}') + 1)}}`) as Pick<EventMetadata, 'actor'>;
  } catch {
    // A brace within one of its texts.
    return undefined;
  }
}
