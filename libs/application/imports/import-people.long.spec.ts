import { withRefsOpenedBy } from '../people/open-names.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { OPERATOR, isRefusal } from '#domain';
import type { Actor, PersonRecord } from '#domain';
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

const COLUMNS = ['ref', 'name', 'aliases', 'email', 'team', 'manager', 'roles', 'from', 'to'];

const given = (rows: readonly string[], acceptRejects = false, actor: Actor = OPERATOR) => ({
  file: Buffer.from([COLUMNS.join(), ...rows].join('\n')),
  actor,
  now: NOW,
  acceptRejects,
});

/** A file of these columns, its changes accepted or not. */
async function fileOf(
  columns: readonly string[],
  row: readonly string[],
  acceptChanges: boolean,
): Promise<PeopleImported> {
  const file = Buffer.from([columns.join(), row.join()].join('\n'));
  const answer = await importPeople(engine, { file, actor: OPERATOR, now: NOW, acceptRejects: false, acceptChanges });
  if (isRefusal(answer)) throw new Error(answer.sentence);
  return answer;
}

const refOf = async (person: PersonRecord | undefined): Promise<string> =>
  String((await engine.ledger.openAll([person?.ref ?? '']))[0]);

/** A person as a file would write them. */
async function written(ref: string): Promise<Record<string, string>> {
  const directory = await withRefsOpenedBy(engine.ledger, (await engine.references.load()).directory);
  const person = directory.personByRef(ref);
  if (person === undefined) throw new Error(`There is no ${ref}`);
  const [name = '', email = '', ...aliases] = await engine.ledger.openAll([
    person.name,
    person.email,
    ...person.aliases,
  ] as string[]);
  return {
    ref,
    name,
    email,
    aliases: aliases.join(';'),
    team: directory.team(person.teamId ?? '')?.name ?? '',
    manager: await refOf(directory.person(person.managerId ?? '')),
    roles: person.roles.join(';'),
    from: person.from ?? '',
    to: person.to ?? '',
  };
}

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

  it('only checked says what would be recorded, and records nothing', async () => {
    const before = await head();
    const answer = await importPeople(engine, { ...given(rows), checkOnly: true });
    expect(answer).toMatchObject({ registered: 2, teams: 1, imported: false });
    expect(await head()).toBe(before);
  });

  it('again adds nothing, and changes whom the file changes', async () => {
    await imported(rows);
    const before = await head();
    expect(await imported(rows)).toMatchObject({ registered: 0, changed: 0 });
    expect(await head()).toBe(before);
    const renamed = [rows[0]?.replace('Ann Other', 'Ann Married') ?? '', rows[1] ?? ''];
    const shown = await imported(renamed);
    expect(shown).toMatchObject({ imported: false, changed: 1 });
    expect(shown.changes).toEqual([
      { ref: 'P1', name: 'Ann Other', field: 'name', is: 'Ann Other', becomes: 'Ann Married', waits: false },
    ]);
    expect(await head()).toBe(before);
    expect(await fileOf(COLUMNS, renamed[0]?.split(',') ?? [], true)).toMatchObject({ imported: true, changed: 1 });
    expect(await written('P1')).toMatchObject({ name: 'Ann Married', email: 'ann@example.org' });
  });

  it('leaves everything a file does not say of somebody as it was, and takes away what it says there is none of', async () => {
    await imported([...rows, 'P3,Cyd Chief,,,South,,team_manager,,']);
    const others: Record<string, string> = {
      name: 'Ann Newname',
      aliases: 'A New',
      email: 'new@example.org',
      team: 'South',
      manager: 'P3',
      roles: 'practitioner',
      from: '2024-02-02',
      to: '2030-01-01',
    };
    const unsaid = fc.constantFrom('', 'N/A', '-', 'unknown', 'None', '#N/A');
    const said = fc.record(
      Object.fromEntries(
        Object.entries(others).map(([column, other]) => [
          column,
          column === 'name'
            ? fc.constant(other)
            : fc.oneof(unsaid, fc.constant(other), fc.constantFrom('(none)', ' (None) ')),
        ]),
      ),
      { requiredKeys: ['name', 'roles'] },
    );
    await fc.assert(
      fc.asyncProperty(said, async (row) => {
        await fileOf(COLUMNS, (rows[0] ?? '').replace(/,$/, ',(none)').split(','), true);
        const before = await written('P1');
        const expected = Object.fromEntries(
          Object.entries(before).map(([column, is]) => {
            const value = row[column];
            if (value === undefined || value === others[column]) return [column, value ?? is];
            return [column, value.trim().toLowerCase() === '(none)' ? '' : is];
          }),
        );
        const columns = ['ref', ...Object.keys(row)];
        const cells = ['P1', ...Object.values(row).map((value) => value ?? '')];
        const { changes } = await fileOf(columns, cells, false);
        expect(await written('P1')).toEqual(before);
        expect(changes.map(({ field }) => field as string).sort()).toEqual(
          Object.keys(before)
            .filter((column) => before[column] !== expected[column])
            .sort(),
        );
        await fileOf(columns, cells, true);
        expect(await written('P1')).toEqual(expected);
      }),
      { numRuns: 25 },
    );
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
