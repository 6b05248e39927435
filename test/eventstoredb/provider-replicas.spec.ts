import { randomUUID } from 'node:crypto';
import { PageVisitor, Town } from '../support/index.js';
import type { Page } from '../support/index.js';
import { TestProvider } from '../support/identity-provider.js';
import { RedisServer } from '../support/redis.js';
import { SERVER_NAME, startEventServer } from './event-server.js';
import type { EventServer } from './event-server.js';

/** Where the council's people think the service is; each request goes to one replica or the other. */
const PUBLIC_URL = 'http://localhost:3000';
const ANN = { sub: 'ann', email: 'ann@newtown.example', email_verified: true, roles: ['Audit.Auditor'] };

describe(`signing in at the identity provider, on two replicas: ${SERVER_NAME}`, () => {
  let server: EventServer;
  let redis: RedisServer;
  let provider: TestProvider;
  let town: Town;

  beforeAll(async () => {
    [server, redis, provider] = await Promise.all([
      startEventServer(),
      RedisServer.start(),
      TestProvider.start(`${PUBLIC_URL}/sign-in/provider/answer`),
    ]);
    provider.person = ANN;
    town = await Town.open({
      eventStore: { url: server.url, deployment: `town-${randomUUID().slice(0, 8)}` },
      replicas: 2,
      environment: {
        REDIS_URL: redis.url,
        PUBLIC_URL,
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: 'plumbline',
        OIDC_CLIENT_SECRET: 'a secret of the suite',
        OIDC_ROLES: 'Audit.Auditor=auditor',
      },
    });
    await changeAnn({ email: ANN.email });
  }, 120_000);
  afterAll(async () => {
    await town?.close();
    await Promise.all([provider?.close(), server?.dispose(), redis?.close()]);
  });

  /** Asked for by one, confirmed by another, at either replica. */
  async function changeAnn(change: object): Promise<void> {
    await town.as('Ada').does(`people/${town.idOf('Ann')}/change`, change);
    const { changes } = await town.as('Cora').reads<{ changes: readonly { changeId: string }[] }>('person-changes');
    await town.as('Cora').does('person-changes/confirm', { changeIds: changes.map(({ changeId }) => changeId) });
  }

  /** One browser: what it asks of the service goes to the replica it is told to. */
  class Browser {
    private replica = 0;
    private readonly here = new PageVisitor(() => town.replica(this.replica).url);
    readonly there = new PageVisitor(() => provider.issuer);

    at(replica: number, path: string): Promise<Page> {
      this.replica = replica;
      return this.here.open(path);
    }

    /** To the provider and through its pages, up to the address it sends them back to. */
    async sentBackFrom(replica: number): Promise<string> {
      let at = (await this.at(replica, '/sign-in/provider')).location ?? '';
      for (let hop = 0; hop < 6 && !at.startsWith(PUBLIC_URL); hop++) at = (await this.there.open(at)).location ?? '';
      return at.slice(PUBLIC_URL.length);
    }

    /** Begun at one replica, answered by the other. */
    async signIn(from: number): Promise<Page> {
      return this.at(1 - from, await this.sentBackFrom(from));
    }

    /** What each replica answers them. */
    async answers(): Promise<readonly number[]> {
      return [(await this.at(0, '/tasks')).status, (await this.at(1, '/tasks')).status];
    }

    copyOf(cookies: ReadonlyMap<string, string>): void {
      for (const [name, value] of cookies) this.here.cookies.set(name, value);
    }

    get cookies(): ReadonlyMap<string, string> {
      return this.here.cookies;
    }
  }

  it.each([0, 1])('is begun at replica %i, ended at the other, and counts at both', async (from) => {
    const browser = new Browser();
    expect((await browser.signIn(from)).status).toBe(303);
    expect(await browser.answers()).toEqual([200, 200]);
  });

  it('is done once: neither replica takes the answer again', async () => {
    const browser = new Browser();
    const back = await browser.sentBackFrom(0);
    const thief = new Browser();
    thief.copyOf(browser.cookies);
    expect((await browser.at(0, back)).status).toBe(303);
    for (const replica of [1, 0]) expect((await thief.at(replica, back)).status).toBe(403);
    expect(await thief.answers()).toEqual([303, 303]);
  });

  it.each([0, 1])('revoked at replica %i, is refused by both at the next request', async (replica) => {
    const browser = new Browser();
    await browser.signIn(0);
    expect(await browser.answers()).toEqual([200, 200]);
    await town.as('Ada', replica).does(`people/${town.idOf('Ann')}/end-sessions`);
    expect((await browser.at(1 - replica, '/tasks')).status).toBe(303);
    expect((await browser.at(replica, '/tasks')).status).toBe(303);
  });

  it.each([0, 1])('signed out at the provider, which tells replica %i, is refused by both', async (replica) => {
    const browser = new Browser();
    const other = new Browser();
    await browser.signIn(0);
    await other.signIn(1);
    provider.signOutTo = `${town.replica(replica).url}/sign-in/provider/ended`;
    await browser.there.open('/session/end');
    await browser.there.send(`${provider.issuer}/session/end/confirm`, { logout: 'yes' });
    expect((await browser.at(1 - replica, '/tasks')).status).toBe(303);
    expect((await browser.at(replica, '/tasks')).status).toBe(303);
    expect(await other.answers()).toEqual([200, 200]);
  });

  it('with a role taken away at one replica, is refused by both', async () => {
    const browser = new Browser();
    await browser.signIn(0);
    await changeAnn({ roles: ['moderator'] });
    expect(await browser.answers()).toEqual([303, 303]);
  });
});
