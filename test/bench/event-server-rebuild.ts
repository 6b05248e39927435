import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { verifyRecords } from '#engine';
import { openEventStore } from '#event-store';
import type { EventServer } from '#event-store';
import { allViews } from '#projections';
import type { View } from '#projections';
import { auditLives } from '../support/audit-lives.js';
import { eventServer, withoutEventServer } from './event-server.js';
import type { Benchmark, Side } from './harness.js';
import { appendAll, rebuilding } from './rebuild.js';

/** Thirty events each. */
const AUDITS = 1_000;

/** The same rebuild as from a folder, against the bare client doing no more than reading the same events of the log. */
const rebuildOf = (name: string, views: readonly View[], goal: number | null): Benchmark => ({
  name,
  what: `rebuild of ${views.length === 1 ? `the view ${views[0]?.name}` : 'all views at once'} from EventStoreDB over ${AUDITS * 30} events, against readAll of the bare client over the same log`,
  unit: 'events/s',
  goal,
  turns: 5,
  unavailable: withoutEventServer,
  async prepare(folder) {
    const server = eventServer();
    const events = [...auditLives(AUDITS)];
    const dataDir = join(folder, 'ours');
    const store = await openEventStore({ dataDir, eventStore: server });
    await appendAll(store, events);
    return {
      ours: await rebuilding({ dataDir, store, views, events: events.length }),
      reference: await catchUpOf(server),
    };
  },
});

/** The seals and every event's hashes looked at, as `plumbline verify` does without comparing views. */
const verifying: Benchmark = {
  name: 'esdb-verify',
  what: `verify of ${AUDITS * 30} events on EventStoreDB, against readAll of the bare client over the same log`,
  unit: 'events/s',
  goal: null,
  turns: 5,
  unavailable: withoutEventServer,
  async prepare(folder) {
    const place = { dataDir: join(folder, 'ours'), eventStore: eventServer() };
    const store = await openEventStore(place);
    await appendAll(store, [...auditLives(AUDITS)]);
    await store.close();
    return {
      ours: {
        ready: async () => async () => {
          const { events } = await verifyRecords(place, { views: false });
          if (events !== AUDITS * 30) throw new Error(`verify looked at ${events} events`);
          return events;
        },
        close: async () => undefined,
      },
      reference: await catchUpOf(place.eventStore),
    };
  },
};

/** The bare client reading all there is. Every record counts, whosever it is: ours skip what is not theirs. */
async function catchUpOf({ url }: EventServer): Promise<Side> {
  const client = EventStoreDBClient.connectionString(url);
  const end = await recordsOf(client);
  return {
    ready: async () => async () => {
      let read = 0;
      for await (const { event } of client.readAll({ maxCount: end })) if (event !== undefined) read += 1;
      return read;
    },
    close: () => client.dispose(),
  };
}

/** How many records the server's log holds, whosever they are: a read that is left before its end would go on. */
async function recordsOf(client: EventStoreDBClient): Promise<number> {
  let records = 0;
  for await (const _ of client.readAll()) records += 1;
  return records;
}

export const eventServerRebuilds: readonly Benchmark[] = [
  rebuildOf(
    'esdb-rebuild',
    allViews.filter(({ name }) => name === 'audit-board'),
    0.8,
  ),
  rebuildOf('esdb-rebuild-all', allViews, null),
  verifying,
];
