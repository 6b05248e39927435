import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { openEventStore } from '#event-store';
import { allViews } from '#projections';
import type { View } from '#projections';
import { auditLives } from '../support/audit-lives.js';
import { eventServer, withoutEventServer } from './event-server.js';
import type { Benchmark } from './harness.js';
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
    const client = EventStoreDBClient.connectionString(server.url);
    const end = await recordsOf(client);
    return {
      ours: await rebuilding({ dataDir, store, views, events: events.length }),
      reference: {
        ready: async () => async () => {
          // Every record counts, whosever it is: ours skip what is not theirs.
          let read = 0;
          for await (const { event } of client.readAll({ maxCount: end })) if (event !== undefined) read += 1;
          return read;
        },
        close: () => client.dispose(),
      },
    };
  },
});

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
];
