import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAnnexA } from './annex-a/read-annex-a.js';
import type { CaseloadImport } from './caseload/caseload-import.js';
import { readCaseloadCsv } from './caseload-csv/read-caseload-csv.js';

const asAt = '2024-05-01';
const bytes = (file: string) => readFileSync(join(process.cwd(), 'test/data/cases', file));
const csv = (file: string) => readCaseloadCsv(bytes(file), { asAt });
const workbook = async (file: string) => readAnnexA(bytes(file), { asAt });
const codes = ({ warnings }: CaseloadImport) => warnings.map(({ code }) => code);
const open = ({ entries }: CaseloadImport) => entries.filter((entry) => entry.open).map(({ importedId }) => importedId);

describe('files that people reported in public', () => {
  it('NULL is no family', () => {
    const caseload = csv('d01-placeholder-family/caseload.csv');
    expect(caseload.size).toBe(20);
    expect(caseload.entries.filter(({ family }) => family !== null)).toEqual([]);
    expect(caseload.warnings.filter(({ code }) => code !== 'header_missing')).toEqual([
      expect.objectContaining({
        code: 'word_for_nothing',
        column: 'Family ID',
        row: 2,
        text: 'The column says "NULL" in 20 rows: taken as left empty.',
      }),
    ]);
  });

  it('NULL, N/A, a dash and none are no teams and no workers', () => {
    const caseload = csv('d02-placeholder-team/caseload.csv');
    expect(caseload.entries.map(({ team, worker }) => [team, worker])).toEqual([
      ['North 1', 'Pia Rowan'],
      ...Array<null[]>(5).fill([null, null]),
    ]);
    expect(caseload.warnings.filter(({ code }) => code === 'word_for_nothing')).toHaveLength(8);
  });

  it('list 6 of Annex A as a CSV is read as in a workbook', () => {
    expect(csv('d05-annex-a-list-as-csv/list6.csv')).toMatchObject({ size: 2, closed: 1, rejected: [] });
    expect(csv('d05-annex-a-list-as-csv/list6-open-assessment.csv')).toMatchObject({
      size: 2,
      closed: 0,
      rejected: [],
    });
  });

  it('a total and a note under a list are no children', async () => {
    const caseload = await workbook('d06-footer-rows/annex-a.xlsx');
    expect(open(caseload)).toEqual(['3601', '3602']);
    expect(caseload.entries).toHaveLength(2);
    expect(caseload.rejected.map(({ sheet, row, column }) => [sheet, row, column])).toEqual([
      ['List 6', 4, 'Child Unique ID'],
      ['List 6', 5, 'Child Unique ID'],
    ]);
  });

  it('headings run together are read', async () => {
    const caseload = await workbook('d07-headers-run-together/annex-a.xlsx');
    expect(open(caseload)).toEqual(['3706', '3707']);
    expect(caseload).toMatchObject({ rejected: [], byStatus: { child_in_need: 1, child_protection: 1 } });
  });

  it('1 and 2 January 1900 close no case, and are told', async () => {
    const caseload = await workbook('d08-zero-dates-close-cases/annex-a.xlsx');
    expect(open(caseload)).toEqual(['3801', '3802', '3803', '3804']);
    expect(
      caseload.warnings
        .filter(({ code }) => code === 'stand_in_date')
        .map(({ row, column, text }) => [row, column, /in (.*?),/.exec(text)?.[1]]),
    ).toEqual([
      [2, 'CIN Closure Date', '2 rows'],
      [4, 'CIN Closure Date', 'one row'],
    ]);
  });

  it('marks and formulas around an id make no other child, and none around a date unreads it', () => {
    expect(csv('d10-marked-ids/marks.csv')).toMatchObject({ size: 1, byStatus: { looked_after: 1 } });
    const equals = csv('d10-marked-ids/equals.csv');
    expect(open(equals)).toEqual(['0040']);
    expect(codes(equals)).not.toContain('ids_alike');
    expect(csv('d10-marked-ids/date-with-mark.csv')).toMatchObject({ size: 1, rejected: [] });
  });

  it('a first line sep=; is no header', () => {
    const caseload = csv('d13-sep-line/caseload.csv');
    expect(open(caseload)).toEqual(['4301']);
    expect(caseload.entries[0]?.rows).toEqual([{ sheet: 'csv', row: 2 }]);
  });

  it('a care leaver with a personal adviser and no social worker has a worker', async () => {
    const caseload = await workbook('d16-personal-adviser-only/annex-a.xlsx');
    expect(caseload.entries.map(({ importedId, worker }) => [importedId, worker])).toEqual([
      ['4601', 'Pia Rowan'],
      ['4602', 'Ola Finch'],
    ]);
    expect(codes(caseload)).toContain('adviser_beside_worker');
    expect(caseload.entries.map(({ otherWorkers }) => otherWorkers.length)).toEqual([1, 0]);
  });

  it('lists without rows are an empty caseload, each told', async () => {
    const caseload = await workbook('d17-empty-lists/annex-a.xlsx');
    expect(caseload).toMatchObject({ size: 0, rows: { read: 0, accepted: 0, rejected: 0 } });
    expect(codes(caseload).filter((code) => code === 'list_empty')).toHaveLength(4);
  });
});
