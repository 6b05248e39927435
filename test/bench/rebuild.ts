import { join } from 'node:path';
import { eventTypes } from '#domain';
import { NO_STREAM, SqliteEventStore, Upcasting } from '#event-store';
import type { EventStore } from '#event-store';
import { allViews, logOf, takeLease, Projector, Views } from '#projections';
import type { View } from '#projections';
import Database from 'better-sqlite3';
import { auditLives } from '../support/audit-lives.js';
import type { StoredAuditEvent } from '../support/audit-lives.js';
import type { Benchmark, Side } from './harness.js';

/** Thirty events each. */
const AUDITS = 10_000;
const BATCH = 10_000;
const APPENDS_AT_ONCE = 2_000;

/**
 * Rebuilds views beside the ones that are read, from a log in its file to the take-over, in this thread alone; against
 * better-sqlite3 inserting the same events into a plain table in batches of the same size.
 */
const rebuildOf = (name: string, views: readonly View[], goal: number | null): Benchmark => ({
  name,
  what: `rebuild of ${views.length === 1 ? `the view ${views[0]?.name}` : 'all views at once'} over ${AUDITS * 30} events, against a batched insert of the same events`,
  unit: 'events/s',
  goal,
  enough: 100_000,
  turns: 3,
  async prepare(folder) {
    const events = [...auditLives(AUDITS)];
    const dataDir = join(folder, 'ours');
    const store = SqliteEventStore.open(dataDir);
    await appendAll(store, events);
    let raw: Database.Database | undefined;
    return {
      ours: await rebuilding({ dataDir, store, views, events: events.length }),
      reference: {
        ready: async () => {
          raw?.close();
          raw = new Database(join(folder, `raw-${performance.now()}.db`));
          return async () => insertAll(raw, events);
        },
        close: async () => void raw?.close(),
      },
    };
  },
});

interface Rebuilding {
  readonly dataDir: string;
  /** Closed at the end. */
  readonly store: EventStore;
  readonly views: readonly View[];
  /** How many the store holds. */
  readonly events: number;
}

/** Builds views anew beside the ones that are read, until they take over. */
export async function rebuilding({ dataDir, store, views, events }: Rebuilding): Promise<Side> {
  const log = logOf(store, new Upcasting(eventTypes));
  const lease = takeLease(dataDir, 'projector');
  const reading = new Views(dataDir, views);
  const project = (): Promise<void> => new Projector({ dataDir, log, views }).catchUp();
  await project();
  return {
    ready: async () => {
      const asked = views.map(({ name }) => reading.requestRebuild(name));
      return async () => {
        await project();
        for (const generation of asked) mustHaveTakenOver(generation, reading.rebuildOutcome(generation));
        return events;
      };
    },
    close: async () => {
      reading.close();
      lease?.release();
      await store.close();
    },
  };
}

/** A rebuild that stops early is quick. @throws Error where it did */
function mustHaveTakenOver({ view }: { readonly view: string }, outcome: ReturnType<Views['rebuildOutcome']>): void {
  if (outcome === 'done') return;
  throw new Error(`The rebuild of ${view} has not taken over: ${outcome === 'under-way' ? outcome : outcome.failed}`);
}

export async function appendAll(store: EventStore, events: readonly StoredAuditEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += APPENDS_AT_ONCE) {
    await Promise.all(
      events
        .slice(at, at + APPENDS_AT_ONCE)
        .map(({ stream, revision, ...event }) =>
          store.append(stream, revision === 0 ? NO_STREAM : revision - 1, [event]),
        ),
    );
  }
}

function insertAll(db: Database.Database | undefined, events: readonly StoredAuditEvent[]): number {
  if (db === undefined) return 0;
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(
    'CREATE TABLE events (position INTEGER PRIMARY KEY, id TEXT, stream TEXT, revision INTEGER, type TEXT, data TEXT, metadata TEXT)',
  );
  const insert = db.prepare(
    'INSERT INTO events (id, stream, revision, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const batch = db.transaction((rows: readonly StoredAuditEvent[]) => {
    for (const { id, stream, revision, type, data, metadata } of rows)
      insert.run(id, stream, revision, type, data, metadata);
  });
  for (let at = 0; at < events.length; at += BATCH) batch(events.slice(at, at + BATCH));
  return events.length;
}

const one = (name: string): readonly View[] => allViews.filter((view) => view.name === name);

export const rebuilds: readonly Benchmark[] = [
  rebuildOf('rebuild-audit-board', one('audit-board'), 0.3),
  rebuildOf('rebuild-tasks', one('tasks'), 0.3),
  rebuildOf('rebuild-report-facts', one('report-facts'), 0.3),
  rebuildOf('rebuild-all', allViews, null),
];
