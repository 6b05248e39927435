import { AttemptsInMemory } from '../attempts-in-memory.js';
import type { Attempts } from '../port.js';

/** @param redisUrl where replicas count together; in this process where it is left out. Redis need not answer yet. */
export async function openAttempts(redisUrl: string | undefined): Promise<Attempts> {
  if (redisUrl === undefined) return new AttemptsInMemory();
  const { AttemptsInRedis } = await import('../redis/attempts-in-redis.js');
  return AttemptsInRedis.open(redisUrl);
}
