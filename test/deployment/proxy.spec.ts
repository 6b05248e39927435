import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Caller } from '../support/index.js';
import { freePort } from '../support/free-port.js';

/** A replica that does as it is told with each request. */
class Replica {
  readonly got: string[] = [];
  answer: (request: IncomingMessage, response: ServerResponse) => void = this.well;
  private server: Server | undefined;

  constructor(readonly name: string) {}

  get port(): number {
    const address = this.server?.address();
    if (typeof address !== 'object' || address === null) throw new Error(`${this.name} does not listen`);
    return address.port;
  }

  well(_: IncomingMessage, response: ServerResponse): void {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ by: this.name }));
  }

  /** Dies with the request in its hands. */
  dying(request: IncomingMessage): void {
    request.socket.destroy();
  }

  waiting(_: IncomingMessage, response: ServerResponse): void {
    response.writeHead(503, { 'retry-after': '2' }).end('waiting');
  }

  start(): Promise<void> {
    this.server = createServer((request, response) => {
      this.got.push(`${request.method} ${request.url} ${request.headers.host} ${request.headers['x-forwarded-proto']}`);
      request.resume().once('end', () => this.answer(request, response));
    });
    return new Promise((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
  }

  stop(): Promise<unknown> {
    this.server?.closeAllConnections();
    return new Promise((resolve) => (this.server === undefined ? resolve(undefined) : this.server.close(resolve)));
  }
}

/** Debian keeps it where only an administrator's shell looks. */
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };

describe('the proxy in front of two replicas', () => {
  let place: string;
  let nginx: ChildProcess;
  let port: number;
  let said: string;
  let replicas: readonly [Replica, Replica];

  /** The configuration as it is shipped, but for the addresses; a proxy of its own, so that no test waits for another's. */
  beforeEach(async () => {
    replicas = [new Replica('replica-1'), new Replica('replica-2')];
    for (const replica of replicas) await replica.start();
    place = mkdtempSync(join(tmpdir(), 'plumbline-proxy-'));
    port = await freePort();
    const config = replicas
      .reduce(
        (text, { name, port }) => text.replaceAll(`${name}:3000`, `127.0.0.1:${port}`),
        readFileSync('docker/nginx.conf', 'utf8'),
      )
      .replace('listen 8080', `listen 127.0.0.1:${port}`)
      .replaceAll('/tmp/', `${place}/`)
      .replace('/dev/stdout', join(place, 'access.log'));
    const file = join(place, 'nginx.conf');
    writeFileSync(file, config);
    const words = ['-c', file, '-p', place, '-e', 'stderr'];
    execFileSync('nginx', [...words, '-t'], { env, stdio: 'pipe' });
    said = '';
    nginx = spawn('nginx', [...words, '-g', 'daemon off;'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    nginx.stderr?.on('data', (text) => (said += String(text)));
    while (!(await answers())) await pause(20);
  });
  afterEach(async () => {
    const ended = new Promise((resolve) => nginx.once('close', resolve));
    nginx.kill('SIGTERM');
    await ended;
    for (const replica of replicas) await replica.stop();
    rmSync(place, { recursive: true, force: true });
  });

  const url = (): string => `http://127.0.0.1:${port}`;
  const caller = new Caller(url, null);
  const answers = (): Promise<boolean> =>
    caller.get('/proxy-health').then(
      ({ status }) => status === 204,
      () => false,
    );
  const allGot = (): number => replicas.reduce((sum, { got }) => sum + got.length, 0);
  const each = (answer: (replica: Replica) => Replica['answer']): void => {
    for (const replica of replicas) replica.answer = answer(replica).bind(replica);
  };

  it('shares requests out, and says who asked for what', async () => {
    for (let round = 0; round < 20; round++) expect((await caller.get('/api/v1/audits')).status).toBe(200);
    for (const { got } of replicas) expect(got.length).toBeGreaterThan(0);
    expect(replicas[0].got[0]).toBe(`GET /api/v1/audits 127.0.0.1:${port} http`);
  });

  it('keeps a file that a page sends with one replica as long as the session goes on', async () => {
    const got = new Set<string>();
    const send = async (method: string, path: string, cookie: string): Promise<string> =>
      ((await (await fetch(`${url()}${path}`, { method, headers: { cookie } })).json()) as { by: string }).by;
    for (let session = 0; session < 30; session++) {
      const cookie = `plumbline-device=same; ${session % 2 === 0 ? '__Host-' : ''}plumbline=secret-${session}`;
      const by = await send('POST', '/caseloads/upload', cookie);
      for (const path of ['/caseloads/uploads/1', '/people/import', '/people/import/1'])
        expect(await send('GET', path, cookie)).toBe(by);
      expect(await send('POST', '/caseloads/uploads/1/accept', cookie)).toBe(by);
      got.add(by);
    }
    expect(got.size).toBe(2);
  });

  it('reads from the other replica when one dies with the request in its hands, or waits for its records', async () => {
    const [first, second] = replicas;
    for (const trouble of [first.dying, first.waiting]) {
      first.answer = trouble.bind(first);
      for (let round = 0; round < 10; round++) {
        expect((await caller.get('/api/v1/audits')).body).toEqual({ by: second.name });
      }
    }
  });

  it('tells readers when to try again while both wait, and serves them as soon as one is back', async () => {
    for (let round = 0; round < 5; round++) {
      each(({ waiting }) => waiting);
      const reply = await caller.get('/api/v1/audits');
      expect(reply).toMatchObject({ status: 503, text: 'waiting' });
      expect(reply.headers['retry-after']).toBe('2');
      replicas[1].answer = replicas[1].well.bind(replicas[1]);
      expect((await caller.get('/api/v1/audits')).body).toEqual({ by: 'replica-2' });
    }
  });

  it('reads on while a replica is gone', async () => {
    await replicas[0].stop();
    for (let round = 0; round < 10; round++) expect((await caller.get('/')).status).toBe(200);
  });

  it('gives a command that was sent to one replica to no other', async () => {
    each(({ dying }) => dying);
    const reply = await caller.post('/api/v1/audits', {}, { key: 'k1' });
    expect(reply).toMatchObject({
      status: 503,
      body: { status: 503, detail: expect.stringContaining('the same again') },
    });
    expect(reply.headers['retry-after']).toBe('2');
    expect(allGot()).toBe(1);
  });

  it('tells a person in words, where no replica answers', async () => {
    each(({ dying }) => dying);
    const reply = await fetch(`${url()}/tasks`, { method: 'POST', headers: { accept: 'text/html,*/*' } });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([503, 'text/html']);
    expect(await reply.text()).toContain('the same form sent again counts once');
  });

  it('passes on that a replica is waiting to whoever sent a command, with when to try again', async () => {
    each(({ waiting }) => waiting);
    const reply = await caller.post('/api/v1/audits', {}, { key: 'k2' });
    expect(reply).toMatchObject({ status: 503, text: 'waiting' });
    expect(reply.headers['retry-after']).toBe('2');
    expect(allGot()).toBe(1);
  });

  it('gives a command to the replica that is left when the other is gone', async () => {
    await replicas[1].stop();
    for (let round = 0; round < 6; round++) {
      expect((await caller.post('/api/v1/audits', {}, { key: `k${round}` })).body).toEqual({ by: 'replica-1' });
    }
    expect(allGot()).toBe(6);
  });

  it('logs no paths, whatever becomes of the request', async () => {
    await caller.get('/api/v1/audits/PL-2024-0001');
    each(({ dying }) => dying);
    await caller.get('/api/v1/audits/PL-2024-0001');
    const log = readFileSync(join(place, 'access.log'), 'utf8');
    expect(log).toContain('GET 200');
    expect(log).toContain('GET 503');
    expect(log + said).not.toContain('PL-2024');
  });
});
