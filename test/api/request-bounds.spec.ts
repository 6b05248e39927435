import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pino from 'pino';
import type { Engine } from '#engine';
import { createServer } from '../../apps/server/service/server.js';
import { Council } from '../support/index.js';

const BOUNDS = { patienceMs: 300, fileMs: 60_000 };
const ANYONE = '00000000-0000-4000-8000-000000000000';

/** A connection of one's own, on which requests are written by hand. */
class Line {
  private said = '';
  private wake: () => void = () => undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data) => this.hear(String(data)));
    socket.on('error', () => undefined);
    socket.on('close', () => this.hear(' CLOSED'));
  }

  static to(port: number): Promise<Line> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Line(socket)));
    });
  }

  say(text: string): void {
    this.socket.write(text);
  }

  async heard(wanted: RegExp): Promise<string> {
    while (!wanted.test(this.said)) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.said;
  }

  end(): void {
    this.socket.destroy();
  }

  private hear(text: string): void {
    this.said += text;
    this.wake();
  }
}

const post = (path: string, headers: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer plumbline_x\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;

describe('a request', () => {
  let council: Council;
  let server: NestFastifyApplication;
  let port: number;
  let lines: Line[];
  /** Called when somebody asks for the people, which every signed-in request needs; it answers once it is let go. */
  let asked: () => void;
  let letGo: () => void;

  beforeEach(async () => {
    council = await Council.open('service');
    lines = [];
    asked = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const engine: Engine = Object.create(council.first, {
      references: {
        value: {
          directory: async () => {
            asked();
            await held;
            return council.first.references.directory();
          },
        },
      },
    });
    server = await createServer(engine, pino({ level: 'silent' }), undefined, BOUNDS);
    await server.listen(0, '127.0.0.1');
    ({ port } = server.getHttpServer().address() as AddressInfo);
  });
  afterEach(async () => {
    letGo();
    for (const line of lines) line.end();
    await server.close();
    await council.close();
  });

  const line = async (): Promise<Line> => {
    const opened = await Line.to(port);
    lines.push(opened);
    return opened;
  };

  it('whose body does not come is answered, and its connection closed', async () => {
    const slow = await line();
    slow.say(post(`/api/v1/audits/${ANYONE}/accept`, 'Content-Length: 1000', '{"a'));
    const answer = await slow.heard(/CLOSED/);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(answer).toMatch(/"code":"request-too-slow"/);
  });

  it('that waits for records which never answer is answered in time, and may be sent again', async () => {
    const waiting = await line();
    waiting.say(post(`/api/v1/audits/${ANYONE}/accept`, 'Content-Length: 2', '{}'));
    const answer = await waiting.heard(/\}/);
    expect(answer).toMatch(/^HTTP\/1.1 503 /);
    expect(answer).toMatch(/retry-after: 2/i);
    expect(answer).toMatch(/"code":"not-answered-in-time"/);
  });

  it('to a service that stops is a problem that says when to try again', async () => {
    const both = await line();
    const first = new Promise<void>((resolve) => (asked = resolve));
    both.say(post(`/api/v1/audits/${ANYONE}/accept`, 'Content-Length: 2', '{}'));
    await first;
    const closed = server.close();
    both.say('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    letGo();
    const answer = await both.heard(/"code":"stopping"/);
    expect(answer).toMatch(/HTTP\/1.1 503 [^]*retry-after: 2[^]*application\/problem\+json/i);
    await closed;
  });

  it.each([
    ['that cannot be decoded', '/api/v1/audits/%E0%A4%A'],
    ['with a part as long as a book', `/api/v1/audits/${'zebedee'.repeat(400)}`],
    ['that is nowhere', '/zebedee/quillfeather'],
  ])('to an address %s is a problem that does not repeat it', async (_, path) => {
    letGo();
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(text)).toMatchObject({ status: expect.any(Number), code: expect.any(String) });
    expect(text).not.toMatch(/zebedee|E0%A4/);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });
});
