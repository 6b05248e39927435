import { importCaseload } from '#application';
import { OPERATOR, isRefusal, roundDrawId } from '#domain';
import type { Round } from '#domain';
import { Browserless } from '../pages/browserless.js';
import { Api, until } from '../support/index.js';

const MONTHLY: Round = {
  key: 'monthly',
  label: 'Monthly audits',
  activity: 'deep-dive',
  every: 'month',
  months: [],
  size: { kind: 'fixed', count: 2 },
  quotas: null,
  stratum: null,
  theme: null,
  targetPerYear: 20,
  replaces: null,
};
const THEMED: Round = {
  ...MONTHLY,
  key: 'neglect',
  label: 'Neglect',
  every: 'quarter',
  months: [2, 5, 8, 11],
  theme: 'Neglect',
  targetPerYear: null,
};

const of = (round: string, period: string, what: string): string =>
  `/api/v1/rounds/draws/${roundDrawId(round, period)}/${what}`;

/** Rounds of a programme, from the settings to the figures. */
describe('rounds', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
    for (const [name, role] of [
      ['Ada', 'administrator'],
      ['Lee', 'leader'],
    ] as const) {
      if (name === 'Ada') await api.council.register(name, role, null);
      await api.signIn(name, role);
    }
    const rows = Array.from({ length: 40 }, (_, index) => `${100 + index},child in need,North,Pat`);
    const imported = await importCaseload(api.council.first, {
      file: Buffer.from(['Child ID,Status,Team,Worker', ...rows].join('\n')),
      fileName: 'cases.csv',
      source: 'csv',
      asAt: '2024-04-30',
      actor: OPERATOR,
      acceptRejects: false,
    });
    if (isRefusal(imported)) throw new Error(imported.sentence);
  }, 120_000);
  afterAll(() => api.close());

  const settled = (): Promise<void> => api.council.first.processes.settle();
  const page = async (
    address: string,
    name = 'Cora',
    role: Parameters<typeof Browserless.signedIn>[2] = 'coordinator',
  ) => (await (await Browserless.signedIn(api, name, role)).get(address)).text;
  const owed = async (as: string): Promise<readonly string[]> => {
    const { json } = await api.get('/api/v1/rounds/owed', as);
    const draws = json['draws'] as unknown as readonly { readonly draw: Readonly<Record<string, string>> }[];
    return draws.map(({ draw }) => `${draw['round']}:${draw['period']}`);
  };
  const rounds = async () => {
    const { json } = await api.get('/api/v1/rounds?year=2024-25');
    return json['rounds'] as unknown as readonly (Readonly<Record<string, unknown>> & {
      readonly key: string;
      readonly draws: readonly { readonly period: string; readonly standing: string; readonly reason: string | null }[];
    })[];
  };
  const roundOf = async (key: string) => (await rounds()).find((round) => round.key === key);
  const standing = async (key: string, period: string) =>
    (await roundOf(key))?.draws.find((draw) => draw.period === period)?.standing;

  it('are nothing where the council has none: no page, task or figure speaks of them', async () => {
    expect(await owed('Cora')).toEqual([]);
    expect(await rounds()).toEqual([]);
    for (const address of ['/samples', '/programme', '/tasks', '/programme/ownerless'])
      expect([address, /\b[Rr]ounds?\b/.test(await page(address))]).toEqual([address, false]);
  });

  it('are refused with all that clashes, and nothing is published', async () => {
    const { status, json } = await api.post('/api/v1/settings', {
      settings: { rounds: [{ ...MONTHLY, activity: 'chess', months: [8] }], excludedMonths: [8] },
      note: 'Rounds',
    });
    expect([status, json['code']]).toEqual([422, 'settings-round']);
    expect(json['detail']).toContain('"chess", which is no audit type');
    expect(json['detail']).toContain('month 8, in which no audits are done');
  });

  it('call for a draw on the first working day, which the coordinator owes and nobody else', async () => {
    await api.council.settings((settings) => ({ ...settings, rounds: [MONTHLY, THEMED] }));
    await settled();
    expect(await owed('Cora')).toEqual(['monthly:2024-05', 'neglect:2024-25-Q1']);
    for (const name of ['Ann', 'Lee', 'Ada']) expect([name, await owed(name)]).toEqual([name, []]);
    expect(await page('/tasks')).toContain('Samples to be drawn (2)');
    expect(await page('/tasks', 'Ann', 'auditor')).not.toContain('Samples to be drawn');
    expect(await page('/rounds')).toContain('Monthly audits');
    expect((await api.get('/api/v1/rounds', 'Ann')).status).toBe(403);
    const excuse = { reason: 'No auditors.' };
    expect((await api.post(of('monthly', '2024-05', 'excuse'), excuse, 'Lee')).status).toBe(403);
    expect((await api.post(of('monthly', '2030-04', 'excuse'), excuse)).status).toBe(404);
    expect((await api.post(of('monthly', '2024-05', 'excuse'), {})).status).toBe(422);
  });

  it('are excused with a reason that stands with the round, and owed again once it is lifted', async () => {
    const on = (what: string) => of('neglect', '2024-25-Q1', what);
    expect((await api.post(on('excuse'), { reason: 'Inspectors are here.' })).status).toBe(200);
    expect(await owed('Cora')).toEqual(['monthly:2024-05']);
    const draw = (await roundOf('neglect'))?.draws[0];
    expect(draw).toMatchObject({ period: '2024-25-Q1', standing: 'excused', reason: 'Inspectors are here.' });
    expect(await roundOf('neglect')).toMatchObject({ planned: 3 });
    expect(await page('/rounds/neglect/2024-25-Q1')).toContain('Inspectors are here.');
    expect((await api.post(on('lift-excuse'), { reason: 'They left.' })).status).toBe(200);
    expect(await owed('Cora')).toEqual(['monthly:2024-05', 'neglect:2024-25-Q1']);
    expect(await roundOf('neglect')).toMatchObject({ planned: 4 });
  });

  it('that are known beforehand not to be made are excused before they are owed, and owed on their day if that is lifted', async () => {
    const on = (what: string) => of('monthly', '2024-07', what);
    expect((await api.post(on('excuse'), { reason: 'The summer fair.' })).status).toBe(200);
    expect(await standing('monthly', '2024-07')).toBe('excused');
    expect((await api.post(on('lift-excuse'), { reason: 'It rains.' })).status).toBe(200);
    expect(await standing('monthly', '2024-07')).toBe('to-come');
    await settled();
    expect(await owed('Cora')).toEqual(['monthly:2024-05', 'neglect:2024-25-Q1']);
  });

  it('are drawn as the settings say, which discharges them, and are counted by round', async () => {
    const drawn = await api.post('/api/v1/samples', { period: '2024-05', round: 'monthly', seed: 'may' });
    expect(drawn.status).toBe(201);
    const otherwise = await api.post('/api/v1/samples', { period: '2024-05', round: 'monthly', size: 30 });
    expect([otherwise.status, otherwise.json['code']]).toEqual([422, 'round-decides']);
    await settled();
    expect(await owed('Cora')).toEqual(['neglect:2024-25-Q1']);
    const sample = String(drawn.json['id']);
    expect((await api.post(`/api/v1/samples/${sample}/issue`, {})).status).toBe(200);
    await settled();
    await until('both cases are audits', async () => (await roundOf('monthly'))?.['issued'] === 2 || null);
    expect(await standing('monthly', '2024-05')).toBe('made');
    expect(await roundOf('monthly')).toMatchObject({ planned: 11, drawn: 1, issued: 2, done: 0, targetPerYear: 20 });
    const shown = await page('/rounds?year=2024-25');
    expect(shown).toMatch(/Random rounds[\s\S]*Themed rounds/);
    expect(await page('/samples/deep-dive/2024-05/1')).toContain('Monthly audits, May 2024');
    const report = await api.get('/api/v1/reports/activity?from=2024-04-01&to=2025-03-31');
    const rows = report.json['rows'] as unknown as readonly {
      readonly series: string;
      readonly key: string;
      readonly numerator: number;
      readonly denominator: number;
    }[];
    expect(
      rows
        .filter(({ series }) => /round:/.test(series))
        .map(({ series, key, numerator, denominator }) => `${series} ${key} ${numerator}/${denominator}`),
    ).toEqual([
      'round:monthly drawn 1/11',
      'round:monthly issued 2/2',
      'round:monthly done 0/2',
      'round:monthly target 0/20',
      'themed_round:neglect drawn 0/4',
      'themed_round:neglect issued 0/0',
      'themed_round:neglect done 0/0',
    ]);
    const own = await api.get('/api/v1/reports/rounds?from=2024-04-01&to=2025-03-31');
    expect(own.json).toMatchObject({ report: 'rounds', rows: rows.filter(({ series }) => /round:/.test(series)) });
    expect(await page('/reports')).toContain('href="/reports/rounds"');
    expect(await page('/reports/rounds')).toContain('Round: Monthly audits');
    const outside = await api.get('/api/v1/reports/rounds?from=2024-04-01&to=2025-03-31', 'Lee');
    expect(outside.json['rows']).toEqual([]);
  });

  it('fall to a leader where no coordinator is there, who may draw and excuse, and nothing else', async () => {
    const cora = api.council.actor('Cora', 'coordinator');
    const body = { from: '2024-05-02', to: '2024-07-31' };
    await api.council.does({ name: 'RecordAbsence', target: api.council.idOf('Cora'), body, actor: cora });
    api.council.now = '2024-06-03T09:00:00.000Z';
    await settled();
    expect(await owed('Lee')).toEqual(['neglect:2024-25-Q1', 'monthly:2024-06']);
    expect(await page('/tasks', 'Lee', 'leader')).toContain('Samples to be drawn (2)');
    expect(await page('/rounds/monthly/2024-06', 'Lee', 'leader')).toContain('Excuse the draw');
    const ownerless = await api.get('/api/v1/tasks/ownerless');
    expect(ownerless.json['draws']).toMatchObject([
      { gap: 'away-without-deputy', owners: [{ personId: api.council.idOf('Lee') }] },
      { gap: 'away-without-deputy' },
    ]);
    expect(await page('/programme/ownerless')).toContain('Monthly audits, June 2024');
    const excused = await api.post(of('neglect', '2024-25-Q1', 'excuse'), { reason: 'Too late.' }, 'Lee');
    expect(excused.status).toBe(200);
    const drawn = await api.post('/api/v1/samples', { period: '2024-06', round: 'monthly' }, 'Lee');
    expect(drawn.status).toBe(201);
    expect((await api.post('/api/v1/samples', { period: '2024-06' }, 'Lee')).status).toBe(403);
    await settled();
    expect(await owed('Lee')).toEqual([]);
  });

  it('that the settings no longer have owe nothing, and keep what was drawn', async () => {
    api.council.now = '2024-07-01T09:00:00.000Z';
    await settled();
    expect(await owed('Cora')).toEqual(['monthly:2024-07']);
    await api.council.settings((settings) => ({ ...settings, rounds: [] }));
    await settled();
    expect(await owed('Cora')).toEqual([]);
    expect(await roundOf('monthly')).toMatchObject({ activity: null, drawn: 2, issued: 2 });
  });
});
