import { SqliteDraftStore } from '#drafts';
import type { DraftStore } from '#drafts';
import { SqliteKeyStore } from '#privacy';
import type { KeyStore } from '#privacy';
import type { EventStore } from '../port.js';
import { tieToLog } from '../records-place.js';
import type { RecordsPlace } from '../records-place.js';
import { SqliteEventStore } from '../sqlite/sqlite-event-store.js';

/** The client of the event server takes a quarter of a second to load: only where there is one. */
const client = () => import('../eventstoredb/index.js');

/**
 * Opens the log of a place. Does not wait for an event server: what is asked of it while it is away is unavailable.
 * @throws OtherRecords, EventServerProblem, StoreUnavailable
 */
export async function openEventStore(place: RecordsPlace): Promise<EventStore> {
  tieToLog(place);
  const { dataDir, eventStore } = place;
  if (eventStore === undefined) return SqliteEventStore.open(dataDir);
  const { EventStoreDbEventStore } = await client();
  return EventStoreDbEventStore.open(eventStore.url, { deployment: eventStore.deployment });
}

/**
 * Opens the wrapped keys of a place; an event server must answer.
 * @throws OtherRecords, EventServerProblem, KeysUnavailable
 */
export async function openKeyStore(place: RecordsPlace): Promise<KeyStore> {
  tieToLog(place);
  const { dataDir, eventStore } = place;
  if (eventStore === undefined) return SqliteKeyStore.open(dataDir);
  const { EventStoreDbKeyStore } = await client();
  return EventStoreDbKeyStore.open(eventStore.url, { deployment: eventStore.deployment });
}

/**
 * Opens the drafts of a place, which are kept where its keys are. Does not wait for an event server.
 * @throws OtherRecords, EventServerProblem
 */
export async function openDraftStore(place: RecordsPlace): Promise<DraftStore> {
  tieToLog(place);
  const { dataDir, eventStore } = place;
  if (eventStore === undefined) return SqliteDraftStore.open(dataDir);
  const { EventStoreDbDraftStore } = await client();
  return EventStoreDbDraftStore.open(eventStore.url, { deployment: eventStore.deployment });
}

/** Works on the log of a place while it is open. @throws what `openEventStore` does */
export async function onLog<Result>(place: RecordsPlace, work: (log: EventStore) => Promise<Result>): Promise<Result> {
  const log = await openEventStore(place);
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

/** Works on the wrapped keys of a place while they are open. @throws what `openKeyStore` does */
export async function onKeys<Result>(place: RecordsPlace, work: (keys: KeyStore) => Promise<Result>): Promise<Result> {
  const keys = await openKeyStore(place);
  try {
    return await work(keys);
  } finally {
    await keys.close();
  }
}
