import { randomBytes, randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, StreamDeletedError } from '@eventstore/db-client';
import { EventStoreDbKeyStore } from '#eventstoredb';
import type { NewKey } from '#privacy';
import { SERVER_NAME, startEventServer } from './event-server.js';
import type { EventServer } from './event-server.js';

const AT = '2026-04-01T09:00:00.000Z';

const newKey = (): NewKey & { readonly lookup: string } => ({
  owner: `subject:${randomUUID()}`,
  lookup: randomBytes(32).toString('hex'),
  wrapped: { masterKeyId: 'master-1', box: randomBytes(60) },
});

describe(`EventStoreDbKeyStore: ${SERVER_NAME}`, () => {
  let server: EventServer;
  let operator: EventStoreDBClient;
  let deployment: string;
  const opened: EventStoreDbKeyStore[] = [];

  beforeAll(async () => {
    server = await startEventServer();
    operator = EventStoreDBClient.connectionString(server.url);
  });
  afterAll(async () => {
    await operator.dispose();
    await server.dispose();
  });
  beforeEach(() => {
    deployment = `test-${randomUUID()}`;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  const open = async (): Promise<EventStoreDbKeyStore> => {
    const store = await EventStoreDbKeyStore.open(server.url, { deployment });
    opened.push(store);
    return store;
  };

  const shown = async (stream: string): Promise<unknown[]> => {
    const data: unknown[] = [];
    for await (const { event } of operator.readStream(`${deployment}!${stream}`)) data.push(event?.data);
    return data;
  };

  it('makes a tombstone of a destroyed key, and leaves of its lookup that it leads nowhere', async () => {
    const store = await open();
    const key = newKey();
    await store.create([key]);
    expect(await shown(`lookup:${key.lookup}`)).toEqual([{ owner: key.owner }]);
    await store.destroy(key.owner, AT);
    await expect(shown(`key:${key.owner}`)).rejects.toBeInstanceOf(StreamDeletedError);
    expect(await shown(`lookup:${key.lookup}`)).toEqual([{}]);
  });

  it('finishes, when keys are next opened, a destruction whose process died once it was recorded', async () => {
    const store = await open();
    const [gone, left] = [newKey(), newKey()];
    await store.create([gone, left]);
    const recorded = jsonEvent({ type: 'key-destroyed.v1', data: { owner: gone.owner, at: AT } });
    await operator.appendToStream(`${deployment}!destroyed`, recorded, { expectedRevision: NO_STREAM });
    // In force at once, everywhere, whoever is left to see to the rest.
    expect((await store.get([gone.owner])).get(gone.owner)).toEqual({ state: 'destroyed', at: AT });
    expect((await store.find([gone.lookup])).size).toBe(0);
    const next = await open();
    await expect(shown(`key:${gone.owner}`)).rejects.toBeInstanceOf(StreamDeletedError);
    expect(await shown(`lookup:${gone.lookup}`)).toEqual([{}]);
    expect((await next.get([left.owner])).get(left.owner)?.state).toBe('living');
    expect(await shown('destroyed')).toHaveLength(2);
    await open();
    expect(await shown('destroyed')).toHaveLength(2);
  });

  it('claims the lookup of a key whose process died once it was kept, when the same key is sent again', async () => {
    const key = newKey();
    const { masterKeyId, box } = key.wrapped;
    const data = { owner: key.owner, masterKeyId, box: box.toString('base64'), lookup: key.lookup };
    const event = jsonEvent({ type: 'key-kept.v1', data });
    await operator.appendToStream(`${deployment}!key:${key.owner}`, event, { expectedRevision: NO_STREAM });
    const store = await open();
    expect((await store.find([key.lookup])).size).toBe(0);
    expect(await store.create([key])).toEqual([{ owner: key.owner, state: 'living', wrapped: key.wrapped }]);
    expect(await store.find([key.lookup])).toEqual(new Map([[key.lookup, key.owner]]));
  });

  it('lets processes that destroy the same key at once agree on the instant', async () => {
    const stores = [await open(), await open(), await open()];
    const keys = Array.from({ length: 5 }, newKey);
    await stores[0]?.create(keys);
    const answers = await Promise.all(
      stores.flatMap((store, index) =>
        keys.map(({ owner }) =>
          store.destroy(owner, AT.replace('04', `0${index + 5}`)).then((state) => ({ owner, state })),
        ),
      ),
    );
    for (const { owner } of keys) {
      const states = answers.filter((answer) => answer.owner === owner).map(({ state }) => JSON.stringify(state));
      expect(new Set(states).size).toBe(1);
      expect(states[0]).toContain('destroyed');
    }
  });

  it('keeps a lookup for one owner, whoever else makes it at once, and takes the others’ keys back', async () => {
    const stores = [await open(), await open()];
    const { lookup } = newKey();
    const rivals = Array.from({ length: 12 }, () => ({ ...newKey(), lookup }));
    await Promise.all(rivals.map((key, index) => stores[index % 2]?.create([key])));
    const owner = (await stores[0]?.find([lookup]))?.get(lookup);
    const living: string[] = [];
    for await (const kept of (await open()).all()) living.push(kept.owner);
    expect(living).toEqual([owner]);
  });
});
