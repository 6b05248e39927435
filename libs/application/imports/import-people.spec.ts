import { withRefsOpenedBy } from '../people/open-names.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR, isRefusal } from '#domain';
import type { Actor } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import { readHere } from '#imports';
import { verify } from '#event-store';
import { importPeople } from './import-people.js';
import type { PeopleImported } from './import-people.js';

const NOW = '2026-04-01T09:00:00.000Z';

let place: string;
let engine: Engine;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'plumbline-people-'));
  const dataDir = join(place, 'data');
  engine = await openEngine({
    dataDir,
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

const given = (rows: readonly string[], acceptRejects = false, actor: Actor = OPERATOR) => ({
  file: Buffer.from(['ref,name,aliases,email,team,manager,roles,from,to', ...rows].join('\n')),
  actor,
  now: NOW,
  acceptRejects,
});

async function imported(rows: readonly string[], acceptRejects = false): Promise<PeopleImported> {
  const answer = await importPeople(engine, given(rows, acceptRejects));
  if (isRefusal(answer)) throw new Error(answer.sentence);
  return answer;
}

const head = () => engine.ledger.store.head();

describe('importing people', () => {
  const rows = [
    'P1,Ann Other,A Other,ann@example.org,North,P2,auditor;moderator,2024-01-01,',
    'P2,Bea Boss,,,North,,team_manager,,2027-12-31',
  ];

  it('registers them with their team and manager, names sealed', async () => {
    expect(await imported(rows)).toMatchObject({
      rows: { read: 2, accepted: 2, rejected: 0 },
      registered: 2,
      changed: 0,
      teams: 1,
      imported: true,
    });
    const directory = await withRefsOpenedBy(engine.ledger, await engine.references.directory());
    const [ann, bea] = [directory.personByRef('P1'), directory.personByRef('P2')];
    expect(ann).toMatchObject({ managerId: bea?.personId, roles: ['auditor', 'moderator'], from: '2024-01-01' });
    expect(directory.team(ann?.teamId ?? '')?.name).toBe('North');
    expect(await engine.ledger.openAll([ann?.name, ann?.aliases, ann?.email])).toEqual([
      'Ann Other',
      ['A Other'],
      'ann@example.org',
    ]);
    expect(JSON.stringify(await engine.ledger.store.readAll({ maxCount: 100 }))).not.toMatch(/Ann Other|ann@/);
  });

  it('again adds nothing, and changes whom the file changes', async () => {
    await imported(rows);
    const before = await head();
    expect(await imported(rows)).toMatchObject({ registered: 0, changed: 0 });
    expect(await head()).toBe(before);
    const renamed = [rows[0]?.replace('Ann Other', 'Ann Married') ?? '', rows[1] ?? ''];
    expect(await imported(renamed)).toMatchObject({ registered: 0, changed: 1 });
  });

  it('finds a manager who is known already by name', async () => {
    await imported(rows);
    await imported(['P3,Cyd New,,,North,Bea Boss,practitioner,,']);
    const directory = await withRefsOpenedBy(engine.ledger, await engine.references.directory());
    expect(directory.personByRef('P3')?.managerId).toBe(directory.personByRef('P2')?.personId);
  });

  it('keeps everything out for a bad row, unless the person accepts that', async () => {
    const some = [...rows, 'P3,Cyd,,,North,Nobody,practitioner,,'];
    const before = await head();
    expect(await imported(some)).toMatchObject({
      imported: false,
      rows: { read: 3, accepted: 2, rejected: 1 },
      rejected: [{ row: 4, column: 'manager' }],
    });
    expect(await head()).toBe(before);
    expect(await imported(some, true)).toMatchObject({ imported: true, registered: 2 });
  });

  it('takes many in several appends that verify', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `P${index},Person ${index},,,Team ${index % 7},,auditor,,`);
    expect(await imported(many)).toMatchObject({ registered: 250, teams: 7 });
    expect(await verify(engine.ledger.store, { onFinding: () => undefined })).toMatchObject({ findings: 0 });
    expect([...(await engine.references.load()).directory.people()]).toHaveLength(250);
  });

  it('at the same moment by two does not register anybody twice', async () => {
    await Promise.all([imported(rows), imported(rows)]);
    expect([...(await engine.references.load()).directory.people()]).toHaveLength(2);
  });

  it('takes somebody who was erased for somebody new, who has nothing of theirs', async () => {
    await imported(rows);
    const directory = await withRefsOpenedBy(engine.ledger, await engine.references.directory());
    await engine.keys.destroy(`person:${directory.personByRef('P1')?.personId}`, NOW);
    const erased = directory.personByRef('P1')?.personId;
    expect(await importPeople(engine, given(rows))).toMatchObject({ registered: 1 });
    const now = await withRefsOpenedBy(engine.ledger, await engine.references.directory());
    expect(now.personByRef('P1')?.personId).not.toBe(erased);
  });

  it('is refused whoever does not run people, and for a file that is none', async () => {
    const auditor: Actor = { id: 'somebody', roles: ['auditor'] };
    expect(await importPeople(engine, given(rows, false, auditor))).toMatchObject({ kind: 'not-allowed' });
    expect(await importPeople(engine, { ...given([]), file: Buffer.from('name\nAnn\n') })).toMatchObject({
      code: 'columns-missing',
    });
  });
});
