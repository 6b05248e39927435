import type { SessionStore } from '../port.js';
import { SqliteSessionStore } from '../sqlite/sqlite-session-store.js';

export interface SessionsPlace {
  readonly dataDir: string;
  /** Where replicas share their sessions; in the data folder where it is left out. */
  readonly redisUrl?: string;
}

/** Sessions where the service keeps them. Redis need not answer yet. */
export async function openSessions({ dataDir, redisUrl }: SessionsPlace): Promise<SessionStore> {
  if (redisUrl === undefined) return SqliteSessionStore.open(dataDir);
  const { RedisSessionStore } = await import('../redis/redis-session-store.js');
  return RedisSessionStore.open(redisUrl);
}
