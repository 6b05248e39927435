import Database from 'better-sqlite3';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR, isRefusal } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import { readHere } from '#imports';
import { importCaseload } from '../imports/import-caseload.js';
import { importHistoricAudits } from '../imports/import-historic-audits.js';
import { redrawSample, showDraw } from './drawn-sample.js';
import { sampleFold } from './rows.js';
import type { ShownDraw } from './drawn-sample.js';

const NOW = '2026-04-01T09:00:00.000Z';
const places: string[] = [];
const open: Engine[] = [];

async function council(): Promise<{ engine: Engine; dataDir: string }> {
  const place = mkdtempSync(join(tmpdir(), 'plumbline-draw-'));
  places.push(place);
  return again(join(place, 'data'));
}

async function again(dataDir: string): Promise<{ engine: Engine; dataDir: string }> {
  const engine = await openEngine({
    dataDir,
    masterKeyFile: `${dataDir}.key`,
    mode: 'tool',
    files: readHere(),
    clock: () => NOW,
  });
  open.push(engine);
  return { engine, dataDir };
}

afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
  for (const place of places.splice(0)) rmSync(place, { recursive: true });
});

const rows = Array.from(
  { length: 60 },
  (_, index) => `${2_000 + index},Child in need,${index % 3 === 0 ? 'North' : 'South'},Kim,F-${index >> 1},,`,
);

async function importList(engine: Engine, of: readonly string[] = rows): Promise<void> {
  const file = Buffer.from(['Child ID,Status,Team,Worker,Family,Start,End', ...of].join('\n'));
  const order = {
    file,
    fileName: 'list.csv',
    source: 'csv' as const,
    asAt: '2026-02-28',
    actor: OPERATOR,
    acceptRejects: false,
  };
  expect(await importCaseload(engine, order)).toHaveProperty('caseloadId', expect.any(String));
}

async function draw(engine: Engine, body: object = {}): Promise<ShownDraw> {
  const answer = await engine.execute({
    name: 'DrawSample',
    body: { period: '2026-03', size: 6, stratum: 'team', seed: 'spring', ...body },
    actor: OPERATOR,
  });
  if ('refused' in answer) throw new Error(answer.sentence);
  const shown = await showDraw(engine, answer.id);
  if (isRefusal(shown)) throw new Error(shown.sentence);
  return shown;
}

const lists = ({ selected, reserves, excluded }: ShownDraw) => ({ selected, reserves, excluded });

function alter(dataDir: string, change: (entries: Record<string, unknown>[]) => void): void {
  const db = new Database(join(dataDir, 'events.db'));
  const part = db
    .prepare<[], { position: number; data: string }>(
      `SELECT position, data FROM events WHERE type = 'caseload-part-recorded.v1'`,
    )
    .get();
  const data = JSON.parse(part?.data ?? '{}') as { entries: Record<string, unknown>[] };
  change(data.entries);
  db.prepare('UPDATE events SET data = ? WHERE position = ?').run(JSON.stringify(data), part?.position);
  db.close();
}

describe('a draw', () => {
  it('shows the ids as imported, and is the same drawn twice and in another deployment', async () => {
    const [here, there] = [(await council()).engine, (await council()).engine];
    await importList(here);
    await importList(there);
    const drawn = await draw(here);
    expect(drawn.selected).toHaveLength(6);
    expect(drawn.reserves).toHaveLength(6);
    expect(rows.map((row) => row.slice(0, 4))).toEqual(
      expect.arrayContaining([...drawn.selected, ...drawn.reserves].map(({ subject }) => subject)),
    );
    expect(drawn.selected.filter(({ stratum }) => stratum === 'North')).toHaveLength(2);
    expect(lists(await draw(here))).toEqual(lists(drawn));
    const elsewhere = await draw(there);
    expect(lists(elsewhere)).toEqual(lists(drawn));
    expect(elsewhere.frameHash).not.toBe(drawn.frameHash);
  });

  it('without a seed records the one it was given', async () => {
    const { engine } = await council();
    await importList(engine);
    const first = await draw(engine, { seed: null });
    expect(lists(await draw(engine, { seed: first.seed }))).toEqual(lists(first));
    expect((await draw(engine, { seed: null })).seed).not.toBe(first.seed);
  });

  it('leaves out whom an earlier audit rests on', async () => {
    const { engine } = await council();
    await importList(engine);
    const before = await draw(engine);
    const { state } = await engine.memories.of(sampleFold).load(`sample-${before.sample}`);
    const held = state.stage === 'undrawn' ? [] : state.drawn.selected;
    for (const [index, { subjectId }] of held.entries()) {
      const body = { subjectId, activity: 'case-file', auditId: `a${index}` };
      const answer = await engine.execute({ name: 'ReserveLiveAudit', body, actor: OPERATOR });
      expect(answer).toHaveProperty('accepted', true);
    }
    const after = await draw(engine, { activity: 'case-file' });
    expect(after.excluded).toContainEqual({ reason: 'live_audit', count: 6 });
    const gone = new Set(before.selected.map(({ subject }) => subject));
    expect(after.selected.filter(({ subject }) => gone.has(subject))).toEqual([]);
    expect(await redrawSample(engine, after.sample)).toEqual({ confirmed: true });
  });
});

describe('the cooldown', () => {
  it.each(['Deep dive', 'deep-dive', 'DEEP_DIVE', 'Themed look'])(
    'counts an earlier audit whose activity is written %j',
    async (activity) => {
      const { engine, dataDir } = await council();
      await importList(engine);
      const before = await draw(engine);
      const file = join(dataDir, '..', 'audits.csv');
      const audits = before.selected.map(
        ({ subject }, index) => `R${index},${activity},,,child,${subject},,,,2026-03-01,ofsted,good,no,good,no`,
      );
      writeFileSync(
        file,
        `ref,activity,service,team,subject_type,subject_ref,worker_ref,auditor_ref,auditor_role,audited_on,scale,first_grade,moderated,final_grade,at_risk\n${audits.join('\n')}`,
      );
      const order = { file, actor: OPERATOR, now: NOW, today: '2026-04-01', acceptRejects: false };
      expect(await importHistoricAudits(engine, order)).toMatchObject({ imported: true });
      const after = await draw(engine);
      const meant = activity !== 'Themed look';
      expect(after.excluded.find(({ reason }) => reason === 'cooldown')?.count).toBe(meant ? 6 : undefined);
      expect(await redrawSample(engine, after.sample)).toEqual({ confirmed: true });
    },
  );
});

describe('a redraw', () => {
  it('confirms a draw, also after a drawn child has been erased', async () => {
    const { engine } = await council();
    await importList(engine);
    const drawn = await draw(engine);
    expect(await redrawSample(engine, drawn.sample)).toEqual({ confirmed: true });
    const [first] = drawn.selected;
    const owner = (await engine.keys.findSubjects([first?.subject ?? ''])).get(first?.subject ?? '');
    await engine.keys.destroy(owner ?? '', NOW);
    expect(await redrawSample(engine, drawn.sample)).toEqual({ confirmed: true });
    const shown = await showDraw(engine, drawn.sample);
    expect(shown).toMatchObject({
      selected: [{ subject: null, stratum: first?.stratum }, ...drawn.selected.slice(1)],
    });
  });

  it.each<[string, (entries: Record<string, unknown>[]) => void]>([
    ['its team', (entries) => entries.forEach((entry) => (entry['team'] = 'East'))],
    ['whether it is open', (entries) => Object.assign(entries[0] ?? {}, { open: false, status: null })],
    ['its subject', (entries) => Object.assign(entries[0] ?? {}, { subjectId: 'somebody-else' })],
    ['being there', (entries) => entries.pop()],
  ])('says so when an entry of the frame has lost or changed %s', async (_what, change) => {
    const { engine, dataDir } = await council();
    await importList(engine);
    const { sample } = await draw(engine);
    await engine.close();
    alter(dataDir, change);
    const outcome = await redrawSample((await again(dataDir)).engine, sample);
    expect(outcome).toMatchObject({ confirmed: false });
    expect(JSON.stringify(outcome)).toContain('frame');
  });

  it('says so when the caseload is not whole', async () => {
    const { engine, dataDir } = await council();
    await importList(engine);
    const { sample } = await draw(engine);
    await engine.close();
    const db = new Database(join(dataDir, 'events.db'));
    db.exec(`DELETE FROM events WHERE type = 'caseload-imported.v1'`);
    db.close();
    expect(await redrawSample((await again(dataDir)).engine, sample)).toMatchObject({ code: 'unknown-caseload' });
  });

  it('knows no sample that was never drawn', async () => {
    const { engine } = await council();
    const nowhere = '00000000-0000-4000-8000-000000000000';
    expect(await redrawSample(engine, nowhere)).toMatchObject({ code: 'unknown-sample' });
    expect(await showDraw(engine, nowhere)).toMatchObject({ code: 'unknown-sample' });
  });
});
