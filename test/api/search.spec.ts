import { auditReference } from '#domain';
import { Browserless } from '../pages/browserless.js';
import { Api } from '../support/index.js';

describe('searching audits', () => {
  let api: Api;
  let audit: string;
  let other: string;
  beforeAll(async () => {
    api = await Api.open();
    await api.signIn('Sue', 'practitioner');
    const owners = await api.council.first.keys.subjectsFor(['CF-0012']);
    const owner = owners.get('CF-0012') ?? '';
    audit = await api.council.accepted(owner.slice(owner.indexOf(':') + 1));
    other = await api.council.submitted('good');
    await api.get(`/api/v1/audits?after=${await api.head()}`);
  }, 120_000);
  afterAll(() => api.close());

  const search = async (text: string, as = 'Cora') => {
    const { status, json } = await api.post('/api/v1/search', { text }, as);
    return { status, found: ((json['rows'] ?? []) as readonly { auditId: string }[]).map(({ auditId }) => auditId) };
  };
  const both = (): readonly string[] => expect.arrayContaining([audit, other]) as readonly string[];

  it('is by reference in any case, by case id, and by the name of a worker or a team', async () => {
    expect((await search(auditReference(audit).toLowerCase())).found).toEqual([audit]);
    expect((await search(' CF-0012 ')).found).toEqual([audit]);
    for (const name of ['Pat', 'pat', 'ANN', 'North', 'nor'])
      expect([name, (await search(name)).found]).toEqual([name, both()]);
    for (const nothing of ['CF-00', 'Zed', '...', auditReference('nothing')])
      expect([nothing, (await search(nothing)).found]).toEqual([nothing, []]);
  });

  it('finds for nobody what they may not read', async () => {
    for (const text of [auditReference(audit), 'CF-0012', 'Pat', 'North'])
      expect([text, (await search(text, 'Sue')).found]).toEqual([text, []]);
    expect((await search('Pat', 'Ann')).found).toEqual(both());
  });

  it('has a page, that shows what the API finds, and asks by a form only', async () => {
    const cora = await Browserless.signedIn(api, 'Cora', 'coordinator');
    expect((await cora.get('/search')).text).toContain('<form method="post" action="/search"');
    expect((await cora.get('/tasks')).text).toContain('<form class="plumbline-banner__search" method="post"');
    const { formToken } = cora;
    for (const text of [auditReference(audit).toLowerCase(), ' CF-0012 ', 'Pat', 'nor']) {
      const page = await cora.post('/search', { formToken, text });
      expect([text, page.status, page.text.includes(`/audits/${auditReference(audit)}`)]).toEqual([text, 200, true]);
      expect(page.text.match(/(?:href|action)="[^"]*(?:CF-0012|Pat)/)).toBeNull();
    }
    expect((await cora.post('/search', { formToken, text: 'Zed' })).text).toContain('Nothing found');
    const empty = await cora.post('/search', { formToken, text: ' ' });
    expect([empty.status, empty.text.includes('Error: Search for an audit')]).toEqual([422, true]);
    expect((await cora.post('/search', { formToken, text: 'x'.repeat(2_000) })).status).toBe(422);
    expect((await cora.post('/search', { text: 'Pat' })).status).toBe(403);
    expect((await cora.get('/search?text=CF-0012')).text).not.toContain(auditReference(audit));
    const sue = await Browserless.signedIn(api, 'Sue', 'practitioner');
    for (const text of [auditReference(audit), 'CF-0012', 'Pat', 'North'])
      expect([text, (await sue.post('/search', { formToken: sue.formToken, text })).text]).toEqual([
        text,
        expect.stringContaining('Nothing found') as string,
      ]);
    expect(api.lines.join('\n')).not.toContain('CF-0012');
  });

  it('finds nobody who has been erased, at once', async () => {
    await api.council.register('Zoltan', 'practitioner', 'South');
    const id = api.council.idOf('Zoltan');
    const { names, keys, references, clock } = api.council.first;
    const called = async () => names.calledBy((await references.directory()).people(), 'Zolt');
    expect(await called()).toEqual([id]);
    await keys.destroy(`person:${id}`, clock());
    expect(await called()).toEqual([]);
  });

  it('is asked in a body, and says what is wrong with it', async () => {
    expect((await api.get('/api/v1/search?text=CF-0012')).status).toBe(404);
    expect((await api.post('/api/v1/search', {})).status).toBe(422);
    expect((await api.post('/api/v1/search', { text: 'x'.repeat(10_000) })).status).toBe(422);
    expect((await api.post('/api/v1/search', { text: 'Pat', next: 'nowhere' })).json).toMatchObject({
      code: 'unknown-place',
    });
    expect(api.lines.join('\n')).not.toContain('CF-0012');
  });
});
