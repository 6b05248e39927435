import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { OPERATOR, eventTypes, isRefusal } from '#domain';
import type { Refusal } from '#domain';
import { Ledger, NEW_STREAM, SqliteEventStore, StoreUnavailable, uuidV5 } from '#event-store';
import type { EventStore } from '#event-store';
import { readHere } from '#imports';
import { openKeys } from '#privacy';
import type { KeyRing } from '#privacy';
import { ReferenceData } from '../references/references.js';
import { StreamMemories } from '../streams/stream-memories.js';
import { AuditsImports } from './audits-imports.js';
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

const audits = async () => (await ledger.readAll({ maxCount: 1_000 })).filter(({ type }) => type === 'audit-imported');

describe('earlier audits', () => {
  it('become audits of their own that carry their grades, with every personal field sealed', async () => {
    expect((await run(false, row('R1'), row('R2', 'RI', 'C2'))).rows).toEqual({
      read: 2,
      accepted: 2,
      rejected: 0,
      alreadyThere: 0,
    });
    const [first] = await audits();
    expect(first).toMatchObject({
      type: 'audit-imported',
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
    const subjects = (await audits()).map(({ data }) => (data as { subjectId: string }).subjectId);
    expect(new Set(subjects).size).toBe(2);
  });

  it('imported again add nothing, however their rows are spelt', async () => {
    await run(false, row('R1', 'requires_improvement'), row('R2'));
    const again = await run(false, row('R2'), row('R1', 'Requires Improvement'), row('R3'));
    expect(again.rows).toEqual({ read: 3, accepted: 1, rejected: 0, alreadyThere: 2 });
    expect(await audits()).toHaveLength(3);
  });

  it('with a known ref and other content are rejected, and keep everything out', async () => {
    await run(false, row('R1'));
    const changed = await run(false, row('R1', 'inadequate'), row('R2'));
    expect(changed).toMatchObject({
      imported: false,
      rows: { read: 2, accepted: 1, rejected: 1, alreadyThere: 0 },
      rejected: [{ row: 2, column: 'ref', reason: expect.stringContaining('imported before with other content') }],
    });
    expect(await audits()).toHaveLength(1);
  });

  it('are imported beside rejected rows only when the person accepts that', async () => {
    const rows = [row('R1'), row('R2', 'splendid')];
    expect((await run(false, ...rows)).imported).toBe(false);
    expect(await audits()).toHaveLength(0);
    expect(await run(true, ...rows)).toMatchObject({ imported: true, rows: { accepted: 1, rejected: 1 } });
    expect(await audits()).toHaveLength(1);
  });

  it('are imported by coordinators alone', async () => {
    const references = new ReferenceData(new StreamMemories(ledger));
    const auditor = { ...order(false, row('R1')), actor: { id: 'somebody', roles: ['auditor' as const] } };
    expect(await importHistoricAudits({ ledger, keys, references, files }, auditor)).toMatchObject({
      code: 'role-missing',
    });
    expect(await audits()).toHaveLength(0);
  });
});

/** A log that goes away before its nth append, and stays away. */
function dyingBefore(append: number): Ledger {
  let left = append;
  const dying = new Proxy(store, {
    get(target, name) {
      if (name === 'append') {
        return async (...given: Parameters<EventStore['append']>) => {
          left -= 1;
          if (left < 0) throw new StoreUnavailable('killed');
          return target.append(...given);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return new Ledger({ store: dying, keys, types: eventTypes });
}

async function attempt(on: Ledger, ...rows: string[]): Promise<HistoricImport | Refusal | 'killed'> {
  const references = new ReferenceData(new StreamMemories(on));
  try {
    return await importHistoricAudits({ ledger: on, keys, references, files }, order(false, ...rows));
  } catch (error) {
    if (error instanceof StoreUnavailable) return 'killed';
    throw error;
  }
}

/** What counts: of every audit its ref's first letters, once the import that brought it is whole. */
async function standing() {
  const all = await ledger.readAll({ maxCount: 1_000 });
  const of = (type: string) =>
    new Set(all.filter((event) => event.type === type).map(({ data }) => (data as { importId: string }).importId));
  const [started, whole, back] = [
    of('audits-import-started'),
    of('audits-import-completed'),
    of('audits-import-taken-back'),
  ];
  const imported = (await audits()).map(({ data }) => data as { importId?: string; auditId: string });
  return {
    unfinished: [...started].filter((id) => !whole.has(id) && !back.has(id)),
    counting: imported.filter(({ importId }) => importId === undefined || (whole.has(importId) && !back.has(importId)))
      .length,
    brought: imported.length,
  };
}

async function takeBack(importId: string): Promise<void> {
  const imports = new AuditsImports(ledger);
  expect(await imports.record(importId, { type: 'TakeBackAuditsImport' }, { actor: OPERATOR, now: NOW })).toBeNull();
}

describe('an import of earlier audits', () => {
  const rows = ['R1', 'R2', 'R3', 'R4'].map((ref) => row(ref));

  it.each([0, 1, 2, 3, 4, 5])(
    'killed before append %i counts for nothing until the file is run again',
    async (append) => {
      expect(await attempt(dyingBefore(append), ...rows)).toBe('killed');
      const after = await standing();
      expect(after).toMatchObject({ counting: 0, brought: Math.max(0, append - 1) });
      expect(after.unfinished).toHaveLength(append === 0 ? 0 : 1);
      expect(await attempt(ledger, ...rows)).toMatchObject({ imported: true });
      expect(await standing()).toEqual({ unfinished: [], counting: 4, brought: 4 });
    },
  );

  it('ends whole however often it is killed', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat(6), { maxLength: 4 }), fc.uuid(), async (kills, name) => {
        const before = await standing();
        const own = ['1', '2', '3', '4'].map((number) => row(`${name}-${number}`));
        for (const append of kills) await attempt(dyingBefore(append), ...own);
        await attempt(ledger, ...own);
        const after = await standing();
        expect(after).toEqual({ unfinished: [], counting: before.counting + 4, brought: before.brought + 4 });
      }),
      { numRuns: 15 },
    ));

  it('that another unfinished one overlaps waits for it, and is taken on once that is taken back', async () => {
    await attempt(dyingBefore(3), ...rows);
    const mended = [row('R1'), row('R2', 'inadequate'), row('R5')];
    expect(await attempt(ledger, ...mended)).toMatchObject({ code: 'import-overlaps-unfinished' });
    expect(await standing()).toMatchObject({ counting: 0, brought: 2 });
    const [unfinished = ''] = (await standing()).unfinished;
    await takeBack(unfinished);
    expect(await attempt(ledger, ...mended)).toMatchObject({ imported: true, rows: { accepted: 3, rejected: 0 } });
    expect(await standing()).toEqual({ unfinished: [], counting: 3, brought: 5 });
  });

  it('whole and taken back may be imported again, as an import of its own', async () => {
    const first = await run(false, ...rows);
    await takeBack(first.importId ?? '');
    expect(await standing()).toMatchObject({ counting: 0, unfinished: [] });
    const second = await run(false, ...rows);
    expect(second.importId).not.toBe(first.importId);
    expect(second.rows).toMatchObject({ accepted: 4, alreadyThere: 0 });
    expect(await standing()).toEqual({ unfinished: [], counting: 4, brought: 8 });
    expect((await run(false, ...rows)).rows).toMatchObject({ accepted: 0, alreadyThere: 4 });
  });

  it('run twice at the same moment brings its audits once', async () => {
    await Promise.all([attempt(ledger, ...rows), attempt(ledger, ...rows)]);
    expect(await standing()).toEqual({ unfinished: [], counting: 4, brought: 4 });
  });

  it('beside audits from before there were manifests leaves those as they are', async () => {
    await run(false, ...rows);
    const [old] = await audits();
    const { importId: _, ...data } = old?.data as { importId?: string; auditId: string; importedRef: unknown };
    const auditId = uuidV5(data.auditId, 'old');
    const before = { ...data, auditId, importedRef: 'old', subjectRef: 'old' };
    const context = {
      actor: { id: 'operator', role: 'coordinator' },
      commandId: uuidV5(auditId, 'x'),
      correlationId: auditId,
      now: NOW,
    };
    await ledger.append(`audit-${auditId}`, NEW_STREAM, [{ type: 'audit-imported', data: before }], context);
    await attempt(dyingBefore(2), row('X1'), row('X2'));
    expect(await standing()).toMatchObject({ counting: 5, brought: 6 });
  });

  it('lists the names that nobody has configured, spellings of one together', async () => {
    const named = (ref: string, activity: string) => row(ref).replace('case-file', activity);
    const { unmatchedNames } = await run(
      false,
      named('R1', 'Themed look'),
      named('R2', 'themed-look'),
      named('R3', 'child'),
    );
    expect(unmatchedNames.filter(({ what }) => what === 'activity')).toEqual([
      { what: 'activity', name: 'Themed look', audits: 2, couldMean: [] },
      { what: 'activity', name: 'child', audits: 1, couldMean: [] },
    ]);
    expect(unmatchedNames.map(({ what }) => what)).not.toContain('subject_type');
  });
});
