import { jest } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { importCaseload, importPeople } from '#application';
import { OPERATOR, eventTypes } from '#domain';
import { readAudit, readingsOfAudit, verifyRecords } from '#engine';
import { ClearFields, START, canonicalJson } from '#event-store';
import { SqliteKeyStore } from '#privacy';
import { Canaries } from '../support/canaries.js';
import { Council } from '../support/index.js';

jest.setTimeout(120_000);

describe('what people write', () => {
  const canaries = new Canaries();
  const bodies: object[] = [];
  let council: Council;
  let dataDir: string;

  beforeAll(async () => {
    council = await Council.open();
    dataDir = join(council.place, 'data');
    const engine = council.first;
    const give = async (name: string, body: object, target?: string, actor = OPERATOR): Promise<string> => {
      bodies.push(body);
      return (await council.does({ name, body, target, actor })).id;
    };
    const ref = canaries.plain('ref');
    const inspectorId = await give('RegisterPerson', {
      ref,
      name: canaries.of('name'),
      aliases: [canaries.of('alias')],
      email: `${canaries.plain('email')}@example.org`,
      roles: ['inspector'],
    });
    await council.confirmChanges(inspectorId);
    const { version: _, ...settings } = (await engine.references.load()).settings ?? { version: 0 };
    await give('PublishSettings', { settings, note: canaries.of('note of settings') });
    await give('AddClosure', { date: '2024-12-24', reason: canaries.of('reason of a closure') });
    await give('RemoveClosure', { date: '2024-12-24', reason: canaries.of('reason of its end') });
    const auditId = await council.selected();
    const cora = council.actor('Cora', 'coordinator');
    const asked = { inspectorId, auditIds: [auditId], from: '2024-05-01', until: '2024-05-31' };
    const grantId = await give(
      'GrantInspection',
      { ...asked, reason: canaries.of('reason of a grant') },
      undefined,
      cora,
    );
    const ivy = { id: inspectorId, roles: ['inspector' as const] };
    const read = (purpose?: string) => readAudit(engine, { auditId, actor: ivy, what: 'detail', purpose });
    await read();
    await read(canaries.of('purpose'));
    const readings = await readingsOfAudit(engine, auditId);
    expect(canaries.in(Buffer.from(JSON.stringify(readings)))).toEqual(['reason of a grant', 'purpose']);
    await give('EndInspection', { inspectorId, reason: canaries.of('reason of a grant’s end') }, grantId, cora);
    const approvedBy = await council.register('Lou', 'leader', null);
    const withdrawal = { reasonCode: 'left-area', approvedBy, reason: canaries.of('reason of a withdrawal') };
    await give('WithdrawAudit', withdrawal, auditId, cora);
    await importPeople(engine, {
      file: Buffer.from(
        `ref,name,aliases,email,team,service,manager,roles,from,to\n${canaries.plain('ref in a file')},${canaries.plain('name in a file')},,,,,,auditor,,`,
      ),
      actor: OPERATOR,
      now: council.now,
      acceptRejects: true,
    });
    await importCaseload(engine, {
      file: Buffer.from(
        `Child ID,Status,Team,Worker,${canaries.plain('a header')}\n${canaries.plain('case id')},child in need,North,${canaries.plain('worker')},${canaries.plain('a cell')}\n,child in need,North,,x`,
      ),
      fileName: `/somewhere/${canaries.plain('a file')}.csv`,
      source: 'csv',
      asAt: '2024-04-30',
      actor: OPERATOR,
      acceptRejects: true,
    });
    const store = await engine.ledger.store.readAll({ after: START, maxCount: 10_000 });
    expect(store.length).toBeGreaterThan(20);
  });
  afterAll(() => council.close());

  it('is in no file of the data folder, however it might be written, but under its owner’s key', async () => {
    await council.first.readModels.reach(['people', 'caseloads'], await council.first.ledger.store.head(), 30_000);
    const found = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const file = join(entry.parentPath, entry.name);
        return canaries.in(readFileSync(file)).map((field) => `${field} in ${entry.name}`);
      });
    expect(found).toEqual([]);
    expect((await verifyRecords({ dataDir }, { views: false })).inClear).toEqual([]);
  });

  it('cannot be guessed at by a digest once a key is destroyed', async () => {
    const { keys, ledger } = council.first;
    const deployment = await Promise.all(bodies.map((body) => keys.pseudonym('command-body', canonicalJson(body))));
    const events = await ledger.store.readAll({ after: START, maxCount: 10_000 });
    const ofWriters = events.filter(({ data }) => data.includes('"box"'));
    expect(ofWriters.length).toBeGreaterThan(5);
    for (const { metadata } of ofWriters) for (const digest of deployment) expect(metadata).not.toContain(digest);
    const store = SqliteKeyStore.open(dataDir);
    for await (const { owner } of store.all())
      if (owner !== 'deployment:lookup') await store.destroy(owner, council.now);
    await store.close();
    const db = new Database(join(dataDir, 'keys.db'), { readonly: true });
    expect(db.prepare<[], number>('SELECT count(*) FROM keys WHERE box IS NOT NULL').pluck().get()).toBe(1);
    db.close();
  });

  it('is counted by type and field where events from before hold it in clear', async () => {
    const clear = new ClearFields(eventTypes);
    for (const reason of ['Christmas', '', 'Snow'])
      clear.note({ type: 'closure-added.v1', data: JSON.stringify({ date: '2024-12-24', reason }) });
    for (const event of await council.first.ledger.store.readAll({ after: START, maxCount: 10_000 })) clear.note(event);
    expect(clear.counted()).toEqual([{ type: 'closure-added.v1', field: 'reason', events: 2 }]);
  });
});
