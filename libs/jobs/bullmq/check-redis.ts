import type { Redis } from 'ioredis';

/** Redis would throw jobs away where its memory runs short. */
export class RedisEvicts extends Error {
  constructor(policy: string) {
    super(
      `Redis must run with maxmemory-policy noeviction; it runs with ${policy}. Set it in the configuration of Redis and start again.`,
    );
    this.name = 'RedisEvicts';
  }
}

/** Asks `INFO`, which every service lets its users ask, rather than `CONFIG`. @throws RedisEvicts */
export async function checkRedis(redis: Redis): Promise<void> {
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1] ?? 'unknown';
  if (policy !== 'noeviction') throw new RedisEvicts(policy);
}
