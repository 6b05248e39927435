import { parentPort, workerData } from 'node:worker_threads';
import { eventTypes } from '#domain';
import { Upcasting, openEventStore } from '#event-store';
import type { View } from '../view.js';
import { logOf } from '../runner/event-log.js';
import { awaitLease } from '../runner/lease.js';
import type { FromProjector, ProjectorThreadData, ToProjector } from './messages.js';
import { Projector } from '../runner/projector.js';

/** The thread that writes the views: waits for the lease, then runs until it is told to stop. */
const REPORT_MS = 250;

/** How often it looks by itself: the log says when there is something new, but not when somebody asks for a rebuild. */
const POLL_MS = 1_000;

const { place, viewsModule, isTraced } = workerData as ProjectorThreadData;
const { views }: { views: readonly View[] } =
  viewsModule === undefined ? await import('../views/all-views.js') : await import(viewsModule);

const port = parentPort;
if (port === null) throw new Error('The projector runs in a worker thread');
const say = (message: FromProjector): void => port.postMessage(message);

const stopping = new AbortController();
let projector: Projector | undefined;
port.on('message', (message: ToProjector) => {
  if (message === 'wake') projector?.wake();
  else {
    stopping.abort();
    projector?.stop();
  }
});

const lease = await awaitLease(place.dataDir, 'projector', stopping.signal);
if (lease !== undefined) {
  const store = await openEventStore(place);
  const log = logOf(store, new Upcasting(eventTypes));
  let reported = '';
  const report = (): void => {
    const progress = projector?.progress() ?? [];
    const text = JSON.stringify(progress);
    if (text !== reported) say({ kind: 'progress', views: progress });
    reported = text;
  };
  const running = new Projector({
    dataDir: place.dataDir,
    log,
    views,
    everyView: true,
    pollMs: POLL_MS,
    onMoved: () => say({ kind: 'moved' }),
    onProjected: isTraced ? (projected) => say({ kind: 'projected', projected }) : undefined,
  });
  projector = running;
  store.watch(() => running.hear());
  // Told so before there was anything to stop.
  if (stopping.signal.aborted) running.stop();
  const reporting = setInterval(report, REPORT_MS);
  try {
    await running.run();
  } finally {
    clearInterval(reporting);
    await store.close();
    lease.release();
  }
}
port.close();
