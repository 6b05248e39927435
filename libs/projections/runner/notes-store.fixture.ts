import { randomUUID } from 'node:crypto';
import { NO_STREAM, SqliteEventStore } from '#event-store';
import type { Position } from '#event-store';

/** Appends notes to one stream of a data folder's log. They bear a declared type, since the log refuses others. */
export class Notes {
  private revision = NO_STREAM;
  private written = 0;

  constructor(
    readonly store: SqliteEventStore,
    private readonly stream = 'calendar',
  ) {}

  /** Answers the position of the last. @param text how each begins */
  async write(count: number, text = 'note'): Promise<Position> {
    const events = Array.from({ length: count }, () => ({
      id: randomUUID(),
      type: 'closure-added.v1',
      data: JSON.stringify({ text: `${text} ${++this.written}` }),
      metadata: '{}',
    }));
    const { revision, position } = await this.store.append(this.stream, this.revision, events);
    this.revision = revision;
    return position;
  }
}
