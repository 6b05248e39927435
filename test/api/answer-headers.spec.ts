import { connect } from 'node:net';
import { Api, sendRaw } from '../support/index.js';

/** As a council's proxy passes it on. */
const HOST = 'audits.westmere.example';
const NO_RECORD = '00000000-0000-4000-8000-000000000000';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What is wrong with the headers of an answer; nothing where all is as it should be. */
function wrongIn(headers: Headers, isByTls = true): readonly string[] {
  const said = (name: string): string => String(headers[name] ?? '');
  const policy = said('content-security-policy');
  const type = said('content-type');
  const rules: readonly (readonly [string, boolean])[] = [
    ['nosniff', said('x-content-type-options') === 'nosniff'],
    ['a policy that starts from nothing', /^default-src '(none|self)';/.test(policy)],
    ['no objects', policy.includes("object-src 'none'")],
    ['no other base', policy.includes("base-uri 'none'")],
    ['no frame', policy.includes("frame-ancestors 'none'")],
    ['no script but its own', !/script-src[^;]*('unsafe-inline'|'unsafe-eval'|\*)/.test(policy)],
    ['a referrer policy', ['no-referrer', 'same-origin'].includes(said('referrer-policy'))],
    ['a window of its own', said('cross-origin-opener-policy') === 'same-origin'],
    ['for no other site', said('cross-origin-resource-policy') === 'same-origin'],
    ['no camera', said('permissions-policy').includes('camera=()')],
    ['nobody else’s scripts', headers['access-control-allow-origin'] === undefined],
    ['TLS for a year', /max-age=31536000; includeSubDomains/.test(said('strict-transport-security')) === isByTls],
    ['kept nowhere', said('cache-control') === 'no-store' || said('cache-control').endsWith('immutable')],
    ['a character set', !/^(text\/|application\/(problem\+)?json)/.test(type) || type.includes('charset=utf-8')],
    ['nothing of what it runs on', headers['server'] === undefined && headers['x-powered-by'] === undefined],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

describe('every answer', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
  }, 60_000);
  afterAll(() => api?.close());

  const ask = (method: string, path: string, as: string | null, headers: Readonly<Record<string, string>> = {}) =>
    sendRaw(api, { method, path, as, headers: { host: HOST, ...headers }, body: method === 'POST' ? '{}' : undefined });

  /** What comes back to bytes that no client would send. */
  const sayRaw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let heard = '';
      const socket = connect(Number(new URL(api.address).port), '127.0.0.1', () => socket.write(text));
      socket.on('data', (data) => (heard += String(data)));
      socket.on('close', () => resolve(heard));
      socket.on('error', reject);
    });
  const headersOf = (answer: string): Headers =>
    Object.fromEntries(
      [...(answer.split('\r\n\r\n')[0] ?? '').matchAll(/^([\w-]+): (.*?)\r?$/gm)].map(([, name = '', value = '']) => [
        name.toLowerCase(),
        value,
      ]),
    );

  it('of every route has the headers that keep browsers from harm, to whoever asks', async () => {
    const addresses = [...new Set(api.routes())].map((route) => route.replaceAll(/:\w+/g, NO_RECORD).split(' '));
    const wrong: string[] = [];
    for (const [method = '', path = ''] of addresses) {
      for (const as of [null, 'Cora']) {
        const { status, headers } = await ask(method, path, as, {
          'content-type': 'application/json',
          accept: 'text/html',
        });
        const found = wrongIn(headers);
        if (found.length > 0) wrong.push(`${method} ${path} ${status}: ${found.join(', ')}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(addresses.length).toBeGreaterThan(150);
  }, 120_000);

  it.each([
    ['the styles', 'GET', '/assets/'],
    ['the head of a page', 'HEAD', '/sign-in'],
    ['an address that is nowhere', 'GET', '/nowhere'],
    ['an address that cannot be read', 'GET', '/%E0%A4%A'],
    ['a method that is none of ours', 'TRACE', '/sign-in'],
    ['a question of another site’s script', 'OPTIONS', '/api/v1/audits'],
    ['another', 'PUT', '/tasks'],
  ])('to %s has them', async (_what, method, path) => {
    const page = await ask('GET', '/sign-in', null);
    const [, styles = ''] = /href="(\/assets\/[^"]+\.css)"/.exec(page.text) ?? [];
    const answer = await ask(method, path === '/assets/' ? styles : path, null, { origin: 'https://evil.example' });
    expect(wrongIn(answer.headers)).toEqual([]);
    expect(answer.status).toBe(path === '/assets/' || method === 'HEAD' ? 200 : path.includes('%') ? 400 : 404);
    if (method === 'TRACE') expect(answer.text).not.toContain('evil.example');
  });

  it.each([
    ['what is no request', 'Hello\r\n\r\n', 400],
    ['a request to no host', 'GET /sign-in HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a head without end', `GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Much: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
    [
      'two lengths of one body, which proxies read in different ways',
      'POST /sign-in/password HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a length that is none', 'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5x\r\n\r\nhello', 400],
  ])('to %s is a refusal that has them too, and ends the connection', async (_what, text, status) => {
    const answer = await sayRaw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(wrongIn(headersOf(answer))).toEqual([]);
    expect(answer).not.toContain('aaaa');
  });

  it('asks for TLS from then on where it is spoken to by a name, and not on one’s own machine', async () => {
    const own = await ask('GET', '/sign-in', null, { host: 'localhost:3000' });
    expect(wrongIn(own.headers, false)).toEqual([]);
    const behind = await ask('GET', '/sign-in', null, { host: 'localhost:3000', 'x-forwarded-proto': 'https' });
    expect(wrongIn(behind.headers)).toEqual([]);
  });

  it('sets cookies for this host, over TLS, out of reach of scripts and other sites', async () => {
    const behindProxies: readonly Readonly<Record<string, string>>[] = [
      { host: HOST },
      { host: 'localhost:3000', 'x-forwarded-proto': 'https' },
    ];
    for (const headers of behindProxies) {
      const { 'set-cookie': cookies = [] } = (await ask('GET', '/sign-in', null, headers)).headers;
      expect(cookies).toHaveLength(1);
      for (const cookie of cookies)
        expect(cookie).toMatch(
          /^__Host-plumbline[\w-]*=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        );
    }
  });

  it('is to what was asked, whatever a header says was meant, and to one value where two were sent', async () => {
    for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override'])
      expect((await ask('POST', '/tasks', null, { [header]: 'GET', 'content-type': 'application/json' })).status).toBe(
        404,
      );
    const twice = await ask('GET', '/sign-in?to=/tasks&to=https://evil.example', null);
    expect(twice.text).not.toContain('evil.example');
    expect((await ask('GET', '/api/v1/audits?limit=1&limit=500', 'Cora')).status).toBe(422);
  });

  it('names the host that was asked, whatever somebody on the way says', async () => {
    const page = await ask('GET', '/sign-in', null, {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
    });
    expect(page.text).not.toContain('evil.example');
    const absolute = await ask('GET', 'http://evil.example/tasks', null);
    expect(String(absolute.headers.location)).toMatch(/^\/sign-in/);
  });
});
