import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient, NO_STREAM as EXPECTED_NO_STREAM } from '@eventstore/db-client';
import { NO_STREAM, START, StoreUnavailable } from '#event-store';
import type { RecordedEvent, StoredEvent } from '#event-store';
import { EventStoreDbEventStore, EventStoreDbKeyStore } from '#eventstoredb';
import type { EventStoreDbOptions } from '#eventstoredb';
import { KeysUnavailable } from '#privacy';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { CONTROLLED_NAME, startControlledServer } from './event-server.js';
import type { ControlledServer } from './event-server.js';

const event = (): StoredEvent => ({ id: randomUUID(), type: 'note-taken.v1', data: '{"n":1}', metadata: '{}' });
const idsOf = (events: readonly StoredEvent[]): string[] => events.map(({ id }) => id);

/** Asks the same again until it is answered, as whoever is told that the store is away does. */
async function persistently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await pause(20);
    }
  }
}

/** Collects what a subscription delivers. */
class Listener {
  readonly got: RecordedEvent[] = [];
  caughtUp = 0;
  private wake: () => void = () => undefined;

  constructor(store: EventStoreDbEventStore) {
    store.subscribe({
      after: START,
      onBatch: (batch) => {
        this.got.push(...batch);
        this.wake();
      },
      onCaughtUp: () => {
        this.caughtUp++;
        this.wake();
      },
    });
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.wake = resolve));
  }
}

/** The stores that a test opens, closed when it ends. */
class Stores {
  private readonly opened: EventStoreDbEventStore[] = [];

  open(url: string, options: EventStoreDbOptions = {}): EventStoreDbEventStore {
    const store = EventStoreDbEventStore.open(url, options);
    this.opened.push(store);
    return store;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((store) => store.close()));
  }
}

describe(`EventStoreDbEventStore when its server is in trouble: ${CONTROLLED_NAME}`, () => {
  let server: ControlledServer;
  const stores = new Stores();
  beforeEach(async () => {
    server = await startControlledServer();
  });
  afterEach(async () => {
    server.thaw();
    await stores.close();
    await server.dispose();
  });

  it.each(['kill', 'stop'] as const)(
    'after a %s answers that it is away, and then as if nothing had been',
    async (end) => {
      const store = stores.open(server.url);
      const [first, second] = [event(), event()];
      const answered = await store.append('audit-1', NO_STREAM, [first]);
      await server[end]();
      await expect(store.append('audit-1', 0, [second])).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.readStream('audit-1')).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.readAll({ maxCount: 10 })).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.check()).rejects.toBeInstanceOf(StoreUnavailable);
      await server.restart();
      await persistently(() => store.check());
      expect(await store.append('audit-1', NO_STREAM, [first])).toEqual(answered);
      await store.append('audit-1', 0, [second]);
      expect(idsOf(await store.readStream('audit-1'))).toEqual([first.id, second.id]);
    },
  );

  it('gives up on a server that does not answer, and the same append again has one effect', async () => {
    const store = stores.open(server.url, { appendMs: 300, silenceMs: 300 });
    const first = [event()];
    await persistently(() => store.append('audit-1', NO_STREAM, first));
    server.freeze();
    const given = [event(), event()];
    const underWay = await Promise.allSettled([
      store.append('audit-1', 0, given),
      store.append('audit-2', NO_STREAM, given),
      store.readStream('audit-1'),
    ]);
    for (const each of underWay) {
      expect(each).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    }
    server.thaw();
    const answer = await persistently(() => store.append('audit-1', 0, given));
    expect(answer.revision).toBe(2);
    expect(await persistently(() => store.append('audit-1', 0, given))).toEqual(answer);
    await persistently(() => store.append('audit-2', NO_STREAM, given));
    expect(await store.readStream('audit-1')).toHaveLength(3);
    expect(await store.readStream('audit-2')).toHaveLength(2);
  });

  it('closes while its server does not answer', async () => {
    const store = stores.open(server.url, { appendMs: 300, silenceMs: 300 });
    const listener = new Listener(store);
    await listener.until(() => listener.caughtUp > 0);
    server.freeze();
    const appended = store.append('audit-1', NO_STREAM, [event()]).catch((error: unknown) => error);
    await store.close();
    expect(await appended).toBeInstanceOf(StoreUnavailable);
    await expect(store.append('audit-1', NO_STREAM, [event()])).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('resumes subscriptions by itself, each event once and in order, after any end and a long absence', async () => {
    const store = stores.open(server.url);
    const listener = new Listener(store);
    const expected: string[] = [];
    let revision = NO_STREAM;
    const write = async (): Promise<void> => {
      const given = Array.from({ length: 5 }, event);
      ({ revision } = await persistently(() => store.append('audit-1', revision, given)));
      expected.push(...idsOf(given));
    };
    await write();
    await listener.until(() => listener.got.length === expected.length);
    for (const end of ['kill', 'stop'] as const) {
      await server[end]();
      // Long enough for several attempts to fail.
      await pause(1_500);
      await server.restart();
      await write();
      await write();
      await listener.until(() => listener.got.length >= expected.length);
      expect(idsOf(listener.got)).toEqual(expected);
    }
  });

  it('loses no acknowledged event and doubles none while its server is stopped and killed under load', async () => {
    const store = stores.open(server.url, { appendMs: 2_000, silenceMs: 2_000 });
    const listener = new Listener(store);
    let goesOn = true;
    const written = new Map<string, string[]>();
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      const stream = `audit-${writer}`;
      const ids: string[] = [];
      written.set(stream, ids);
      for (let revision = NO_STREAM; goesOn; revision += 2) {
        const given = [event(), event()];
        await persistently(() => store.append(stream, revision, given));
        ids.push(...idsOf(given));
      }
    });
    const total = (): number => [...written.values()].reduce((sum, { length }) => sum + length, 0);
    for (const end of ['kill', 'stop', 'kill'] as const) {
      const before = total();
      while (total() < before + 300) await pause(5);
      await server[end]();
      await server.restart();
    }
    goesOn = false;
    await Promise.all(writers);
    await listener.until(() => listener.got.length >= total());
    for (const [stream, ids] of written) {
      expect(idsOf(await persistently(() => store.readStream(stream)))).toEqual(ids);
      expect(idsOf(listener.got.filter((heard) => heard.stream === stream))).toEqual(ids);
    }
    expect(listener.got).toHaveLength(total());
  });

  it('opens no keys while its server is away, and says so', async () => {
    const keys = await EventStoreDbKeyStore.open(server.url, { appendMs: 300 });
    await server.kill();
    await expect(keys.get(['subject:1'])).rejects.toBeInstanceOf(KeysUnavailable);
    await expect(EventStoreDbKeyStore.open(server.url)).rejects.toBeInstanceOf(KeysUnavailable);
    await keys.close();
  });

  it('leaves out what the server and other deployments write, and stops at streams somebody has deleted', async () => {
    const [ours, theirs] = [stores.open(server.url, { deployment: 'north' }), stores.open(server.url)];
    const keys = await EventStoreDbKeyStore.open(server.url, { deployment: 'north' });
    const [mine, last] = [event(), event()];
    await ours.append('audit-1', NO_STREAM, [mine]);
    await theirs.append('audit-1', NO_STREAM, [event(), event()]);
    await keys.create([{ owner: 'subject:1', wrapped: { masterKeyId: 'master', box: Buffer.alloc(60) } }]);
    await ours.append('audit-2', NO_STREAM, [event()]);
    await ours.append('audit-3', NO_STREAM, [event()]);
    const operator = EventStoreDBClient.connectionString(server.url);
    await operator.tombstoneStream('north:audit-2', { expectedRevision: 0n });
    await operator.deleteStream('north:audit-3', { expectedRevision: 0n });
    const tombstone = await operator.tombstoneStream('north:audit-4', { expectedRevision: EXPECTED_NO_STREAM });
    const [newest] = (await ours.readAll({ maxCount: 10 })).slice(-1);
    expect(await ours.head()).toBe(newest?.position);
    expect(await ours.eventAt(Number(tombstone.position?.commit))).toBeUndefined();
    const { position } = await ours.append('audit-1', 0, [last]);
    expect(await ours.head()).toBe(position);
    const listener = new Listener(ours);
    await listener.until(() => listener.got.length === 4);
    expect(listener.got.map(({ stream, type }) => `${stream} ${type}`)).toEqual([
      'audit-1 note-taken.v1',
      'audit-2 note-taken.v1',
      'audit-3 note-taken.v1',
      'audit-1 note-taken.v1',
    ]);
    const pages: RecordedEvent[] = [];
    for (let after = START; ;) {
      const [next] = await ours.readAll({ after, maxCount: 1 });
      if (next === undefined) break;
      pages.push(next);
      after = next.position;
    }
    expect(idsOf(pages)).toEqual(idsOf(listener.got));
    await expect(ours.readStream('audit-2')).rejects.toThrow('deleted on the event server by someone else');
    await expect(ours.append('audit-2', 0, [event()])).rejects.toThrow('deleted on the event server by someone else');
    await expect(ours.append('audit-3', NO_STREAM, [event()])).rejects.toThrow(
      'deleted on the event server by someone else',
    );
    await operator.dispose();
    await keys.close();
  });
});

/** What no real server can be told to do. */
describe('EventStoreDbEventStore on a stand-in made to misbehave', () => {
  let standIn: EventStoreDbStandIn;
  const stores = new Stores();
  beforeEach(async () => {
    standIn = await EventStoreDbStandIn.start();
  });
  afterEach(async () => {
    await stores.close();
    await standIn.kill();
  });

  it('delivers on although the server’s subscription has fallen silent, and has it opened again', async () => {
    const store = stores.open(standIn.url, { lookMs: 100 });
    const other = stores.open(standIn.url);
    const listener = new Listener(store);
    await listener.until(() => listener.caughtUp > 0);
    while (standIn.subscriptions === 0) await pause(5);
    await pause(50);
    const before = standIn.subscriptionsEver;
    standIn.muteSubscriptions();
    await other.append('audit-1', NO_STREAM, [event()]);
    await listener.until(() => listener.got.length === 1);
    while (standIn.subscriptionsEver === before) await pause(5);
    await other.append('audit-1', 0, [event()]);
    await listener.until(() => listener.got.length === 2);
  });

  it('goes to the node that leads when another has taken over', async () => {
    const leader = await EventStoreDbStandIn.start();
    const store = stores.open(standIn.url);
    standIn.follow(leader);
    const given = [event()];
    expect((await store.append('audit-1', NO_STREAM, given)).revision).toBe(0);
    expect(idsOf(await store.readStream('audit-1'))).toEqual(idsOf(given));
    const [direct] = await stores.open(leader.url).readStream('audit-1');
    expect(direct?.id).toBe(given[0]?.id);
    await stores.close();
    await leader.kill();
  });

  it('finds the leader of a cluster by asking a node for it', async () => {
    const leader = await EventStoreDbStandIn.start();
    standIn.follow(leader);
    const store = stores.open(standIn.url.replace('esdb:', 'esdb+discover:'));
    await store.append('audit-1', NO_STREAM, [event()]);
    expect(await stores.open(leader.url).readStream('audit-1')).toHaveLength(1);
    await stores.close();
    await leader.kill();
  });

  it('does not know where events stand that the server gave no position for, until it sends them again', async () => {
    const store = stores.open(standIn.url);
    const given = [event()];
    standIn.withholdPositions(1);
    await expect(store.append('audit-1', NO_STREAM, given)).rejects.toBeInstanceOf(StoreUnavailable);
    const { revision, position } = await store.append('audit-1', NO_STREAM, given);
    const [kept, ...more] = await store.readStream('audit-1');
    expect({ revision, position, more }).toEqual({ revision: 0, position: kept?.position, more: [] });
  });

  it('waits for a long search of the log as long as the server answers anything else', async () => {
    const [busy, fresh] = [
      stores.open(standIn.url, { deployment: 'busy' }),
      stores.open(standIn.url, { deployment: 'fresh', silenceMs: 500 }),
    ];
    await busy.append('audit-1', NO_STREAM, [event()]);
    standIn.searchSlowly(1_500);
    expect(await fresh.head()).toBe(START);
    expect(await fresh.readAll({ after: START, maxCount: 10 })).toEqual([]);
    const searching = fresh.readAll({ after: START, maxCount: 10 });
    setTimeout(() => standIn.freeze(), 300);
    await expect(searching).rejects.toBeInstanceOf(StoreUnavailable);
    standIn.thaw();
  });

  it('searches what other deployments wrote once, not at every look', async () => {
    const [quiet, busy] = [
      stores.open(standIn.url, { deployment: 'quiet', lookMs: 20 }),
      stores.open(standIn.url, { deployment: 'busy' }),
    ];
    await quiet.append('audit-1', NO_STREAM, [event()]);
    await busy.append('audit-1', NO_STREAM, Array.from({ length: 500 }, event));
    const listener = new Listener(quiet);
    await listener.until(() => listener.caughtUp > 3);
    const searched = standIn.entriesSearched;
    const looks = listener.caughtUp;
    await listener.until(() => listener.caughtUp > looks + 10);
    expect(standIn.entriesSearched - searched).toBeLessThan(50);
    const { position } = await quiet.append('audit-1', 0, [event()]);
    await listener.until(() => listener.got.length === 2);
    await busy.append('audit-1', 499, Array.from({ length: 500 }, event));
    expect(await quiet.head()).toBe(position);
    const before = standIn.entriesSearched;
    for (let looks = 0; looks < 10; looks++) expect(await quiet.head()).toBe(position);
    await busy.append('audit-1', 999, [event()]);
    expect(await quiet.head()).toBe(position);
    expect(standIn.entriesSearched - before).toBeLessThan(50);
    const last = await quiet.append('audit-1', 1, [event()]);
    await busy.append('audit-1', 1_000, [event()]);
    expect(await quiet.head()).toBe(last.position);
  });
});
