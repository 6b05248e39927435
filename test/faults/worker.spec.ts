import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Council } from '../support/council.js';
import { MailServer } from '../support/mail-server.js';
import { RedisServer } from '../support/redis.js';

const WORKER = fileURLToPath(new URL('../../apps/worker/main.js', import.meta.url));

describe('a worker', () => {
  let council: Council;
  let mail: MailServer;
  let redis: RedisServer;
  const workers: ChildProcess[] = [];

  beforeEach(async () => {
    [mail, redis, council] = await Promise.all([MailServer.start(), RedisServer.start(), Council.open()]);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) worker.kill('SIGKILL');
    await council.close();
    await Promise.all([mail.stop(), redis.close()]);
  });

  const start = (environment: Readonly<Record<string, string>>): ChildProcess => {
    const env = {
      ...process.env,
      DATA_DIR: join(council.place, 'data'),
      MASTER_KEY_FILE: join(council.place, 'data.key'),
      ...environment,
    };
    const worker = spawn(process.execPath, ['--no-warnings', WORKER], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    workers.push(worker);
    return worker;
  };
  const sending = (): Readonly<Record<string, string>> => ({
    REDIS_URL: redis.url,
    SMTP_URL: mail.url,
    MAIL_FROM: 'audits@westmere.example',
    PUBLIC_URL: 'https://audits.westmere.example',
  });
  const said = async (worker: ChildProcess): Promise<string> => {
    let text = '';
    worker.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(worker, 'close');
    return text;
  };

  it('sends what falls due on a folder that another process writes, and ends when it is asked to', async () => {
    const worker = start(sending());
    const [ready] = (await once(worker.stdout ?? worker, 'data')) as [Buffer];
    expect(ready.toString()).toBe('Plumbline makes exports and sends reminders\n');
    council.now = new Date().toISOString();
    const cora = council.actor('Cora', 'coordinator');
    await council.giveAddress('Tess');
    const target = await council.selected();
    await council.does({ name: 'RaiseSafetyConcern', target, body: { reason: 'Unsafe' }, actor: cora });
    while (mail.mails.length === 0) await pause(50);
    expect(mail.mails).toMatchObject([
      { to: 'tess@westmere.example', subject: expect.stringMatching(/^Acknowledge a safety concern today: audit /) },
    ]);
    worker.kill('SIGTERM');
    expect(await once(worker, 'exit')).toEqual([0, null]);
  });

  it('makes a report into a file that somebody asks for elsewhere, without a way out for messages', async () => {
    const worker = start({ REDIS_URL: redis.url });
    const [ready] = (await once(worker.stdout ?? worker, 'data')) as [Buffer];
    expect(ready.toString()).toMatch(/sends no reminders until SMTP_URL or NOTIFY_API_KEY is set\n$/);
    const body = { report: 'judgements', from: '2024-04-01', to: '2024-04-30', format: 'csv' };
    const cora = council.actor('Cora', 'coordinator');
    const { id } = await council.does({ name: 'RequestExport', body, actor: cora });
    const path = join(council.place, 'data', 'exports', `${id}.csv`);
    while (!existsSync(path)) await pause(50);
    expect(readFileSync(path, 'utf8')).toContain('period,series');
    worker.kill('SIGTERM');
    expect(await once(worker, 'exit')).toEqual([0, null]);
    const { events } = await council.first.ledger.load(`export-${id}`);
    expect(events.map(({ type }) => type)).toEqual(['export-requested', 'export-made']);
  });

  it('does not start without a queue, or on a Redis that throws things away', async () => {
    const { REDIS_URL: _, ...noQueue } = sending();
    expect(await said(start(noQueue))).toBe('The worker does jobs that wait in Redis: set REDIS_URL.\n');
    const evicting = await RedisServer.start({ policy: 'allkeys-lru' });
    try {
      expect(await said(start({ ...sending(), REDIS_URL: evicting.url }))).toContain('maxmemory-policy noeviction');
    } finally {
      await evicting.close();
    }
  });
});
