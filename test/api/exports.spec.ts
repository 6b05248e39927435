import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ExportFiles, exportFolder, startExports } from '#exports';
import type { RunningJobs } from '#jobs';
import { Api } from '../support/api.js';
import type { Answer } from '../support/api.js';

const ORDER = { report: 'activity', from: '2024-04-01', to: '2024-05-31', by: 'month', format: 'csv' };
const DATES = 'from=2024-04-01&to=2024-05-31&by=month';

describe('a report as a file', () => {
  let api: Api;
  let jobs: RunningJobs;
  beforeAll(async () => {
    api = await Api.open();
    const engine = api.council.first;
    const files = new ExportFiles(exportFolder({}, engine.dataDir));
    jobs = await startExports({ engine, files, followAfterMs: 10 });
  });
  afterAll(async () => {
    await jobs.stop();
    await api.close();
  });

  const ask = async (as: string, order: object = ORDER): Promise<string> => {
    const { status, json } = await api.post('/api/v1/exports', order, as);
    expect(status).toBe(201);
    return String(json['id']);
  };
  const made = async (id: string, as: string): Promise<Answer> => {
    for (;;) {
      const answer = await api.get(`/api/v1/exports/${id}?after=${await api.head()}`, as);
      if (answer.json['standing'] === 'made') return answer;
      await pause(20);
    }
  };

  it('is made after it was asked for, and is the report that a request would have answered', async () => {
    for (const [as, format] of [
      ['Cora', 'csv'],
      ['Lee', 'json'],
    ] as const) {
      const id = await ask(as, { ...ORDER, format });
      const { json } = await made(id, as);
      expect(json).toMatchObject({ exportId: id, withSmallNumbers: as === 'Cora' });
      const file = await api.get(`/api/v1/exports/${id}/file`, as);
      expect(file.status).toBe(200);
      expect(createHash('sha256').update(file.text).digest('hex')).toBe(Reflect.get(Object(json['file']), 'digest'));
      // Outside the QA team a report is as at a month's end, and no instant may be named.
      const asAt = as === 'Cora' ? `&asAt=${String(json['requestedAt'])}` : '';
      const report = await api.get(`/api/v1/reports/activity?${DATES}&format=${format}${asAt}`, as);
      expect(format === 'json' ? file.json : file.text).toEqual(format === 'json' ? report.json : report.text);
    }
  });

  it('is open to whoever asked for it and nobody else', async () => {
    const id = await ask('Lee');
    await made(id, 'Lee');
    expect((await api.get('/api/v1/exports', 'Lee')).text).toContain(id);
    expect((await api.get('/api/v1/exports', 'Cora')).text).not.toContain(id);
    for (const path of [`/api/v1/exports/${id}`, `/api/v1/exports/${id}/file`]) {
      expect((await api.get(path, 'Cora')).status).toBe(404);
      expect((await api.get(path, 'Ann')).status).toBe(403);
      expect((await api.get(path, null)).status).toBe(401);
    }
    expect((await api.post('/api/v1/exports', ORDER, 'Ann')).status).toBe(403);
  });

  it('is refused for days the wrong way round, and told apart from one that is not kept any more', async () => {
    const reversed = await api.post('/api/v1/exports', { ...ORDER, from: '2024-06-01' });
    expect([reversed.status, reversed.json['code']]).toEqual([409, 'dates-reversed']);
    const id = await ask('Cora');
    await made(id, 'Cora');
    rmSync(join(api.council.first.dataDir, 'exports'), { recursive: true });
    const gone = await api.get(`/api/v1/exports/${id}/file`);
    expect([gone.status, gone.json['code']]).toEqual([410, 'export-not-kept']);
  });

  it('waits where nobody makes any, and is made once somebody does', async () => {
    await jobs.stop();
    const id = await ask('Cora');
    const waiting = await api.get(`/api/v1/exports/${id}?after=${await api.head()}`);
    expect(waiting.json).toMatchObject({ standing: 'waiting', file: null });
    expect((await api.get(`/api/v1/exports/${id}/file`)).json['code']).toBe('export-not-made');
    const engine = api.council.first;
    jobs = await startExports({ engine, files: new ExportFiles(exportFolder({}, engine.dataDir)) });
    await made(id, 'Cora');
    const { events } = await engine.ledger.load(`export-${id}`);
    expect(events.map(({ type, metadata }) => [type, metadata.actor.role])).toEqual([
      ['export-requested', 'coordinator'],
      ['export-made', 'system'],
    ]);
  });
});
