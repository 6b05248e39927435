import { withRefsOpenedBy } from '#application';
import { readFileSync } from 'node:fs';
import { importCaseload, importPeople, redrawSample, showDraw } from '#application';
import type { CaseloadImported, PeopleImported, ShownDraw } from '#application';
import { OPERATOR, isRefusal } from '#domain';
import type { Refusal } from '#domain';
import { Council } from '../support/index.js';

const WORKBOOK = readFileSync('test/data/annex-a-sample.xlsx');

describe('people and caseloads from files', () => {
  let council: Council;
  beforeEach(async () => {
    council = await Council.open();
  });
  afterEach(async () => {
    await council.close();
  });

  const done = <Result>(answer: Result | Refusal): Result => {
    if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.sentence}`);
    return answer;
  };
  const people = async (...rows: string[]): Promise<PeopleImported> =>
    done(
      await importPeople(council.first, {
        file: Buffer.from(['ref,name,aliases,email,team,service,manager,roles,from,to', ...rows].join('\n')),
        actor: OPERATOR,
        now: council.now,
        acceptRejects: false,
      }),
    );
  const csv = async (acceptRejects: boolean, ...rows: string[]): Promise<CaseloadImported> =>
    done(
      await importCaseload(council.first, {
        file: Buffer.from(['Child ID,Status,Team,Worker', ...rows].join('\n')),
        fileName: '/somewhere/cases.csv',
        source: 'csv',
        asAt: '2024-04-30',
        actor: OPERATOR,
        acceptRejects,
      }),
    );
  const cases = Array.from({ length: 40 }, (_, index) => `C${100 + index},child in need,Team ${index % 2},Pat`);
  const head = (): Promise<number> => council.first.ledger.store.head();

  it('register people once, with their teams, services and managers', async () => {
    const rows = [
      'W1,Bo Manager,,,East,Care,,team_manager,,',
      'W2,Di Worker,D. Worker,di@example.org,East,Care,W1,practitioner,,',
    ];
    expect(await people(...rows)).toMatchObject({ imported: true, registered: 2, changed: 0, teams: 1 });
    const position = await head();
    expect(await people(...rows)).toMatchObject({ registered: 0, changed: 0, teams: 0 });
    expect(await head()).toBe(position);
    const directory = await withRefsOpenedBy(council.first.ledger, await council.first.references.directory());
    const [boss, worker] = [directory.personByRef('W1'), directory.personByRef('W2')];
    expect(worker?.managerId).toBe(boss?.personId);
    expect(directory.teamByName('east')?.service).toBe('Care');
    expect(await people(rows[0]!, rows[1]!.replace('Di Worker', 'Di Married'))).toMatchObject({ changed: 1 });
  });

  it('import thousands of people, more than one append may hold', async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, index) => `W${index},Person ${index},,p${index}@example.org,East,,,practitioner,,`,
    );
    expect(await people(...rows)).toMatchObject({ registered: 3_000 });
    expect([...(await council.first.references.load()).directory.people()].length).toBeGreaterThan(3_000);
  });

  it('keep out a file with a bad row unless it is accepted', async () => {
    const bad = [...cases, ',child in need,Team 1,Pat'];
    const position = await head();
    expect(await csv(false, ...bad)).toMatchObject({ imported: false, caseloadId: null, rows: { rejected: 1 } });
    expect(await head()).toBe(position);
    expect(await csv(true, ...bad)).toMatchObject({ imported: true, frame: { size: 40 } });
  });

  it('import a caseload once, matching workers by name', async () => {
    const first = await csv(false, ...cases, 'D1,child in need,Team 1,Nobody Known');
    expect(first.warnings.map(({ code }) => code)).toContain('worker_unmatched');
    const position = await head();
    expect((await csv(false, ...cases, 'D1,child in need,Team 1,Nobody Known')).caseloadId).toBe(first.caseloadId);
    expect(await head()).toBe(position);
    const { events } = await council.first.ledger.load(`caseload-${first.caseloadId}`);
    expect(JSON.stringify(events)).not.toContain('Nobody Known');
    expect(JSON.stringify(events)).not.toContain('C100');
    expect(JSON.stringify(events)).toContain(council.idOf('Pat'));
  });

  it('read the published sample workbook', async () => {
    const answer = done(
      await importCaseload(council.first, {
        file: WORKBOOK,
        fileName: 'annex-a-sample.xlsx',
        source: 'annex-a',
        asAt: '2024-04-30',
        actor: OPERATOR,
        acceptRejects: true,
      }),
    );
    expect(answer.imported).toBe(true);
    expect(answer.frame.size).toBeGreaterThan(0);
  });

  it('draw the same lists from the same file, and again after a drawn child has been erased', async () => {
    await csv(false, ...cases);
    const cora = council.actor('Cora', 'coordinator');
    const draw = async (): Promise<ShownDraw> => {
      const { id } = await council.does({
        name: 'DrawSample',
        body: { period: '2024-05', size: 6, activity: 'deep-dive', stratum: 'team', seed: 'may' },
        actor: cora,
      });
      return done(await showDraw(council.first, id));
    };
    const [one, other] = [await draw(), await draw()];
    expect(one.selected).toHaveLength(6);
    expect({ ...one, sample: '' }).toEqual({ ...other, sample: '' });
    expect(await redrawSample(council.first, one.sample)).toEqual({ confirmed: true });
    const erased = one.selected[0]?.subject ?? '';
    const owner = (await council.first.keys.findSubjects([erased])).get(erased) ?? '';
    await council.first.keys.destroy(owner, council.now);
    expect(await redrawSample(council.first, one.sample)).toEqual({ confirmed: true });
    expect(done(await showDraw(council.first, one.sample)).selected[0]?.subject).toBeNull();
  });

  it('refuse a person who may not, and a file that is none', async () => {
    const order = { file: WORKBOOK, fileName: 'x', source: 'csv', asAt: '2024-04-30', acceptRejects: false } as const;
    await expect(
      importCaseload(council.first, { ...order, actor: council.actor('Ann', 'auditor') }),
    ).resolves.toMatchObject({ kind: 'not-allowed' });
    await expect(importCaseload(council.first, { ...order, actor: OPERATOR })).resolves.toMatchObject({
      kind: 'invalid',
      code: 'csv-is-workbook',
    });
  });
});
