import { setTimeout as pause } from 'node:timers/promises';
import { AttemptsAway, openAttempts } from '#accounts';
import { describeAttempts } from '../../libs/accounts/attempts/contract/describe-attempts.js';
import { RedisServer } from '../support/redis.js';

let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
}, 60_000);
afterAll(() => redis.close());

describeAttempts('in Redis', async () => {
  const [here, there] = [await openAttempts(redis.url), await openAttempts(redis.url)];
  return {
    here,
    there,
    pass: (ms) => pause(ms),
    close: async () => void (await Promise.all([here.close(), there.close()])),
  };
});

describe('tries in Redis', () => {
  it('are not taken as made while Redis is away', async () => {
    const attempts = await openAttempts(redis.url);
    await redis.stop();
    const patience = { free: 1, firstMs: 1_000, mostMs: 1_000, forgetMs: 60_000 };
    await expect(attempts.begin('key', patience)).rejects.toBeInstanceOf(AttemptsAway);
    await redis.begin();
    await attempts.close();
  }, 30_000);
});
