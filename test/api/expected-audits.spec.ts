import { expectedId } from '#domain';
import type { Expectation, Round } from '#domain';
import { importCaseload } from '#application';
import { OPERATOR, isRefusal } from '#domain';
import { Browserless } from '../pages/browserless.js';
import { Api, until } from '../support/index.js';

const MONTHLY: Round = {
  ...{ key: 'monthly', label: 'Monthly audits', activity: 'deep-dive', every: 'month', months: [] },
  ...{ size: { kind: 'fixed', count: 3 }, quotas: null, stratum: null, theme: null, targetPerYear: null },
  replaces: null,
};
const PAIRED: Round = { ...MONTHLY, key: 'paired', label: 'Paired audits', every: 'quarter', replaces: 'monthly' };
const AUDITORS: Expectation = {
  ...{ key: 'auditors', label: 'Monthly auditors', audits: 2, every: 'month', role: 'auditor' },
  ...{ group: null, personId: null, round: 'monthly' },
};

interface Person {
  readonly name: string;
  readonly exempt: string | null;
  readonly allocated: number;
  readonly done: number;
  readonly late: number;
}

/** How many audits are expected of auditors, from the settings to the figures. */
describe('expected audits', () => {
  let api: Api;
  const auditors = ['Ann', 'Bea', 'Col', 'Dev'] as const;
  let before: { readonly asAt: string; readonly figures: readonly string[] };
  beforeAll(async () => {
    api = await Api.open();
    for (const name of auditors.slice(1)) await api.council.register(name, 'auditor', null);
    for (const name of auditors) await api.signIn(name, 'auditor');
    await api.signIn('Lee', 'leader');
    const rows = Array.from({ length: 40 }, (_, index) => `${100 + index},child in need,North,Pat`);
    const imported = await importCaseload(api.council.first, {
      file: Buffer.from(['Child ID,Status,Team,Worker', ...rows].join('\n')),
      ...{ fileName: 'cases.csv', source: 'csv', asAt: '2024-04-30', actor: OPERATOR, acceptRejects: false },
    });
    if (isRefusal(imported)) throw new Error(imported.sentence);
  }, 120_000);
  afterAll(() => api.close());

  const settled = (): Promise<void> => api.council.first.processes.settle();
  const page = async (address: string, name = 'Cora', role: 'coordinator' | 'leader' = 'coordinator') =>
    (await (await Browserless.signedIn(api, name, role)).get(address)).text;
  const people = async (month = '2024-05'): Promise<Readonly<Record<string, string>>> => {
    const { json } = await api.get(`/api/v1/expected-audits?month=${month}&after=${await api.head()}`);
    const [first] = json['expected'] as readonly { readonly people: readonly Person[] }[];
    return Object.fromEntries(
      (first?.people ?? []).map(({ name, exempt, allocated, done, late }) => [
        name,
        `${exempt ?? 'expected'} ${allocated}/${done}/${late}`,
      ]),
    );
  };
  const figures = async (query = 'from=2024-05-01&to=2024-05-31'): Promise<readonly string[]> => {
    const { json } = await api.get(`/api/v1/reports/expected?${query}`);
    const rows = json['rows'] as readonly {
      readonly series: string;
      readonly key: string;
      readonly numerator: number;
      readonly denominator: number;
    }[];
    return rows
      .filter(({ series }) => series === 'expected:auditors')
      .map(({ key, numerator, denominator }) => `${key} ${numerator}/${denominator}`);
  };
  const drawn = async (round: string, period: string): Promise<readonly string[]> => {
    const month = period.length === 7 && !period.includes('Q') ? period : '2024-05';
    const sample = await api.post('/api/v1/samples', { period, round, seed: `${round} ${month}` });
    expect([sample.status, sample.text]).toEqual([201, expect.any(String)]);
    const id = String(sample.json['id']);
    expect((await api.post(`/api/v1/samples/${id}/issue`, {})).status).toBe(200);
    await settled();
    return until('its cases are audits', async () => {
      const { json } = await api.get(`/api/v1/audits?sample=${id}&limit=500`);
      const own = (json['rows'] as readonly { readonly auditId: string }[]).map(({ auditId }) => auditId);
      return own.length === 3 ? own : null;
    });
  };
  const given = async (auditId: string | undefined, name: string): Promise<void> => {
    const body = { auditorId: api.council.idOf(name), independenceNote: 'Nobody here knows them.' };
    const answer = await api.post(`/api/v1/audits/${auditId}/allocate`, body);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  };

  it('are nothing where the council expects none: no page or figure speaks of them', async () => {
    expect(await people()).toEqual({});
    expect(await figures()).toEqual([]);
    for (const address of ['/samples', '/reports', '/programme'])
      expect([address, /expected/i.test(await page(address))]).toEqual([address, false]);
  });

  it('are expected of everybody meant, once the settings say so, and again when somebody is away', async () => {
    await api.council.settings((settings) => ({ ...settings, rounds: [MONTHLY, PAIRED], expectations: [AUDITORS] }));
    await settled();
    const every = Object.keys(await people());
    expect(every).toEqual(expect.arrayContaining([...auditors]));
    expect(await figures()).toEqual([
      `allocated 0/${2 * every.length}`,
      `done 0/${2 * every.length}`,
      `late 0/${2 * every.length}`,
      `exempt 0/${every.length}`,
    ]);
    const cora = api.council.actor('Cora', 'coordinator');
    const body = { from: '2024-05-01', to: '2024-06-15' };
    await api.council.does({ name: 'RecordAbsence', target: api.council.idOf('Dev'), body, actor: cora });
    await settled();
    expect(await people()).toMatchObject({ Dev: 'away 0/0/0', Col: 'expected 0/0/0' });
  });

  it('are excused with a reason, by a coordinator alone, and lifted', async () => {
    const id = expectedId('auditors', '2024-05');
    const of = { personId: api.council.idOf('Col'), reason: 'New in post.' };
    const at = (what: string): string => `/api/v1/expected-audits/${id}/${what}`;
    expect((await api.post(at('excuse'), of, 'Lee')).status).toBe(403);
    expect((await api.post(at('excuse'), of, 'Ann')).status).toBe(403);
    expect((await api.post(at('excuse'), { ...of, reason: '' })).status).toBe(422);
    expect((await api.post(at('excuse'), of)).status).toBe(200);
    expect(await people()).toMatchObject({ Col: 'excused 0/0/0' });
    expect((await api.post(at('lift-excuse'), of)).status).toBe(200);
    expect(await people()).toMatchObject({ Col: 'expected 0/0/0' });
    expect((await api.post(at('excuse'), of)).status).toBe(200);
  });

  it('count what each was given of the round, up to what is expected; a round in its place frees', async () => {
    const monthly = await drawn('monthly', '2024-05');
    for (const audit of monthly) await given(audit, 'Ann');
    const [paired] = await drawn('paired', '2024-25-Q1');
    await given(paired, 'Bea');
    expect(await people()).toMatchObject({ Ann: 'expected 3/0/0', Bea: 'round 0/0/0', Col: 'excused 0/0/0' });
    const every = Object.keys(await people()).length;
    const expected = 2 * (every - 3);
    expect(await figures()).toEqual([
      `allocated 2/${expected}`,
      `done 0/${expected}`,
      `late 0/${expected}`,
      `exempt 3/${every}`,
    ]);
    before = { asAt: api.council.now, figures: await figures() };
    // Accepted, but never graded: late once the day is over.
    expect((await api.post(`/api/v1/audits/${monthly[0]}/accept`, {}, 'Ann')).status).toBe(200);
    api.council.now = '2024-07-01T09:00:00.000Z';
    await settled();
    expect(await people()).toMatchObject({ Ann: 'expected 3/0/3' });
    const shown = await page('/expected-audits?month=2024-05');
    expect(shown).toContain('Audits in a round that takes the place of this one');
    expect(shown).toContain('Lift the excuse');
  });

  it('are what they were as at an earlier moment, and count only whole periods', async () => {
    expect(await figures()).not.toEqual(before.figures);
    expect(await figures(`from=2024-05-01&to=2024-05-31&asAt=${before.asAt}`)).toEqual(before.figures);
    expect(await figures('from=2024-05-02&to=2024-05-31')).toEqual([]);
    expect((await figures('from=2024-04-01&to=2024-06-30')).length).toBe(4);
  });

  it('leave the QA team neither as a list nor as a report nor as a page', async () => {
    for (const path of ['/api/v1/expected-audits', '/api/v1/reports/expected?from=2024-05-01&to=2024-05-31'])
      for (const name of ['Lee', 'Ann'])
        expect([path, name, (await api.get(path, name)).status]).toEqual([path, name, 403]);
    expect(await page('/expected-audits', 'Lee', 'leader')).toContain('do not leave the QA team');
    expect(await page('/reports/expected', 'Lee', 'leader')).toContain('do not leave the QA team');
    const ofTeam = await api.get('/api/v1/reports/expected?from=2024-05-01&to=2024-05-31&team=North');
    expect([ofTeam.status, ofTeam.json['code']]).toEqual([422, 'filter-not-asked']);
  });

  it('stop being expected when the settings no longer ask, and stay as they were in periods past', async () => {
    const before = await people('2024-05');
    expect(Object.keys(await people('2024-07')).length).toBeGreaterThan(0);
    await api.council.settings((settings) => ({ ...settings, expectations: [] }));
    await settled();
    expect(await people('2024-07')).toEqual({});
    expect(await people('2024-05')).toEqual(before);
  });
});
