import { randomUUID } from 'node:crypto';
import { EventStoreDbDraftStore, EventStoreDbEventStore, EventStoreDbKeyStore } from '#eventstoredb';
import { describeDraftStore } from '../../libs/drafts/contract/describe-draft-store.js';
import { describeEventStore } from '../../libs/event-store/contract/describe-event-store.js';
import { describeKeyStore } from '../../libs/privacy/contract/describe-key-store.js';
import { SERVER_NAME, startEventServer } from './event-server.js';
import type { EventServer } from './event-server.js';

describe(`on ${SERVER_NAME}`, () => {
  let server: EventServer;
  beforeAll(async () => {
    server = await startEventServer();
  });
  afterAll(() => server.dispose());

  // A deployment of its own is an empty log, on a server that others use too.
  describeEventStore('EventStoreDbEventStore', async () => {
    const deployment = `test-${randomUUID()}`;
    return {
      open: async () => EventStoreDbEventStore.open(server.url, { deployment }),
      dispose: async () => undefined,
    };
  });

  describeKeyStore('EventStoreDbKeyStore', async () => {
    const deployment = `test-${randomUUID()}`;
    return {
      open: () => EventStoreDbKeyStore.open(server.url, { deployment }),
      dispose: async () => undefined,
    };
  });

  describeDraftStore('EventStoreDbDraftStore', async () => {
    const deployment = `test-${randomUUID()}`;
    return {
      open: async () => EventStoreDbDraftStore.open(server.url, { deployment }),
      dispose: async () => undefined,
    };
  });
});
