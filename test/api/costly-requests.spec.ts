import { COSTLY } from '../../apps/server/limits/limits.js';
import { Api } from '../support/index.js';
import { Browserless } from '../pages/browserless.js';

/** What of a route's pattern says that its answer is dear. */
const DEAR = /report|\/activity|search|history|timeline|replay|redraw|export|import|upload/;
/** Of these a moment's look at what stands already. */
const CHEAP: readonly string[] = [
  'GET /api/v1/exports',
  'GET /api/v1/exports/:id',
  'GET /caseloads/upload',
  'GET /caseloads/uploads/:id',
  'POST /caseloads/uploads/:id/accept',
  'POST /caseloads/uploads/:id/give-up',
  'GET /people/import',
  'GET /people/import/:id',
  'POST /people/import/:id/accept',
  'POST /people/import/:id/give-up',
  'POST /api/v1/imports/audits/:id/take-back',
];
/** Answered without work, and counted. */
const UNKNOWN_REPORT = '/api/v1/reports/no-such-report';

describe('requests that are dear to answer', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
  }, 60_000);
  afterAll(() => api?.close());

  it('are all in the table of limits, and nothing is there that is no route', () => {
    const routes = api.routes();
    const listed = COSTLY.flatMap(({ routes: each }) => each);
    expect(listed.filter((route) => !routes.includes(route))).toEqual([]);
    const dear = routes.filter((route) => DEAR.test(route) && !route.startsWith('HEAD '));
    expect(dear.filter((route) => !listed.includes(route) && !CHEAP.includes(route))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('wait once one person asked for very many, as a page and as a problem that say for how long, and nobody else waits', async () => {
    const [free = 0] = COSTLY.filter(({ what }) => what === 'reports').map(({ person }) => person.free);
    const lee = await Browserless.signedIn(api, 'Lee', 'leader');
    const answers: number[] = [];
    // by token and by session, by page and by API: it is one person
    for (let asked = 0; asked < free; asked++) answers.push((await api.get(UNKNOWN_REPORT, 'Lee')).status);
    expect(new Set(answers)).toEqual(new Set([422]));
    const problem = await api.get(UNKNOWN_REPORT, 'Lee');
    expect(problem).toMatchObject({ status: 429, json: { code: 'too-many-requests' } });
    expect(Number(problem.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(problem.json['detail']).toMatch(/Wait \d seconds? and try again\.$/);
    const head = await fetch(`${api.address}${UNKNOWN_REPORT}`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${api.tokenOf('Lee')}` },
    });
    expect(head.status).toBe(429);
    const page = await lee.get('/reports/judgements');
    expect(page.status).toBe(429);
    expect(page.text).toContain('Please wait a moment</h1>');
    expect(page.text).toMatch(/Wait \d seconds? and try again\./);
    for (const [path, name] of [
      [UNKNOWN_REPORT, 'Cora'],
      ['/api/v1/me', 'Lee'],
    ] as const)
      expect((await api.get(path, name)).status).not.toBe(429);
    expect((await lee.get('/tasks')).status).toBe(200);
  }, 60_000);
});
