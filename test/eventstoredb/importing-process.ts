import { openEventStore } from '#event-store';
import type { EventStore, RecordsPlace } from '#event-store';
import { importEvents, markUnfinished } from '#moving';

/** Imports a file, and dies like a machine whose power fails as it makes one append of many: `place file append`. */
const [place = '', file = '', dyingAt = ''] = process.argv.slice(2);
const { dataDir, eventStore }: RecordsPlace = JSON.parse(place);
const store = await openEventStore({ dataDir, eventStore });

let appends = 0;
const mortal: EventStore = new Proxy(store, {
  get: (target, name) => {
    if (name !== 'append') return Reflect.get(target, name).bind(target);
    return (...order: Parameters<EventStore['append']>) => {
      if (++appends === Number(dyingAt)) process.kill(process.pid, 'SIGKILL');
      return target.append(...order);
    };
  },
});
await importEvents({ store: mortal, file, onAppending: () => markUnfinished(dataDir) });
