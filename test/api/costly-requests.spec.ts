import { COSTLY } from '../../apps/server/limits/limits.js';
import { Api, until } from '../support/index.js';
import { Browserless } from '../pages/browserless.js';

/** What of a route's pattern says that its answer is dear. */
const DEAR = /report|\/activity|search|history|timeline|replay|redraw|export|import|upload/;
/** Of these a moment's look at what stands already. */
const CHEAP: readonly string[] = [
  'GET /search',
  'GET /api/v1/exports',
  'GET /api/v1/exports/:id',
  'GET /caseloads/upload',
  'GET /reports/committee',
  'GET /reports/committee/kept/:id/sign-off',
  'POST /reports/committee/kept/:id/sign-off',
  'POST /api/v1/committee-reports/:id/sign-off',
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
    const [free = 0] = COSTLY.filter(({ what }) => what === 'reports').map(({ person }) => person.atOnce);
    const lee = await Browserless.signedIn(api, 'Lee', 'leader');
    // by token and by session, by page and by API: it is one person
    const some = await Promise.all(Array.from({ length: free }, () => api.get(UNKNOWN_REPORT, 'Lee')));
    expect(new Set(some.map(({ status }) => status))).toEqual(new Set([422]));
    /** Some are made up for meanwhile. */
    const refused = <Answer extends { readonly status: number }>(ask: () => Promise<Answer>): Promise<Answer> =>
      until('one is refused', async () => {
        const answer = await ask();
        return answer.status === 429 ? answer : null;
      });
    const problem = await refused(() => api.get(UNKNOWN_REPORT, 'Lee'));
    expect(problem.json).toMatchObject({ code: 'too-many-requests' });
    expect(Number(problem.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(problem.json['detail']).toMatch(/Wait \d seconds? and try again\.$/);
    const headers = { authorization: `Bearer ${api.tokenOf('Lee')}` };
    await refused(() => fetch(`${api.address}${UNKNOWN_REPORT}`, { method: 'HEAD', headers }));
    const page = await refused(() => lee.get('/reports/no-such-report'));
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
