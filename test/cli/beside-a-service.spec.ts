import { withRefsOpenedBy } from '#application';
import { jest } from '@jest/globals';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import { OPERATOR } from '#domain';
import { findSample, listSampleAudits } from '#projections';
import { Plumbline } from '../support/index.js';

/** Every command is a process of its own, and the machine may be busy. */
jest.setTimeout(240_000);

const WAIT_MS = 30_000;

describe('the command line beside a running service', () => {
  const here = new Plumbline();
  let service: Engine;

  beforeAll(async () => {
    service = await openEngine({ dataDir: here.dataDir, masterKeyFile: `${here.dataDir}.key`, mode: 'service' });
    service.processes.start();
  });
  afterAll(async () => {
    await service.close();
    here.remove();
  });

  it('sees what the service records, and the service what it records', async () => {
    const people = here.file('people.csv', ['ref,name,roles', 'W1,Will Worker,practitioner']);
    await here.json('import', 'people', people);
    const directory = await withRefsOpenedBy(service.ledger, await service.references.directory());
    const worker = directory.personByRef('W1')?.personId;
    expect(worker).toBeDefined();

    const cases = Array.from({ length: 12 }, (_, index) => `${100 + index},Child in need,North,Will Worker`);
    const list = here.file('list.csv', ['Child ID,Status,Team,Worker', ...cases]);
    await here.json('import', 'caseload', list, '--as-at', '2026-04-30');
    const drawn = await service.execute({
      name: 'DrawSample',
      body: { period: '2026-05', size: 4, seed: 'spring' },
      actor: OPERATOR,
    });
    const sample = 'accepted' in drawn ? drawn.id : '';
    expect(await here.json('redraw', sample)).toMatchObject({ confirmed: true });

    const issued = await here.json<{ audits: readonly string[] }>('issue', sample);
    expect(issued.audits).toHaveLength(4);
    const head = await service.ledger.store.head();
    expect(await service.readModels.reach(['samples', 'audit-board'], head, WAIT_MS)).toBe('reached');
    expect(findSample(service.readModels.views.open('samples'), sample)).toMatchObject({ standing: 'issued' });
    const audits = listSampleAudits(service.readModels.views.open('audit-board'), sample);
    expect(audits.map(({ auditId }) => auditId).sort()).toEqual([...issued.audits].sort());
  });

  it('reports and rebuilds with the views that the service writes', async () => {
    const from = ['--from', '2026-05-01', '--to', '2026-05-31'];
    expect(await here.json('report', 'activity', ...from)).toMatchObject({ report: 'activity' });
    const { views } = await here.json<{ views: readonly { view: string; failed: string | null }[] }>('rebuild');
    expect(views.length).toBeGreaterThan(5);
    expect(views.filter(({ failed }) => failed !== null)).toEqual([]);
    expect(service.readModels.views.open('samples').position()).toBeGreaterThan(0);
  });
});
