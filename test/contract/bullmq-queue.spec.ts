import { BullMqQueue, RedisEvicts } from '#bullmq';
import { describeJobQueue } from '../../libs/jobs/contract/describe-job-queue.js';
import { RedisServer } from '../support/redis.js';

const clock = (): string => new Date().toISOString();

let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(() => redis.close());

describeJobQueue('in Redis', async () => {
  await redis.flush();
  const queue = await BullMqQueue.open({ name: 'reminders', redisUrl: redis.url, clock, attempts: 2, backoffMs: 5 });
  return { queue, empty: () => redis.flush(), close: () => queue.close() };
});

describe('Redis', () => {
  it('is refused where it would throw reminders away', async () => {
    const evicting = await RedisServer.start({ policy: 'allkeys-lru' });
    try {
      await expect(BullMqQueue.open({ name: 'reminders', redisUrl: evicting.url, clock })).rejects.toThrow(RedisEvicts);
    } finally {
      await evicting.close();
    }
  });

  it('holds ids and nothing else of a reminder', async () => {
    await redis.flush();
    const queue = await BullMqQueue.open({ name: 'reminders', redisUrl: redis.url, clock });
    await queue.schedule([{ id: 'a-reminder', at: '2099-01-01T00:00:00.000Z' }]);
    const jobs = await redis.command(async (client) => {
      const [key] = await client.keys('bull:reminders:a-reminder*');
      return client.hget(key ?? '', 'data');
    });
    expect(jobs).toBe('{"id":"a-reminder"}');
    await queue.close();
  });
});
