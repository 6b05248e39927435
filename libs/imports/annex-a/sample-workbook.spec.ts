import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkbook } from '../workbook/whole-workbook.fixture.js';
import { annexACaseload } from './read-annex-a.js';

const bytes = readFileSync(join(process.cwd(), 'test/data/annex-a-sample.xlsx'));
const workbook = await readWorkbook(bytes);
const read = () => annexACaseload(workbook, { asAt: '2021-03-31' });

describe('the public sample workbook, as at 31 March 2021', () => {
  // Counted by hand in the workbook: list 6 has 5 rows, none closed; list 7 has 7, of which 2 without an end date;
  // list 8 has 5, of which 1 ceased in September 2020; list 9 has 6. No child is on two of them.
  it('makes the frame of its lists after precedence', () => {
    const { size, closed, byStatus } = read();
    expect(byStatus).toEqual({ child_in_need: 5, child_protection: 2, looked_after: 4, care_leaver: 6 });
    expect({ size, closed }).toEqual({ size: 17, closed: 6 });
  });

  it('reads every row of lists 3 to 9 and rejects none', () => {
    expect(read().rows).toEqual({ read: 39, accepted: 39, rejected: 0 });
    expect(read().rejected).toEqual([]);
  });

  it('counts ended plans and a ceased period as closed', () => {
    const closed = read().entries.filter((entry) => !entry.open);
    expect(closed.map((entry) => entry.importedId).sort()).toEqual(
      ['10721552', '11811692', '16036763', '3623204', '6913085', '9396243'].sort(),
    );
    expect(closed.every((entry) => entry.status === null)).toBe(true);
  });

  it('keeps a plan open that ended after the as-at date', () => {
    const earlier = annexACaseload(workbook, { asAt: '2021-02-15' });
    expect(earlier.entries.find((entry) => entry.importedId === '10721552')).toMatchObject({
      open: true,
      status: 'child_protection',
      team: 'Locality 4 Unit 1',
      worker: 'Ezra Leigh',
    });
    const onTheDay = annexACaseload(workbook, { asAt: '2021-02-16' });
    expect(onTheDay.entries.find((entry) => entry.importedId === '10721552')?.open).toBe(false);
  });

  it('keeps ids as text, in code-unit order', () => {
    const ids = read().entries.map((entry) => entry.importedId);
    expect(ids).toHaveLength(23);
    expect(ids.every((id) => /^\d{7,8}$/.test(id))).toBe(true);
    expect(ids).toEqual([...ids].sort());
    expect(ids[0]).toBe('10160219');
  });

  it('reports every team and worker of list 6 as a failed lookup and takes them as missing', () => {
    const { warnings, entries } = read();
    const failed = warnings.filter((warning) => warning.code === 'failed_value');
    expect(failed.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`)).toEqual(
      [2, 3, 4, 5, 6].flatMap((row) => [`List 6 ${row} Allocated Team`, `List 6 ${row} Allocated Worker`]),
    );
    const inNeed = entries.filter((entry) => entry.status === 'child_in_need');
    expect(inNeed.map(({ team, worker }) => ({ team, worker }))).toEqual(Array(5).fill({ team: null, worker: null }));
  });

  it('reports the odd headers', () => {
    const odd = read().warnings.filter((warning) => warning.code === 'header_variant');
    expect(odd.filter(({ column }) => column === 'Age').map(({ sheet }) => sheet)).toEqual(
      [3, 4, 5, 6, 7, 8, 9].map((list) => `List ${list}`),
    );
    expect(odd.filter(({ column }) => column !== 'Age').map(({ column }) => column)).toEqual([
      'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))',
      'Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months',
      'Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months',
      'Date of Adoption Order ',
    ]);
  });

  it('says which sheets it did not read', () => {
    const ignored = read().warnings.filter((warning) => warning.code === 'sheet_ignored');
    expect(ignored.map(({ sheet }) => sheet)).toEqual(['List 1', 'List 2', 'List 11']);
  });

  it('reads lists 3 to 5 as thematic frames', () => {
    expect(read().themes.map(({ list, entries }) => [list, entries.length])).toEqual([
      ['3', 6],
      ['4', 5],
      ['5', 5],
    ]);
  });

  it('links families by list 10', () => {
    const linked = read().entries.filter((entry) => entry.family !== null);
    expect(linked.map(({ importedId, family }) => [importedId, family])).toEqual([
      ['10414520', '14158374'],
      ['13782635', '4836911'],
      ['4939073', '15274584'],
      ['6102196', '4012081'],
      ['7961370', '14159183'],
    ]);
  });

  it('names no child and no worker in what it reports', () => {
    const { entries, warnings, rejected } = read();
    const said = [...warnings.map(({ text }) => text), ...rejected.map(({ reason }) => reason)].join('\n');
    for (const { importedId, worker } of entries) {
      expect(said).not.toContain(importedId);
      if (worker !== null) expect(said).not.toContain(worker);
    }
  });
});
