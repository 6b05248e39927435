import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Role } from '#domain';
import { SessionsAway, type SessionStore } from '../port.js';
import {
  LONGEST_MS,
  MOST_NOTES,
  NOTES_MS,
  REMEMBERED_MS,
  SIGN_IN_WAYS,
  endsAt,
  type KeptSession,
  type ProviderSession,
  type Session,
  type SignInNote,
} from '../session.js';

const SESSION = 'plumbline:session:';
const OF_PERSON = 'plumbline:sessions-of:';
const UNDER_PROVIDER = 'plumbline:sessions-under:';
const NOTES = 'plumbline:sign-ins';

/** How long a page waits for Redis, in milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * Notes a request, unless the session was ended or a later one is noted already. Every step of it happens at once: a session
 * that another replica has just ended is not made again.
 */
const SAW = `
local seen = redis.call('HGET', KEYS[1], 'seenAt')
if not seen or seen >= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'seenAt', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;

/** Ends all sessions that a set names. */
const END_ALL = `
local ended = 0
for _, key in ipairs(redis.call('SMEMBERS', KEYS[1])) do ended = ended + redis.call('DEL', key) end
redis.call('DEL', KEYS[1])
return ended`;

/**
 * Sessions that replicas share. Each request asks Redis: nothing is remembered beside it, so that what one replica ends the
 * next request is refused by all. A Redis that was emptied has signed everybody out, and knows no session to bring back.
 */
export class RedisSessionStore implements SessionStore {
  private constructor(private readonly redis: Redis) {}

  static open(url: string): RedisSessionStore {
    const redis = new Redis(url, {
      maxRetriesPerRequest: 1,
      commandTimeout: PATIENCE_MS,
      connectTimeout: PATIENCE_MS,
      retryStrategy: (times) => Math.min(100 * times, PATIENCE_MS),
    });
    // Told by whoever asks: a request is answered that the sessions are away.
    redis.on('error', () => undefined);
    return new RedisSessionStore(redis);
  }

  async put(digest: string, session: Session): Promise<void> {
    const key = SESSION + digest;
    const sets = [OF_PERSON + session.personId, ...(session.provider ? [underKey(session.provider)] : [])];
    const all = this.redis.multi().hset(key, fieldsOf(session)).pexpire(key, lastsFor(session));
    for (const set of sets) all.sadd(set, key).pexpire(set, LONGEST_MS + REMEMBERED_MS);
    await this.reached(all.exec());
  }

  async get(digest: string): Promise<Session | undefined> {
    return sessionOf(await this.reached(this.redis.hgetall(SESSION + digest)));
  }

  async saw(digest: string, seenAt: string): Promise<void> {
    const session = await this.get(digest);
    if (session === undefined) return;
    await this.reached(this.redis.eval(SAW, 1, SESSION + digest, seenAt, lastsFor({ ...session, seenAt })));
  }

  async end(digest: string): Promise<void> {
    await this.reached(this.redis.del(SESSION + digest));
  }

  async allOf(personId: string): Promise<readonly KeptSession[]> {
    const keys = await this.reached(this.redis.smembers(OF_PERSON + personId));
    const found = await Promise.all(
      keys.map(async (key) => ({ key, session: sessionOf(await this.reached(this.redis.hgetall(key))) })),
    );
    return found
      .flatMap(({ key, session }) => (session === undefined ? [] : [{ ...session, digest: key.slice(SESSION.length) }]))
      .sort((one, other) => other.beganAt.localeCompare(one.beganAt));
  }

  async endAllOf(personId: string): Promise<number> {
    return Number(await this.reached(this.redis.eval(END_ALL, 1, OF_PERSON + personId)));
  }

  async endAllUnder(provider: ProviderSession): Promise<number> {
    return Number(await this.reached(this.redis.eval(END_ALL, 1, underKey(provider))));
  }

  async note(signIn: SignInNote): Promise<void> {
    const note = JSON.stringify(signIn);
    await this.reached(
      this.redis
        .multi()
        .lpush(NOTES, note)
        .ltrim(NOTES, 0, MOST_NOTES - 1)
        .pexpire(NOTES, NOTES_MS)
        .exec(),
    );
  }

  async notes(limit: number, personId?: string): Promise<readonly SignInNote[]> {
    const lines = await this.reached(this.redis.lrange(NOTES, 0, personId === undefined ? limit - 1 : -1));
    return lines
      .map((line) => JSON.parse(line) as SignInNote)
      .filter((note) => personId === undefined || note.personId === personId)
      .slice(0, limit);
  }

  /** Redis forgets sessions by itself; what is left is what ended by a clock that is not its own. */
  async sweep(now: string): Promise<void> {
    let cursor = '0';
    do {
      const [next, keys] = await this.reached(this.redis.scan(cursor, 'MATCH', `${SESSION}*`, 'COUNT', 1_000));
      cursor = next;
      for (const key of keys) {
        const session = sessionOf(await this.reached(this.redis.hgetall(key)));
        if (session !== undefined && endsAt(session) + REMEMBERED_MS <= Date.parse(now))
          await this.reached(this.redis.del(key));
      }
    } while (cursor !== '0');
    await this.forgetNotesBefore(Date.parse(now) - NOTES_MS);
  }

  async close(): Promise<void> {
    this.redis.disconnect();
  }

  /** The oldest stand last. */
  private async forgetNotesBefore(instant: number): Promise<void> {
    for (;;) {
      const [oldest] = await this.reached(this.redis.lrange(NOTES, -1, -1));
      if (oldest === undefined || Date.parse((JSON.parse(oldest) as SignInNote).at) > instant) return;
      await this.reached(this.redis.rpop(NOTES));
    }
  }

  private async reached<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (cause) {
      throw new SessionsAway({ cause });
    }
  }
}

/** How long it is kept from the last request on, in milliseconds: by the times of the session, whatever the clock of Redis says. */
const lastsFor = (session: Pick<Session, 'beganAt' | 'seenAt'>): number =>
  Math.max(1, endsAt(session) + REMEMBERED_MS - Date.parse(session.seenAt));

/** Issuers are addresses, and of any length. */
const underKey = ({ issuer, sid }: ProviderSession): string =>
  UNDER_PROVIDER +
  createHash('sha256')
    .update(JSON.stringify([issuer, sid]))
    .digest('hex');

function fieldsOf({ roles, endings, provider, device, ...session }: Session): Record<string, string> {
  return {
    ...session,
    roles: JSON.stringify(roles),
    endings: String(endings),
    ...(provider !== null && { issuer: provider.issuer, sid: provider.sid }),
    ...(device !== undefined && { device }),
  };
}

function sessionOf(fields: Readonly<Record<string, string>>): Session | undefined {
  const { personId, roles, endings, beganAt, seenAt, issuer, sid, device } = fields;
  const way = SIGN_IN_WAYS.find((each) => each === fields['way']);
  if (personId === undefined || roles === undefined || way === undefined) return undefined;
  if (beganAt === undefined || seenAt === undefined) return undefined;
  return {
    personId,
    roles: JSON.parse(roles) as readonly Role[],
    way,
    endings: Number(endings),
    beganAt,
    seenAt,
    provider: issuer === undefined || sid === undefined ? null : { issuer, sid },
    ...(device !== undefined && { device }),
  };
}
