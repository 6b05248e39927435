import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR, eventTypes, isRefusal } from '#domain';
import type { Refusal } from '#domain';
import { Ledger, SqliteEventStore } from '#event-store';
import { readHere } from '#imports';
import { openKeys } from '#privacy';
import type { KeyRing } from '#privacy';
import { ReferenceData } from '../loading/references.js';
import { StreamMemories } from '../loading/stream-memories.js';
import { importHistoricAudits } from './import-historic-audits.js';
import type { HistoricImport } from './import-historic-audits.js';

const HEADER =
  'ref,activity,service,team,subject_type,subject_ref,worker_ref,auditor_ref,auditor_role,audited_on,scale,first_grade,moderated,final_grade,at_risk,domain:Planning';
const NOW = '2026-04-01T09:00:00.000Z';

const files = readHere();

let folder: string;
let store: SqliteEventStore;
let keys: KeyRing;
let ledger: Ledger;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-historic-'));
  store = SqliteEventStore.open(join(folder, 'data'));
  keys = await openKeys({ dataDir: join(folder, 'data'), masterKeyFile: join(folder, 'data.key'), now: NOW });
  ledger = new Ledger({ store, keys, types: eventTypes });
});

afterEach(async () => {
  await store.close();
  await keys.close();
  rmSync(folder, { recursive: true });
});

const row = (ref: string, grade = 'good', child = 'C1'): string =>
  `${ref},case-file,Safeguarding,Team 1,child,${child},W1,A1,manager,2025-06-03,ofsted,${grade},no,${grade},no,${grade}`;

function order(acceptRejects: boolean, ...rows: string[]) {
  const file = join(folder, 'audits.csv');
  writeFileSync(file, [HEADER, ...rows].join('\n'));
  return { file, actor: OPERATOR, now: NOW, today: '2026-04-01', acceptRejects };
}

async function run(acceptRejects: boolean, ...rows: string[]): Promise<HistoricImport> {
  const references = new ReferenceData(new StreamMemories(ledger));
  const answer: HistoricImport | Refusal = await importHistoricAudits(
    { ledger, keys, references, files },
    order(acceptRejects, ...rows),
  );
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer;
}

const events = () => ledger.readAll({ maxCount: 1_000 });

describe('earlier audits', () => {
  it('become audits of their own that carry their grades, with every personal field sealed', async () => {
    expect((await run(false, row('R1'), row('R2', 'RI', 'C2'))).rows).toEqual({
      read: 2,
      accepted: 2,
      rejected: 0,
      alreadyThere: 0,
    });
    const [first] = await events();
    expect(first).toMatchObject({
      type: 'audit-imported.v1',
      data: {
        finalGrade: 'good',
        domains: [{ domain: 'Planning', grade: 'good' }],
        importedRef: { box: expect.any(String) },
      },
      metadata: { actor: { id: 'operator', role: 'coordinator' } },
    });
    const stored = JSON.stringify(await store.readAll({ maxCount: 10 }));
    expect(stored).not.toMatch(/"R1"|"C1"|"W1"|"A1"/);
  });

  it('of one child share their subject', async () => {
    await run(false, row('R1'), row('R2'), row('R3', 'good', 'C2'));
    const subjects = (await events()).map(({ data }) => (data as { subjectId: string }).subjectId);
    expect(new Set(subjects).size).toBe(2);
  });

  it('imported again add nothing, however their rows are spelt', async () => {
    await run(false, row('R1', 'requires_improvement'), row('R2'));
    const again = await run(false, row('R2'), row('R1', 'Requires Improvement'), row('R3'));
    expect(again.rows).toEqual({ read: 3, accepted: 1, rejected: 0, alreadyThere: 2 });
    expect(await events()).toHaveLength(3);
  });

  it('with a known ref and other content are rejected, and keep everything out', async () => {
    await run(false, row('R1'));
    const changed = await run(false, row('R1', 'inadequate'), row('R2'));
    expect(changed).toMatchObject({
      imported: false,
      rows: { read: 2, accepted: 1, rejected: 1, alreadyThere: 0 },
      rejected: [{ row: 2, column: 'ref', reason: expect.stringContaining('imported before with other content') }],
    });
    expect(await events()).toHaveLength(1);
  });

  it('are imported beside rejected rows only when the person accepts that', async () => {
    const rows = [row('R1'), row('R2', 'splendid')];
    expect((await run(false, ...rows)).imported).toBe(false);
    expect(await events()).toHaveLength(0);
    expect(await run(true, ...rows)).toMatchObject({ imported: true, rows: { accepted: 1, rejected: 1 } });
    expect(await events()).toHaveLength(1);
  });

  it('are imported by coordinators alone', async () => {
    const references = new ReferenceData(new StreamMemories(ledger));
    const auditor = { ...order(false, row('R1')), actor: { id: 'somebody', roles: ['auditor' as const] } };
    expect(await importHistoricAudits({ ledger, keys, references, files }, auditor)).toMatchObject({
      code: 'not-a-coordinator',
    });
    expect(await events()).toHaveLength(0);
  });
});
