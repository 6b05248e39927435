import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ROLES } from '#domain';
import type { Role } from '#domain';
import { PageVisitor } from '../../support/page-visitor.js';
import { RunningService } from '../../support/running-service.js';
import type { Place } from './large-council.js';
import type { PageAsked } from './pages.js';
import { quantile } from './timed.js';
import type { Timed } from './timed.js';

/** Requests that only warm. */
const WARM = 3;
/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

/** The service on the large council, and whoever opens its pages. */
export class Demonstration {
  readonly roles: readonly Role[] = ROLES;

  private constructor(
    private readonly service: RunningService,
    readonly events: number,
  ) {}

  /** Starts the service and waits until all its views are built. */
  static async start(place: Place, say: (line: string) => void): Promise<Demonstration> {
    const service = await RunningService.start(place, { SEED_DEMO: 'true', LOG_LEVEL: 'silent' });
    for (let turn = 0; ; turn++) {
      const response = await fetch(new URL('/health/ready', service.url));
      const ready = (await response.json()) as { readonly position?: number; readonly building?: readonly string[] };
      if (response.ok && ready.building?.length === 0) return new Demonstration(service, ready.position ?? 0);
      if (turn % 30 === 0) say(`Views still being built: ${ready.building?.join(', ') ?? 'all'}`);
      await pause(1_000);
    }
  }

  async signIn(role: Role): Promise<PageVisitor> {
    const visitor = new PageVisitor(() => this.service.url);
    await visitor.open('/sign-in');
    await visitor.send('/sign-in/demonstration', { role });
    return visitor;
  }

  /** One request after the other, as one person would. @throws Error where the page is not there */
  async time(visitor: PageVisitor, role: Role, { name, address, typed }: PageAsked, times: number): Promise<Timed> {
    const durations: number[] = [];
    let [bytes, begun] = [0, 0];
    if (typed !== undefined) await visitor.open('/tasks');
    const body = typed && new URLSearchParams({ ...visitor.page.fieldsOf(address), ...typed });
    const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ');
    for (let turn = -WARM; turn < times; turn++) {
      if (turn === 0) begun = this.processorMs();
      const start = performance.now();
      const page = await fetch(new URL(address, this.service.url), {
        method: body === undefined ? 'GET' : 'POST',
        body,
        headers: { accept: 'text/html', cookie },
        redirect: 'manual',
      });
      const html = await page.text();
      if (turn >= 0) durations.push(performance.now() - start);
      if (page.status !== 200) throw new Error(`${role} was answered ${page.status} by ${address}`);
      bytes = Buffer.byteLength(html);
    }
    const cpu = (this.processorMs() - begun) / times;
    return {
      role,
      page: name,
      cpu,
      median: quantile(durations, 0.5),
      p95: quantile(durations, 0.95),
      kib: bytes / 1_024,
      sent: (await this.sent(address, cookie)) / 1_024,
    };
  }

  /** Bytes that come with a page's first visit: itself, its sheet and its script, as a browser takes them. */
  private async sent(address: string, cookie: string): Promise<number> {
    const page = await this.raw(address, cookie);
    const html = await (
      await fetch(new URL(address, this.service.url), { headers: { accept: 'text/html', cookie } })
    ).text();
    const assets = new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, asset = '']) => asset));
    const sizes = await Promise.all([...assets].map((asset) => this.raw(asset, cookie)));
    return sizes.reduce((sum, size) => sum + size, page);
  }

  /** Bytes of an answer's body as they come. */
  private raw(address: string, cookie: string): Promise<number> {
    const headers = { accept: 'text/html', 'accept-encoding': 'gzip', cookie };
    return new Promise((resolve, reject) => {
      get(new URL(address, this.service.url), { headers }, (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => resolve(bytes));
      }).on('error', reject);
    });
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  /** What the service has taken of the processor so far (proc(5): utime and stime). */
  private processorMs(): number {
    const fields = readFileSync(`/proc/${this.service.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }
}
