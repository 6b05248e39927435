import { Api, sendRaw, until } from '../support/index.js';
import { Browserless } from '../pages/browserless.js';

const TYPED = 'zebedee.quillfeather@westmere.example';

/** A line as whoever watches the service reads it. */
type Line = Readonly<Record<string, unknown>>;

describe('what the service logs of those who try what they may not', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
  }, 60_000);
  afterAll(() => api?.close());

  const lines = (): readonly Line[] => api.lines.map((line) => JSON.parse(line) as Line);
  /** The line that somebody's doing led to, once it is written. */
  const lineOf = async (wanted: Line, act: () => Promise<unknown>): Promise<Line> => {
    const before = api.lines.length;
    await act();
    return until('the line is written', async () => {
      const found = lines()
        .slice(before)
        .find((line) => Object.entries(wanted).every(([name, value]) => line[name] === value));
      return found ?? null;
    });
  };
  /** What a line of anything refused holds beside: when, and what to find the rest by. */
  const TRACED = {
    level: 40,
    time: expect.anything(),
    correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    from: expect.stringMatching(/^[0-9a-f]{16}$/),
  };

  it('is a warning with the code, the route, and whom it was refused to, by id', async () => {
    const nobody = await lineOf({ code: 'token-missing' }, () => api.get('/api/v1/audits', null));
    expect(nobody).toMatchObject({ ...TRACED, event: 'refused', status: 401, route: '/api/v1/audits', personId: null });
    const unknown = await lineOf({ code: 'token-unknown' }, () => api.get('/api/v1/audits', 'plumbline_x'));
    expect(unknown).toMatchObject({ ...TRACED, event: 'refused', personId: null });
    const [pat, route] = [api.council.idOf('Pat'), '/api/v1/people'];
    const notTheirs = await lineOf({ status: 403, route }, () => api.get(route, 'Pat'));
    expect(notTheirs).toMatchObject({ ...TRACED, event: 'refused', personId: pat, code: expect.any(String) });
    const page = await Browserless.signedIn(api, 'Pat', 'practitioner');
    const byPage = await lineOf({ status: 403, route: '/people' }, () => page.get('/people'));
    expect(byPage).toMatchObject({ ...TRACED, event: 'refused', personId: pat });
    const forged = await lineOf({ code: 'not-own-form' }, () => page.post('/you/absence', { formToken: 'x' }));
    expect(forged).toMatchObject({ ...TRACED, event: 'refused', personId: pat, route: '/you/absence' });
  });

  it('has the code of what else is refused, and no more of it', async () => {
    const path = `/api/v1/audits/${await api.council.accepted()}/grade-domain`;
    const line = await lineOf({ code: 'invalid-body' }, () => api.post(path, { domain: TYPED }, 'Ann'));
    expect(line).toMatchObject({ level: 30, status: 422 });
    expect(line).not.toHaveProperty('event');
  });

  it('tells addresses apart, and tells none', async () => {
    const { address } = api;
    const tries = (from: string) =>
      lineOf({ event: 'sign-in', outcome: 'not-let-in' }, async () => {
        const visitor = api.visitor({ 'x-forwarded-for': from });
        await visitor.open('/sign-in');
        await visitor.send('/sign-in/password', { name: TYPED, password: 'a guess', code: '' });
      });
    const [first, again] = [await tries('10.1.1.1'), await tries('10.1.1.2')];
    expect(first).toMatchObject({ ...TRACED, way: 'password', personId: null });
    // nobody named a proxy that is to be believed
    expect(again['from']).toBe(first['from']);
    expect(api.lines.join('')).not.toContain(new URL(address).hostname);
    expect(api.lines.join('')).not.toContain('10.1.1.');
  });

  it('says who signed out', async () => {
    const page = await Browserless.signedIn(api, 'Mo', 'moderator');
    const out = await lineOf({ event: 'sign-out' }, () => page.post('/sign-out', { formToken: page.formToken }));
    expect(out).toMatchObject({ level: 30, outcome: 'out', personId: api.council.idOf('Mo'), from: TRACED.from });
  });

  it('is a line a happening, whatever is sent: nobody writes one of their own', async () => {
    const forgedLine = '{"level":30,"event":"sign-in","outcome":"let-in"}';
    const before = api.lines.length;
    for (const path of [`/nowhere%0A${encodeURIComponent(forgedLine)}`, `/api/v1/audits?team=%0a${forgedLine}`])
      await sendRaw(api, {
        method: 'GET',
        path: path.replaceAll(/["{}]/g, (sign) => encodeURIComponent(sign)),
        as: null,
        headers: { 'user-agent': `x ${forgedLine}`, referer: TYPED },
        body: undefined,
      });
    await until('both are logged', async () => (api.lines.length >= before + 2 ? true : null));
    for (const line of api.lines) expect(line.trim().split('\n')).toHaveLength(1);
    expect(lines().some(({ outcome, personId }) => outcome === 'let-in' && personId === undefined)).toBe(false);
    expect(api.lines.join('')).not.toContain(TYPED);
  });
});
