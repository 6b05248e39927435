import { Redis } from 'ioredis';
import { AttemptsAway, waitAfter, type Attempts, type Patience } from '../port.js';

const TRIES = 'plumbline:tries:';
const DONE = 'plumbline:done:';
const PATIENCE_MS = 2_000;

/**
 * Counts a try unless it comes too early. KEYS: count, and a mark that stands while it must be waited. ARGV: how long all is
 * remembered; then the wait after the first, the second, … try, and the longest at the end.
 */
const BEGIN = `
local wait = redis.call('PTTL', KEYS[2])
if wait > 0 then return wait end
local count = redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local next = tonumber(ARGV[math.min(count + 1, #ARGV)])
if next > 0 then redis.call('SET', KEYS[2], '1', 'PX', next) end
return 0`;

const FORGIVE = `
redis.call('DEL', KEYS[2])
if redis.call('EXISTS', KEYS[1]) == 1 and tonumber(redis.call('GET', KEYS[1])) > 0 then redis.call('DECR', KEYS[1]) end
return 0`;

/** Tries that replicas count together. Redis emptied forgets them. */
export class AttemptsInRedis implements Attempts {
  private constructor(private readonly redis: Redis) {}

  static open(url: string): AttemptsInRedis {
    const redis = new Redis(url, {
      maxRetriesPerRequest: 1,
      commandTimeout: PATIENCE_MS,
      connectTimeout: PATIENCE_MS,
      retryStrategy: (times) => Math.min(100 * times, PATIENCE_MS),
    });
    // Told by whoever asks.
    redis.on('error', () => undefined);
    return new AttemptsInRedis(redis);
  }

  async begin(key: string, patience: Patience): Promise<number> {
    const waits = waitsOf(patience);
    return Number(await this.reached(this.redis.eval(BEGIN, 2, ...keysOf(key), patience.forgetMs, ...waits)));
  }

  async forgive(key: string): Promise<void> {
    await this.reached(this.redis.eval(FORGIVE, 2, ...keysOf(key)));
  }

  async forget(key: string): Promise<void> {
    await this.reached(this.redis.del(...keysOf(key)));
  }

  async once(key: string, forMs: number): Promise<boolean> {
    return (await this.reached(this.redis.set(DONE + key, '1', 'PX', forMs, 'NX'))) === 'OK';
  }

  async close(): Promise<void> {
    this.redis.disconnect();
  }

  private async reached<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (cause) {
      throw new AttemptsAway({ cause });
    }
  }
}

const keysOf = (key: string): [string, string] => [`${TRIES}${key}`, `${TRIES}${key}:wait`];

/** Up to the longest. */
function waitsOf(patience: Patience): readonly number[] {
  const waits: number[] = [];
  for (let tries = 1; waits.at(-1) !== patience.mostMs; tries++) waits.push(waitAfter(tries, patience));
  return waits;
}
