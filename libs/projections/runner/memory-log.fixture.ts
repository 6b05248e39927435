import { START, StoreUnavailable, lengthOf } from '#event-store';
import type { Position, ReadAllOptions, RecordedEvent } from '#event-store';
import { LoggedEvent } from './event-log.js';
import type { EventLog } from './event-log.js';

/** A log in memory, for specs of what reads one. */
export class MemoryLog implements EventLog {
  readonly events: RecordedEvent[] = [];
  isAway = false;

  add(type: string, data: unknown, stream = 'notes'): RecordedEvent {
    const position = this.events.length + 1;
    const revision = this.events.filter((event) => event.stream === stream).length;
    const event: RecordedEvent = {
      id: `event-${position}`,
      stream,
      revision,
      position,
      type,
      data: JSON.stringify(data),
      metadata: JSON.stringify({
        actor: { id: 'operator', role: 'coordinator' },
        commandId: `command-${position}`,
        correlationId: `command-${position}`,
        hash: '',
        previousHash: '',
        recordedAt: new Date(Date.UTC(2026, 0, 5, 9, 0, position)).toISOString(),
      }),
    };
    this.events.push(event);
    return event;
  }

  async readAll({ after = START, maxCount, maxLength = Infinity }: ReadAllOptions): Promise<readonly LoggedEvent[]> {
    this.mustAnswer();
    const from = Math.max(0, after);
    const events = this.events.slice(from, from + maxCount);
    let length = 0;
    const last = events.findIndex((event) => (length += lengthOf(event)) >= maxLength);
    return (last === -1 ? events : events.slice(0, last + 1)).map((event) => new LoggedEvent(event));
  }

  async eventAt(position: Position): Promise<RecordedEvent | undefined> {
    this.mustAnswer();
    return this.events.find((event) => event.position === position);
  }

  async head(): Promise<Position> {
    this.mustAnswer();
    return this.events.length === 0 ? START : this.events.length;
  }

  private mustAnswer(): void {
    if (this.isAway) throw new StoreUnavailable('The log is away');
  }
}
