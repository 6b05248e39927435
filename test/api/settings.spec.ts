import { Api } from '../support/index.js';

/** What a publication of settings leaves out stays as it is; what it changes can be looked at first. */
describe('settings', () => {
  let api: Api;
  const inForce = async (): Promise<Record<string, unknown>> => {
    const { version: _, ...settings } = (await api.get('/api/v1/settings', 'Cora')).json;
    return settings;
  };
  const publish = (settings: object, as = 'Cora') => api.post('/api/v1/settings', { settings, note: 'As agreed.' }, as);
  const preview = (settings: object, as = 'Cora') => api.post('/api/v1/settings/preview', { settings }, as);

  beforeAll(async () => {
    api = await Api.open();
    const panel = { roles: ['leader'], people: [api.council.idOf('Mo')] };
    const { status } = await publish({
      leadersSeeAll: true,
      independence: { sameTeam: false },
      notifications: { digest: 'always' },
      responsibilities: { programmeLead: api.council.idOf('Lee'), disputesPanel: panel },
    });
    expect(status).toBe(201);
  }, 120_000);
  afterAll(() => api.close());

  it('leave as it is what a publication does not say', async () => {
    const before = await inForce();
    expect(before).toMatchObject({
      leadersSeeAll: true,
      independence: { caseHolder: true, sameTeam: false },
      notifications: { digest: 'always' },
      responsibilities: { programmeLead: api.council.idOf('Lee'), disputesPanel: { roles: ['leader'] } },
    });
    expect((await publish({ smallNumber: 6, deadlines: { grade: 12 } })).status).toBe(201);
    const deadlines = { ...Object(before['deadlines']), grade: 12 };
    expect(await inForce()).toEqual({ ...before, smallNumber: 6, deadlines });
    expect((await publish({})).status).toBe(200);
  });

  it('are told version by version: by whom, why, and what each changed', async () => {
    const { json } = await api.get('/api/v1/settings/versions');
    const [newest, ...older] = json['versions'] as readonly { version: number; by: string; note: string }[];
    const names = json['names'] as Readonly<Record<string, string>>;
    expect([newest?.note, names[newest?.by ?? ''], older.length + 1]).toEqual(['As agreed.', 'Cora', newest?.version]);
    const { json: changed } = await api.get(`/api/v1/settings/${newest?.version}/changes`);
    expect(changed).toMatchObject({
      with: older[0]?.version,
      changes: [
        { field: 'deadlines.grade', becomes: '12' },
        { field: 'smallNumber', is: '5', becomes: '6' },
      ],
    });
    expect((await api.get(`/api/v1/settings/${newest?.version}/changes?with=${newest?.version}`)).json).toMatchObject({
      changes: [],
    });
    expect((await api.get('/api/v1/settings/1/changes')).json).toMatchObject({ with: null, changes: [] });
    expect((await api.get('/api/v1/settings/1/changes?with=999')).status).toBe(404);
  });

  it('have the days on which the council is closed, and why', async () => {
    await api.post('/api/v1/closures', { date: '2026-12-29', reason: 'Between the years.' });
    expect((await api.get('/api/v1/closures')).json).toMatchObject({
      closures: ['2026-12-29'],
      reasons: [{ date: '2026-12-29', reason: 'Between the years.' }],
    });
  });

  it('are emptied where that is said', async () => {
    const before = await inForce();
    expect((await publish({ responsibilities: { programmeLead: null }, responseGrades: [] })).status).toBe(201);
    const responsibilities = { ...Object(before['responsibilities']), programmeLead: null };
    expect(await inForce()).toEqual({ ...before, responsibilities, responseGrades: [] });
  });

  it('tell what would change, and record nothing', async () => {
    const before = (await api.get('/api/v1/settings', 'Cora')).json;
    const { status, json } = await preview({ smallNumber: 7, deadlines: { share: 3 }, auditorCapacity: null });
    expect([status, json]).toEqual([
      200,
      {
        version: Number(before['version']) + 1,
        changes: [
          { field: 'deadlines.share', is: '2', becomes: '3' },
          { field: 'auditorCapacity', is: expect.any(String), becomes: null },
          { field: 'smallNumber', is: '6', becomes: '7' },
        ],
      },
    ]);
    expect((await preview({})).json).toEqual({ version: before['version'], changes: [] });
    expect((await api.get('/api/v1/settings', 'Cora')).json).toEqual(before);
  });

  it.each([
    ['invalid', { smallNumber: -1 }, 'Cora', 422, 'settings-small-number'],
    ['misshapen', { smallNumbers: 5 }, 'Cora', 422, 'settings-misshapen'],
    ['somebody else’s', { smallNumber: 6 }, 'Lee', 403, 'role-missing'],
    [
      'of nobody',
      { responsibilities: { programmeLead: '00000000-0000-4000-8000-000000000000' } },
      'Cora',
      422,
      'settings-person-unknown',
    ],
  ])('are refused before as they would be after: %s', async (_, settings, as, status, code) => {
    for (const answer of [await preview(settings, as), await publish(settings, as)])
      expect([answer.status, answer.json['code']]).toEqual([status, code]);
  });
});
