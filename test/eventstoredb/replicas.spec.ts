import { randomUUID } from 'node:crypto';
import { Town, fromDrawToClosure } from '../support/index.js';
import { RedisServer } from '../support/redis.js';
import { alike } from './alike.js';
import { SERVER_NAME, startEventServer } from './event-server.js';
import type { EventServer } from './event-server.js';

/** A deployment of its own on whatever server there is. */
const deployment = (): string => `town-${randomUUID().slice(0, 8)}`;

describe(`two replicas on one event server: ${SERVER_NAME}`, () => {
  let server: EventServer;
  let redis: RedisServer;
  beforeAll(async () => {
    [server, redis] = await Promise.all([startEventServer(), RedisServer.start()]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([server.dispose(), redis.close()]);
  });

  const open = (replicas = 2): Promise<Town> =>
    Town.open({
      eventStore: { url: server.url, deployment: deployment() },
      replicas,
      environment: { REDIS_URL: redis.url },
    });

  it('record, for an audit from draw to closure, the very history that one service on a folder records', async () => {
    const towns = await Promise.all([Town.open(), open()]);
    try {
      const histories = await Promise.all(
        towns.map(async (town) => {
          await fromDrawToClosure(town);
          return town.history();
        }),
      );
      const [embedded = [], distributed = []] = histories;
      const [told, toldByReplicas] = alike(embedded, distributed);
      expect(toldByReplicas).toEqual(told);
      expect(embedded.length).toBeGreaterThan(80);
      for (const town of towns) {
        await town.stop();
        expect(await town.findings()).toEqual([]);
      }
    } finally {
      await Promise.all(towns.map((town) => town.close()));
    }
  }, 180_000);
});
