import { importCaseload } from '#application';
import { OPERATOR } from '#domain';
import { Browserless } from '../pages/browserless.js';
import { Api } from '../support/index.js';

const CASES = 1_300;
const AS_AT = '2024-04-30';
const STATUSES = ['child in need', 'child protection', 'looked after'];
/** Pat is somebody of the council; Nobody Known is not; some have nobody at all. */
const WORKERS = ['Pat', 'Nobody Known', ''];

const LIST = [
  'Child ID,Status,Service,Team,Worker,Family,Start,End',
  ...Array.from({ length: CASES }, (_, row) =>
    [
      `C${10_000 + row}`,
      STATUSES[row % 3],
      'Fieldwork',
      row % 50 === 0 ? 'South' : 'North',
      WORKERS[row % 5 === 0 ? 1 : row % 101 === 0 ? 2 : 0],
      '',
      '2023-01-10',
      row % 40 === 1 ? '2024-01-10' : '',
    ].join(','),
  ),
];

interface Case {
  readonly position: number;
  readonly importedId: string;
  readonly team: string | null;
  readonly status: string | null;
  readonly worker: string;
  readonly open: boolean;
  readonly practitionerId: string | null;
  readonly workerName: string | null;
}

interface FramePage {
  readonly rows: readonly Case[];
  readonly next: string | null;
  readonly names: Readonly<Record<string, string>>;
}

/** The caseload a sample is drawn from, as a coordinator looks through it, and who was drawn of it. */
describe('the cases of a caseload', () => {
  let api: Api;
  let caseload: string;
  let whole: readonly Case[];

  const page = async (query: string, as = 'Cora'): Promise<FramePage> => {
    const { status, json } = await api.get(`/api/v1/caseloads/${caseload}/cases?${query}`, as);
    expect([query, status]).toEqual([query, 200]);
    return json as unknown as FramePage;
  };
  async function all(query: string, limit: number): Promise<readonly Case[]> {
    const found: Case[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { rows, next: on } = await page(`${query}&limit=${limit}${next === '' ? '' : `&next=${next}`}`);
      expect(rows.length).toBeLessThanOrEqual(limit);
      found.push(...rows);
      next = on;
    }
    return found;
  }

  beforeAll(async () => {
    api = await Api.open();
    const imported = await importCaseload(api.council.first, {
      file: Buffer.from(LIST.join('\n')),
      fileName: 'april.csv',
      source: 'csv',
      asAt: AS_AT,
      actor: OPERATOR,
      acceptRejects: true,
    });
    if ('refused' in imported) throw new Error(imported.sentence);
    const { json } = await api.get(`/api/v1/caseloads?after=${await api.head()}`);
    caseload = String(Object((json['caseloads'] as readonly unknown[])[0]).caseloadId);
    whole = await all('', 500);
  }, 120_000);
  afterAll(() => api.close());

  it('come in pages by key that put together are the caseload, in its order, however it is narrowed', async () => {
    expect(whole.map(({ position }) => position)).toEqual(Array.from({ length: CASES }, (_, index) => index));
    const filters: readonly [string, (one: Case) => boolean][] = [
      ['status=looked_after', ({ status }) => status === 'looked_after'],
      ['team=South', ({ team }) => team === 'South'],
      ['worker=unmatched', ({ worker }) => worker === 'unmatched'],
      ['worker=missing', ({ worker }) => worker === 'missing'],
      ['standing=closed', ({ open }) => !open],
      [
        'standing=open&team=North&status=child_protection',
        ({ open, team, status }) => open && team === 'North' && status === 'child_protection',
      ],
      ['team=Nowhere', () => false],
    ];
    for (const [query, fits] of filters) {
      const expected = whole.filter(fits);
      for (const limit of [7, 500]) expect([query, await all(query, limit)]).toEqual([query, expected]);
    }
    expect(await all('', 33)).toEqual(whole);
  }, 60_000);

  it('name their children and workers, and are for coordinators alone', async () => {
    const { rows, names } = await page('limit=60');
    const { idOf } = { idOf: (name: string) => api.council.idOf(name) };
    expect(rows[0]?.importedId).toBe('C10000');
    expect(rows.find(({ worker }) => worker === 'matched')?.practitionerId).toBe(idOf('Pat'));
    expect(names[idOf('Pat')]).toBe('Pat');
    expect(rows.find(({ worker }) => worker === 'unmatched')?.workerName).toBe('Nobody Known');
    for (const as of ['Ann', 'Mo'])
      expect(await api.get(`/api/v1/caseloads/${caseload}/cases`, as)).toMatchObject({ status: 403 });
    expect(await api.get('/api/v1/caseloads/none/cases')).toMatchObject({ status: 404 });
    for (const next of ['x', 'WzFd', Buffer.from('["-4","zzz"]').toString('base64url')])
      expect([200, 422]).toContain((await api.get(`/api/v1/caseloads/${caseload}/cases?next=${next}`)).status);
  });

  it('are shown by pages from the sample that was drawn from them, with team and worker of each who was', async () => {
    const draw = { period: '2024-04', size: 8, activity: 'deep-dive', seed: 'a seed' };
    const { json } = await api.post('/api/v1/samples', draw);
    const after = `after=${await api.head()}`;
    const { json: sample } = await api.get(`/api/v1/samples/${String(json['id'])}?${after}`);
    const drawn = Object(sample['drawn']).selected as readonly Readonly<Record<string, unknown>>[];
    expect(drawn).toHaveLength(8);
    for (const one of drawn) {
      const inFrame = whole.find(({ importedId }) => importedId === one['subject']);
      expect(one).toMatchObject({
        team: inFrame?.team,
        practitionerId: inFrame?.practitionerId,
        workerName: inFrame?.workerName,
      });
    }
    expect(Object(sample['names'])[api.council.idOf('Pat')]).toBe('Pat');
    const cora = await Browserless.signedIn(api, 'Cora', 'coordinator');
    const shown = (await cora.get('/samples/deep-dive/2024-04/1')).text;
    expect(shown).toContain(`href="/caseloads/${caseload}/cases"`);
    expect(shown).toMatch(/>North<\/.*?>Pat<\//s);
    const cases = (await cora.get(`/caseloads/${caseload}/cases?team=South`)).text;
    expect(cases).toContain('C10000');
    expect(cases).not.toContain('C10001');
    const file = (await cora.get(`/caseloads/${caseload}/cases?team=South&format=csv`)).text;
    expect(file.trim().split('\n')).toHaveLength(1 + whole.filter(({ team }) => team === 'South').length);
  }, 60_000);
});
