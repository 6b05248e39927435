import { eventTypes } from '#domain';
import { SqliteEventStore, Upcasting } from '#event-store';
import { logOf } from './event-log.js';
import { awaitLease } from './lease.js';
import { noteCount, noteList } from './note-views.fixture.js';
import { Projector } from './projector.js';
import type { View } from '../view.js';

/**
 * A process that projects a data folder until it is killed, or kills itself between a row and its checkpoint.
 * Usage: node projecting-process.fixture.js <data folder> [<text of the note that kills>]
 */
const [dataDir = '', fatal] = process.argv.slice(2);

const perishable = (view: View): View => ({
  ...view,
  projector: (db) => {
    const { apply } = view.projector(db);
    return {
      apply: (events) => {
        apply(events);
        if (fatal !== undefined && events.some(({ data }) => JSON.stringify(data).includes(`"${fatal}"`)))
          process.kill(process.pid, 'SIGKILL');
      },
    };
  },
});

await awaitLease(dataDir, 'projector', new AbortController().signal);
process.stdout.write('projecting\n');
const log = logOf(SqliteEventStore.open(dataDir), new Upcasting(eventTypes));
await new Projector({ dataDir, log, views: [noteList, noteCount].map(perishable), batchSize: 9, pollMs: 5 }).run();
