import { Sessions, SessionsAway, openSessions } from '#sessions';
import { describeSessionStore } from '../../libs/sessions/contract/describe-session-store.js';
import { RedisServer } from '../support/redis.js';

const WHO = { personId: 'p', roles: ['leader'], way: 'provider', endings: 0, provider: null } as const;
const clock = () => '2026-05-04T09:00:00.000Z';

const open = () => openSessions({ dataDir: 'not used', redisUrl: redis.url });

let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
}, 60_000);
afterAll(() => redis.close());

describeSessionStore('Redis', async () => ({
  open,
  dispose: () => redis.flush(),
}));

describe('sessions in Redis', () => {
  it('hold nothing that opens one, and end by themselves', async () => {
    const store = await open();
    const { secret } = await new Sessions({ store, clock }).begin(WHO);
    const [key = ''] = await redis.command((client) => client.keys('plumbline:session:*'));
    expect(key).not.toContain(secret);
    expect(await redis.command((client) => client.pttl(key))).toBeGreaterThan(0);
    await store.close();
  });

  it('have all ended once Redis was emptied, and none that was ended comes back', async () => {
    const [here, there] = [await open(), await open()];
    const [sessions, others] = [new Sessions({ store: here, clock }), new Sessions({ store: there, clock })];
    const [kept, revoked] = [await sessions.begin(WHO), await sessions.begin(WHO)];
    await others.end(revoked.secret);
    expect(await sessions.find(revoked.secret)).toBeUndefined();
    await redis.flush();
    for (const { secret } of [kept, revoked]) {
      expect(await sessions.find(secret)).toBeUndefined();
      expect(await others.find(secret)).toBeUndefined();
    }
    await Promise.all([here.close(), there.close()]);
  });

  it('let nobody in while Redis is away, and are there again when it is', async () => {
    const store = await open();
    const sessions = new Sessions({ store, clock });
    const { secret } = await sessions.begin(WHO);
    await redis.stop();
    await expect(sessions.find(secret)).rejects.toBeInstanceOf(SessionsAway);
    await expect(sessions.begin(WHO)).rejects.toBeInstanceOf(SessionsAway);
    await redis.begin();
    const begun = await sessions.begin(WHO);
    expect(await sessions.find(begun.secret)).toMatchObject({ personId: 'p' });
    expect(await sessions.find(secret)).toBeUndefined();
    await store.close();
  }, 30_000);
});
