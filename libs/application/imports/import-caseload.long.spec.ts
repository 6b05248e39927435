import { withRefsOpenedBy } from '../people/open-names.js';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR, isRefusal } from '#domain';
import type { FrameEntry } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import { readHere } from '#imports';
import { caseloadFold, caseloadStream } from '../caseload/rows.js';
import { importCaseload } from './import-caseload.js';
import type { CaseloadImportOrder, CaseloadImported } from './import-caseload.js';
import { importPeople } from './import-people.js';

const NOW = '2026-04-01T09:00:00.000Z';
const workbook = readFileSync(join(process.cwd(), 'test/data/annex-a-sample.xlsx'));
const HEADER = 'Child ID,Status,Team,Worker,Family,Start,End';

let place: string;
let engine: Engine;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'plumbline-caseload-'));
  engine = await openEngine({
    dataDir: join(place, 'data'),
    masterKeyFile: join(place, 'data.key'),
    mode: 'tool',
    files: readHere(),
    clock: () => NOW,
  });
});

afterEach(async () => {
  await engine.close();
  rmSync(place, { recursive: true });
});

const csv = (...rows: string[]): Uint8Array => Buffer.from([HEADER, ...rows].join('\n'));
const order = (more: Partial<CaseloadImportOrder> = {}): CaseloadImportOrder => ({
  file: workbook,
  fileName: 'annex-a-sample.xlsx',
  source: 'annex-a',
  asAt: '2021-03-31',
  actor: OPERATOR,
  acceptRejects: false,
  ...more,
});
const list = (...rows: string[]): CaseloadImportOrder =>
  order({ file: csv(...rows), fileName: 'list.csv', source: 'csv', asAt: '2026-03-31' });

async function imported(given: CaseloadImportOrder): Promise<CaseloadImported> {
  const answer = await importCaseload(engine, given);
  if (isRefusal(answer)) throw new Error(answer.sentence);
  return answer;
}

async function entriesOf({ caseloadId }: CaseloadImported): Promise<readonly FrameEntry[]> {
  const { state } = await engine.memories.of(caseloadFold).load(caseloadStream(caseloadId ?? ''));
  return state.stage === 'imported' ? state.parts.flat() : [];
}

const head = () => engine.ledger.store.head();

async function people(...rows: string[]): Promise<void> {
  const file = Buffer.from(['ref,name,aliases,email,team,manager,roles,from,to', ...rows].join('\n'));
  const answer = await importPeople(engine, { file, actor: OPERATOR, now: NOW, acceptRejects: false });
  if (isRefusal(answer)) throw new Error(answer.sentence);
}

describe('importing the public sample workbook as at 31 March 2021', () => {
  it('gives the counts of its lists after precedence', async () => {
    const answer = await imported(order());
    expect(answer.frame).toEqual({
      size: 17,
      closed: 6,
      died: 0,
      byStatus: { child_in_need: 5, child_protection: 2, looked_after: 4, care_leaver: 6 },
    });
    expect(answer.rows).toEqual({ read: 39, accepted: 39, rejected: 0 });
    expect(answer.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['failed_value', 'header_variant', 'worker_unmatched']),
    );
  });

  it('keeps closed cases in the frame, and every id and worker sealed', async () => {
    const entries = await entriesOf(await imported(order()));
    expect(entries).toHaveLength(23);
    expect(entries.filter(({ open }) => !open)).toHaveLength(6);
    expect(entries.map(({ position }) => position)).toEqual(entries.map((_, index) => index));
    const [first] = entries;
    expect(await engine.ledger.openAll(first?.importedId)).toBe('10160219');
    const stored = JSON.stringify(await engine.ledger.store.readAll({ maxCount: 100 }));
    expect(stored).not.toContain('10160219');
    expect(stored).not.toContain('Ezra');
  });

  it('again adds nothing', async () => {
    const first = await imported(order());
    const before = await head();
    expect((await imported(order())).caseloadId).toBe(first.caseloadId);
    expect(await head()).toBe(before);
  });

  it('is another caseload as at another day', async () => {
    const first = await imported(order());
    const second = await imported(order({ asAt: '2021-02-15' }));
    expect(second.caseloadId).not.toBe(first.caseloadId);
    const subjects = async (answer: CaseloadImported): Promise<string[]> =>
      (await entriesOf(answer)).map(({ subjectId }) => subjectId);
    expect(await subjects(second)).toEqual(await subjects(first));
  });
});

describe('a list with workers', () => {
  it('matches their names to people by name and alias, however they are written', async () => {
    await people('W1,Zoë O’Brien,Z OBrien;Zoe Smith,,North,,practitioner,,', 'W2,Kim Lee,,,North,,practitioner,,');
    const answer = await imported(
      list(
        '1,Child in need,North,"OBRIEN, Zoe",,,',
        '2,Child in need,North,zoe  smith,,,',
        '3,Child in need,North,Kim Lee,,,',
        '4,Child in need,North,Max Unknown,,,',
        '5,Child in need,North,max unknown,,,',
        '6,Child in need,North,,,,',
      ),
    );
    const entries = await entriesOf(answer);
    const directory = await withRefsOpenedBy(engine.ledger, await engine.references.directory());
    const [zoe, kim] = ['W1', 'W2'].map((ref) => directory.personByRef(ref)?.personId);
    expect(entries.map(({ practitionerId }) => practitionerId)).toEqual([zoe, zoe, kim, null, null, null]);
    expect(entries.map(({ worker }) => worker)).toEqual([
      'matched',
      'matched',
      'matched',
      'unmatched',
      'unmatched',
      'missing',
    ]);
    expect(entries[3]?.workerOwner).toMatch(/^name:/);
    expect(entries[4]?.workerOwner).toBe(entries[3]?.workerOwner);
    const doubts = answer.warnings.filter(({ code }) => code === 'worker_unmatched');
    expect(doubts).toMatchObject([{ sheet: 'csv', row: 5, text: expect.stringContaining('These 2 cases') }]);
    expect(JSON.stringify(answer.warnings)).not.toMatch(/max/i);
  });

  it('matches a name that two people share to neither, and says so', async () => {
    await people('W1,Kim Lee,,,North,,practitioner,,', 'W2,Kim Lee,,,South,,practitioner,,');
    const answer = await imported(list('1,Child in need,North,Kim Lee,,,'));
    expect((await entriesOf(answer))[0]).toMatchObject({ worker: 'unmatched', practitionerId: null });
    expect(answer.warnings).toContainEqual(expect.objectContaining({ code: 'worker_ambiguous', row: 2 }));
  });

  it('keeps who works a case beside its holder, as people or as sealed names, and spellings of one once', async () => {
    await people('W1,Zoë O’Brien,Z OBrien,,North,,practitioner,,', 'W2,Kim Lee,,,North,,practitioner,,');
    const rows = [
      'Child ID,Status,Team,Worker,Personal Adviser',
      '1,Care leaver,North,Kim Lee,Z OBrien',
      '2,Care leaver,North,Kim Lee,Max Unknown',
      '3,Care leaver,North,Zoë O’Brien,Z OBrien',
      '4,Care leaver,North,,Kim Lee',
    ];
    const answer = await imported({ ...list(), file: Buffer.from(rows.join('\n')) });
    const entries = await entriesOf(answer);
    const directory = await withRefsOpenedBy(engine.ledger, await engine.references.directory());
    const zoe = directory.personByRef('W1')?.personId;
    expect(entries.map(({ otherWorkers }) => otherWorkers)).toEqual([
      [{ practitionerId: zoe, workerOwner: null, workerName: null }],
      [{ practitionerId: null, workerOwner: expect.stringMatching(/^name:/), workerName: expect.any(Object) }],
      undefined,
      undefined,
    ]);
    expect(answer.warnings.filter(({ code }) => code === 'worker_unmatched')).toMatchObject([{ row: 3 }]);
    expect(JSON.stringify(answer.warnings)).not.toMatch(/max/i);
  });

  it('is imported anew once a worker is known', async () => {
    const rows = list('1,Child in need,North,Kim Lee,,,');
    const before = await imported(rows);
    await people('W1,Kim Lee,,,North,,practitioner,,');
    const after = await imported(rows);
    expect(after.caseloadId).not.toBe(before.caseloadId);
    expect((await entriesOf(after))[0]).toMatchObject({ worker: 'matched' });
  });

  it('numbers families in the order of the frame', async () => {
    const answer = await imported(
      list('3,Child in need,N,W,F-9,,', '1,Child in need,N,W,F-2,,', '2,Child in need,N,W,F-9,,', '4,,N,W,,,'),
    );
    expect((await entriesOf(answer)).map(({ family }) => family)).toEqual([0, 1, 1, null]);
  });
});

describe('a list that is only checked', () => {
  it('says what would come in, and leaves the log and the keys as they are', async () => {
    const before = await head();
    const rows = ['1,Child in need,North,Kim,,,', '2,Child in need,North,Kim,,,'];
    const checked = await imported({ ...list(...rows), checkOnly: true });
    expect(checked).toMatchObject({ caseloadId: null, imported: false, frame: { size: 2 }, rejected: [] });
    expect(await head()).toBe(before);
    expect(await engine.keys.findSubjects(['1', '2'])).toEqual(new Map());
    const { warnings, ...told } = await imported(list(...rows));
    expect(checked).toEqual({ ...told, caseloadId: null, imported: false, warnings });
  });
});

describe('a list with rows that cannot be read', () => {
  const rows = ['1,Child in need,North,Kim,,,', '2,Splendid,North,Kim,,,'];

  it('keeps everything out, saying what would have come in', async () => {
    const before = await head();
    const answer = await imported(list(...rows));
    expect(answer).toMatchObject({
      caseloadId: null,
      rows: { read: 2, accepted: 1, rejected: 1 },
      frame: { size: 1 },
      rejected: [{ sheet: 'csv', row: 3, column: 'Status' }],
    });
    expect(await head()).toBe(before);
  });

  it('comes in without them when the person accepts that', async () => {
    const answer = await imported({ ...list(...rows), acceptRejects: true });
    expect(await entriesOf(answer)).toHaveLength(1);
    const again = await imported({ ...list(...rows), acceptRejects: true });
    expect(again.caseloadId).toBe(answer.caseloadId);
  });

  it('is no frame when nothing is left', async () => {
    const answer = await importCaseload(engine, { ...list(rows[1] ?? ''), acceptRejects: true });
    expect(answer).toMatchObject({ code: 'caseload-empty' });
  });
});

describe('a caseload', () => {
  const many = Array.from({ length: 900 }, (_, index) => `${1_000 + index},Child in need,North,Kim,,,`);

  it('that was interrupted goes on where it stopped', async () => {
    let left = 2;
    const stopping = {
      ...engine,
      execute: (call: Parameters<Engine['execute']>[0]) => {
        if (left-- === 0) throw new Error('the machine went away');
        return engine.execute(call);
      },
    };
    await expect(importCaseload(stopping, list(...many))).rejects.toThrow('went away');
    const answer = await imported(list(...many));
    const entries = await entriesOf(answer);
    expect(entries).toHaveLength(900);
    const events = await engine.ledger.load(caseloadStream(answer.caseloadId ?? ''));
    expect(events.events.map(({ type }) => type)).toEqual([
      'caseload-started',
      ...Array<string>(3).fill('caseload-part-recorded'),
      'caseload-imported',
    ]);
  });

  it('imported twice at once is one', async () => {
    const [one, other] = await Promise.all([imported(list(...many)), imported(list(...many))]);
    expect(one.caseloadId).toBe(other.caseloadId);
    expect(await entriesOf(one)).toHaveLength(900);
  });

  it('of foster carers shares no subject with children of the same number', async () => {
    const children = await entriesOf(await imported(list('7,Child in need,North,Kim,,,')));
    const carers = await entriesOf(await imported({ ...list('7,,North,Kim,,,'), subjectType: 'foster_carer' }));
    expect(carers[0]).toMatchObject({ open: true, status: null });
    expect(carers[0]?.subjectId).not.toBe(children[0]?.subjectId);
  });

  it.each<[string, Partial<CaseloadImportOrder>]>([
    ['as-at-future', { asAt: '2026-04-02' }],
    ['date-not-real', { asAt: '2021-02-30' }],
    ['workbook-not-zip', { file: Buffer.from('no workbook') }],
    ['role-missing', { actor: { id: 'somebody', roles: ['auditor'] } }],
  ])('is refused with %s', async (code, wrong) => {
    const before = await head();
    expect(await importCaseload(engine, order(wrong))).toMatchObject({ refused: true, code });
    expect(await head()).toBe(before);
  });
});
