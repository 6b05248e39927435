import Database from 'better-sqlite3';
import fc from 'fast-check';
import type { EventEnvelope } from '#event-store';
import { Rows } from '../reading/rows.js';
import { ddlOf } from '../view.js';
import type { View } from '../view.js';
import type { Recorded, RecordedOf } from '../domain-events.js';

export interface Said {
  readonly stream?: string;
  /** Recorded at; each event a minute after the one before it unless said otherwise. */
  readonly at?: string;
  readonly by?: string;
}

/** Writes a log by hand: events of the catalogue, with positions, revisions and times as the store would give them. */
export class GivenLog {
  readonly events: EventEnvelope[] = [];
  private readonly revisions = new Map<string, number>();

  add<Type extends Recorded['type']>(type: Type, data: RecordedOf<Type>['data'], said: Said = {}): EventEnvelope {
    const { stream = 'people', by = 'operator' } = said;
    const position = this.events.length + 1;
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    this.revisions.set(stream, revision);
    const event: EventEnvelope = {
      id: `event-${position}`,
      stream,
      revision,
      position,
      type,
      data,
      metadata: {
        recordedAt: said.at ?? new Date(Date.UTC(2026, 4, 1, 9, position)).toISOString(),
        actor: { id: by, role: 'coordinator' },
        commandId: `command-${position}`,
        correlationId: `command-${position}`,
        previousHash: '',
        hash: '',
      },
    };
    this.events.push(event);
    return event;
  }
}

/** The rows of a view after events, applied in the batches given. */
export function projected(view: View, ...batches: (readonly EventEnvelope[])[]): Rows {
  const db = new Database(':memory:');
  db.exec(ddlOf(view));
  const projector = view.projector(db);
  for (const batch of batches) projector.apply(batch);
  return new Rows(db);
}

/** Every row of every table, as text. */
export function everything({ db }: Rows): Record<string, string[]> {
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  const rowsOf = (table: string): string[] =>
    db
      .prepare(`SELECT * FROM "${table}"`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
      .sort();
  return Object.fromEntries(tables.map((table) => [table, rowsOf(table)]));
}

/** Wherever the log is cut into batches, and whoever takes over between them, the rows are the same. */
export function anySplitGivesTheSameRows(view: View, events: readonly EventEnvelope[]): void {
  const whole = everything(projected(view, events));
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(events.length), { maxLength: 12 }), (cuts) => {
      const ends = [...cuts.sort((left, right) => left - right), events.length];
      const db = new Database(':memory:');
      db.exec(ddlOf(view));
      let from = 0;
      for (const end of ends) {
        // A new projector for each batch knows only what is in the rows.
        view.projector(db).apply(events.slice(from, end));
        from = end;
      }
      expect(everything(new Rows(db))).toEqual(whole);
    }),
    { numRuns: 40 },
  );
}

/** A sealed text that says what it stands for. */
export const sealed = (
  text: string,
  owner = 'subject:s-1',
): { owner: string; event: string; path: string; box: string } => ({
  owner,
  event: 'event',
  path: 'path',
  box: Buffer.from(text).toString('base64'),
});
