import { generateKeyPair } from 'jose';
import { readSignInSettings } from '#accounts';
import { Api, PageVisitor } from '../support/index.js';
import type { Page } from '../support/index.js';
import { Queues } from '../../apps/server/queues.js';
import { TestProvider } from '../support/identity-provider.js';
import type { Claims } from '../support/identity-provider.js';

const PUBLIC_URL = 'http://localhost:3000';
const TENANT = '8f2c1d6e-0b3a-4c57-9e21-5d7a6b4c3f10';

const annAt = (more: Partial<Claims> = {}): Claims => ({
  sub: 'pairwise-ann',
  tid: TENANT,
  oid: 'a1d4c2b0-3e5f-4a6b-8c7d-9e0f1a2b3c4d',
  email: 'ann@westmere.example',
  xms_edov: true,
  roles: ['Audit.Auditor', 'Audit.Lead'],
  ...more,
});

describe('signing in at the identity provider', () => {
  let provider: TestProvider;
  let api: Api;
  beforeAll(async () => {
    provider = await TestProvider.start(`${PUBLIC_URL}/sign-in/provider/answer`);
    const settings = readSignInSettings({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'plumbline',
      OIDC_CLIENT_SECRET: 'a secret of the suite',
      OIDC_TENANT: TENANT,
      OIDC_ROLES: 'Audit.Auditor=auditor,Audit.Lead=coordinator',
      PUBLIC_URL,
    });
    api = await Api.open(new Queues(), settings);
    provider.signOutTo = `${api.address}/sign-in/provider/ended`;
    await api.council.giveAddress('Ann');
    await api.council.register('Ada', 'administrator', null);
    await api.signIn('Ada', 'administrator');
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await provider.close();
  });

  interface Both {
    /** At this service, and at the provider: one browser, two hosts. */
    readonly here: PageVisitor;
    readonly there: PageVisitor;
  }
  const browser = (): Both => ({ here: api.visitor(), there: new PageVisitor(() => provider.issuer) });
  const ownPath = (address: string): string => address.slice(PUBLIC_URL.length);
  /** To the provider and through its pages, up to where it sends somebody back to. */
  const goThere = async ({ here, there }: Both, to = ''): Promise<string> => {
    const begun = await here.open(`/sign-in/provider${to}`);
    expect(begun.status).toBe(303);
    let at = begun.location ?? '';
    for (let hop = 0; hop < 6 && !at.startsWith(PUBLIC_URL); hop++)
      at = (await there.open(at)).location ?? `nowhere: ${there.page.html}`;
    expect(at.startsWith(PUBLIC_URL)).toBe(true);
    return ownPath(at);
  };
  const signIn = async (both: Both, person: Claims, to?: string): Promise<Page> => {
    provider.person = person;
    return both.here.open(await goThere(both, to));
  };
  const isSignedIn = async ({ here }: Both): Promise<boolean> => (await here.open('/tasks')).status === 200;

  it('lets in whoever it knows by a verified address, links them once, and leads on to where they were', async () => {
    const both = browser();
    await both.here.open('/tasks');
    await both.here.follow();
    expect(both.here.page.html).toContain('/sign-in/provider?to=%2Ftasks');
    const entered = await signIn(both, annAt(), '?to=/tasks');
    expect([entered.status, entered.location]).toEqual([303, '/tasks']);
    expect(await isSignedIn(both)).toBe(true);
    const people = (await api.council.first.ledger.load('people')).events;
    const linked = people.filter(({ type }) => type === 'provider-account-linked');
    expect(linked).toMatchObject([{ data: { personId: api.council.idOf('Ann') } }]);
    const stored = JSON.stringify(await api.council.first.ledger.loadStored('people')) + api.lines.join('');
    for (const hidden of ['ann@westmere.example', String(annAt()['oid']), 'pairwise-ann'])
      expect(stored).not.toContain(hidden);

    // by who they are from now on, whatever their address; and their address lets in nobody else
    const renamed = browser();
    expect((await signIn(renamed, annAt({ email: 'another@westmere.example' }))).status).toBe(303);
    const second = await signIn(browser(), annAt({ sub: 'other', oid: 'b1d4c2b0-3e5f-4a6b-8c7d-9e0f1a2b3c4d' }));
    expect([second.status, second.heading]).toEqual([403, 'You cannot sign in yet']);
  });

  it('signs nobody in because another site leads them there: they are shown the page, and choose', async () => {
    const led = api.visitor({ 'sec-fetch-site': 'cross-site' });
    const page = await led.open('/sign-in/provider?to=/tasks');
    expect([page.status, page.location]).toEqual([303, '/sign-in?to=%2Ftasks']);
    expect(led.cookies.size).toBe(0);
    const chosen = await api.visitor({ 'sec-fetch-site': 'same-origin' }).open('/sign-in/provider?to=/tasks');
    expect(chosen.location?.startsWith(provider.issuer)).toBe(true);
  });

  it('takes roles from those of the people file, and gives none', async () => {
    const { json } = await api.get(`/api/v1/people/${api.council.idOf('Ann')}/sessions`, 'Ada');
    for (const { roles } of json['sessions'] as readonly { roles: readonly string[] }[])
      expect(roles).toEqual(['auditor']);
    const without = await signIn(browser(), annAt({ roles: ['Audit.Lead', 'Something.Else'] }));
    expect([without.status, without.heading]).toEqual([403, 'You cannot sign in just now']);
  });

  it.each([
    ['an address that is not verified', { xms_edov: false }],
    ['no address', { email: undefined }],
    ['another directory', { tid: '00000000-0000-4000-8000-000000000000' }],
    ['nobody of the people file', { email: 'stranger@westmere.example' }],
    ['no id of the directory’s', { oid: undefined }],
  ])('refuses %s', async (_what, more) => {
    await api.council.giveAddress('Abe');
    const abe = { sub: 'abe', email: 'abe@westmere.example', oid: 'c1d4c2b0-3e5f-4a6b-8c7d-9e0f1a2b3c4d', ...more };
    const both = browser();
    expect((await signIn(both, annAt(abe))).status).toBe(403);
    expect(await isSignedIn(both)).toBe(false);
    const { directory } = await api.council.first.references.load();
    expect(directory.accessOf(api.council.idOf('Abe')).providerAccount).toBeNull();
  });

  it.each<readonly [string, (token: string) => Promise<string>]>([
    ['has run out', (token) => provider.signedAnew(token, { iat: 1_000_000_000, exp: 1_000_000_600 })],
    ['is forged', (token) => provider.forged(token)],
    ['is for another service', (token) => provider.signedAnew(token, { aud: 'another' })],
    ['is of another sign-in', (token) => provider.signedAnew(token, { nonce: 'another' })],
    ['is from another issuer', (token) => provider.signedAnew(token, { iss: 'https://login.example' })],
    [
      'is not signed',
      async (token) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1] ?? ''}.`,
    ],
    ['has been changed', async (token) => token.replace(/\.[^.]+\./, (claims) => `${claims.slice(0, -3)}AA.`)],
  ])('lets nobody in by an ID token that %s', async (_what, alter) => {
    const both = browser();
    provider.person = annAt();
    const back = await goThere(both);
    provider.alter = alter;
    const answer = await both.here.open(back);
    expect([answer.status, answer.heading]).toEqual([403, 'Signing in did not work']);
    expect(await isSignedIn(both)).toBe(false);
  });

  it('lets nobody in by a code used before, another state, or in another browser', async () => {
    const both = browser();
    provider.person = annAt();
    const back = await goThere(both);
    // somebody else's browser, though it holds the whole address
    const thief = browser();
    expect((await thief.here.open(back)).status).toBe(403);
    await thief.here.open('/sign-in/provider');
    expect((await thief.here.open(back)).status).toBe(403);
    expect(await isSignedIn(thief)).toBe(false);
    const other = browser();
    const changed = (await goThere(other)).replace(/state=[^&]+/, 'state=another');
    expect((await other.here.open(changed)).status).toBe(403);
    expect(await isSignedIn(other)).toBe(false);

    const cookie = both.here.cookies.get('plumbline-provider') ?? '';
    expect((await both.here.open(back)).status).toBe(303);
    const replaying = browser();
    replaying.here.cookies.set('plumbline-provider', cookie);
    expect((await replaying.here.open(back)).status).toBe(403);
    expect(await isSignedIn(replaying)).toBe(false);
    for (const query of ['', '?error=access_denied', '?code=x'])
      expect((await browser().here.open(`/sign-in/provider/answer${query}`)).status).toBe(403);
  });

  it('goes on under a secret that nobody had before', async () => {
    const both = browser();
    both.here.cookies.set('plumbline', 'fixed');
    await signIn(both, annAt());
    expect(both.here.cookies.get('plumbline')).not.toBe('fixed');
    const fixed = browser();
    fixed.here.cookies.set('plumbline', 'fixed');
    expect(await isSignedIn(fixed)).toBe(false);
    expect(await isSignedIn(both)).toBe(true);
  });

  it('signs out whom the provider signs out, and nobody by anybody else’s word', async () => {
    const [both, other] = [browser(), browser()];
    await signIn(both, annAt());
    await signIn(other, annAt());
    const store = await api.council.first.references.directory();
    expect(store.accessOf(api.council.idOf('Ann')).providerAccount).not.toBeNull();
    const say = async (token: string): Promise<number> =>
      (await api.visitor().post('/sign-in/provider/ended', { logout_token: token })).status;
    const { privateKey } = await generateKeyPair('RS256');
    const sid = 'whichever';
    for (const wrong of [
      await provider.logoutToken({ sid, jti: '1' }, privateKey),
      await provider.logoutToken({ sid, jti: '2', aud: 'another' }),
      await provider.logoutToken({ sid, jti: '3', iat: 1_000_000_000 }),
      await provider.logoutToken({ sid, jti: '4', nonce: 'n' }),
      await provider.logoutToken({ sid, jti: '5', events: {} }),
      await provider.logoutToken({ jti: '6' }),
      await provider.logoutToken({ sid, jti: '7' }, undefined, 'JWT'),
      'no token',
    ])
      expect(await say(wrong)).toBe(400);
    expect(await isSignedIn(both)).toBe(true);
    // the person signs out at the provider itself
    await both.there.open('/session/end');
    await both.there.send(`${provider.issuer}/session/end/confirm`, { logout: 'yes' });
    expect(await isSignedIn(both)).toBe(false);
    expect(await isSignedIn(other)).toBe(true);
  });

  it('is told whom to ask where an account was linked before, until it is unlinked', async () => {
    const moved = annAt({ sub: 'moved', oid: 'd1d4c2b0-3e5f-4a6b-8c7d-9e0f1a2b3c4d' });
    const both = browser();
    await signIn(both, annAt());
    expect((await signIn(browser(), moved)).status).toBe(403);
    expect(await api.post(`/api/v1/people/${api.council.idOf('Ann')}/unlink-account`, {}, 'Ada')).toMatchObject({
      status: 200,
    });
    expect(await isSignedIn(both)).toBe(false);
    expect((await signIn(browser(), moved)).status).toBe(303);
    expect((await signIn(browser(), annAt())).status).toBe(403);
  });

  it('has no password beside it, and invitations lead to it', async () => {
    const visitor = api.visitor();
    expect((await visitor.open('/sign-in')).html).not.toContain('type="password"');
    expect((await visitor.post('/sign-in/password', { name: 'ann' })).status).toBe(404);
  });
});
