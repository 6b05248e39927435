import { auditReference } from '#domain';
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
