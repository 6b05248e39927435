import type { EventEnvelope, EventMetadata } from './envelope.js';
import type { Position, RecordedEvent, StreamName } from './port.js';
import type { Upcasting } from './upcasting.js';

/**
 * An event read back whose texts are taken apart when they are first looked at: a fold looks at the data of some events
 * and at hardly any metadata. For whoever reads a stream once and keeps the state, not the events.
 */
export class UnreadEvent implements EventEnvelope {
  readonly id: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  private said: unknown;
  private circumstances: EventMetadata | undefined;

  /** @throws UnknownEventType */
  constructor(
    private readonly recorded: RecordedEvent,
    upcasting: Upcasting,
  ) {
    this.id = recorded.id;
    this.revision = recorded.revision;
    this.position = recorded.position;
    const current = upcasting.currentName(recorded.type);
    if (current !== undefined) {
      this.type = current;
    } else {
      const { type, data } = upcasting.upcast(recorded.type, JSON.parse(recorded.data));
      this.type = type;
      this.said = data;
    }
  }

  get stream(): StreamName {
    return this.recorded.stream;
  }

  get data(): unknown {
    return (this.said ??= JSON.parse(this.recorded.data));
  }

  get metadata(): EventMetadata {
    return (this.circumstances ??= JSON.parse(this.recorded.metadata) as EventMetadata);
  }
}
