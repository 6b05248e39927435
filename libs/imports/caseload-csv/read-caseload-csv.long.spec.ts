import fc from 'fast-check';
import { BOUNDS } from '../bounds.js';
import { ImportProblem } from '../import-problem.js';
import { parseCaseloadMapping } from './csv-columns.js';
import { acceptableId } from '../identifiers/ids.fixture.js';
import { seen } from '../text/seen.fixture.js';
import { readCaseloadCsv, type CaseloadCsvOptions } from './read-caseload-csv.js';

const asAt = '2024-05-31';
const read = (text: string | Uint8Array, options: Partial<CaseloadCsvOptions> = {}) =>
  readCaseloadCsv(typeof text === 'string' ? Buffer.from(text) : text, { asAt, ...options });
const HEADER = 'Child ID,Status,Team,Worker,Service,Family,Start Date,End Date';

describe('a caseload from a CSV', () => {
  it('is a frame in the shape of an Annex A import', () => {
    const caseload = read(`${HEADER}
0012,Child in need,Team A,Ezra Leigh,North,F1,2024-01-01,
0007,a) Looked after child,Team B,Petra Wills,South,F1,01/02/2023,
0003,CP,Team B,Petra Wills,South,,2023-02-01,2024-05-31`);
    expect(caseload).toMatchObject({
      asAt,
      rows: { read: 3, accepted: 3, rejected: 0 },
      size: 2,
      closed: 1,
      byStatus: { child_in_need: 1, child_protection: 0, looked_after: 1, care_leaver: 0 },
      rejected: [],
      warnings: [],
    });
    expect(caseload.entries).toEqual([
      expect.objectContaining({ importedId: '0003', open: false, status: null, team: null }),
      expect.objectContaining({ importedId: '0007', open: true, status: 'looked_after', family: 'F1' }),
      {
        importedId: '0012',
        open: true,
        status: 'child_in_need',
        lists: [{ list: 'csv', open: true }],
        team: 'Team A',
        worker: 'Ezra Leigh',
        service: 'North',
        dateOfBirth: null,
        family: 'F1',
        rows: [{ sheet: 'csv', row: 2 }],
        died: false,
        otherWorkers: [],
      },
    ]);
  });

  it('merges several rows of one child by the same precedence', () => {
    const caseload = read(`${HEADER}
1,child_in_need,Team A,,,,2020-01-01,
1,looked_after,Team B,Petra Wills,,,2023-01-01,2024-01-01
1,child_protection,,Isis Chandler,,,2024-02-01,`);
    expect(caseload.entries).toEqual([
      expect.objectContaining({ status: 'child_protection', team: 'Team A', worker: 'Isis Chandler' }),
    ]);
    expect(caseload.size).toBe(1);
  });

  it('reads the columns a mapping names, and leaves their usual names alone', () => {
    const mapping = parseCaseloadMapping({ id: 'System no.', team: 'Service', worker: 'Key worker' });
    const caseload = read('System no.,Service,Key worker,Child ID,Status\nA-9,Team A,Ezra Leigh,x,CIN', { mapping });
    expect(caseload.entries[0]).toMatchObject({
      importedId: 'A-9',
      team: 'Team A',
      worker: 'Ezra Leigh',
      service: null,
    });
    expect(caseload.warnings).toContainEqual(expect.objectContaining({ column: 'Child ID', code: 'header_unknown' }));
  });

  it('refuses a mapping that names no field, no header, or a header that is not there', () => {
    expect(() => parseCaseloadMapping({ identifier: 'Child ID' })).toThrow(ImportProblem);
    expect(() => parseCaseloadMapping({ id: 7 })).toThrow(ImportProblem);
    expect(() => parseCaseloadMapping({ id: 'A', team: 'a ' })).toThrow(ImportProblem);
    expect(() => parseCaseloadMapping(['Child ID'])).toThrow(ImportProblem);
    expect(() => read(HEADER, { mapping: { team: 'Squad' } })).toThrow('This file has no column "Squad".');
  });

  it('reads foster carers and early help, who have no status of a child', () => {
    const carers = read(
      'Foster carer ID,Status,Team,Supervising social worker\nFC1,Approved,Fostering,Ezra Leigh\nFC2,Closed,,',
      {
        subjectType: 'foster_carer',
      },
    );
    expect(carers.entries).toEqual([
      expect.objectContaining({ importedId: 'FC1', open: true, status: null, worker: 'Ezra Leigh' }),
      expect.objectContaining({ importedId: 'FC2', open: false, status: null }),
    ]);
    expect(carers).toMatchObject({ size: 1, closed: 1 });
    const help = read('Ref,Lead professional,End date\nEH1,Petra Wills,\nEH2,Petra Wills,01/05/2024', {
      subjectType: 'early_help',
    });
    expect(help).toMatchObject({ size: 1, closed: 1 });
  });

  it('rejects rows with sheet, row, column and reason, and counts them', () => {
    const caseload = read(
      `${HEADER}
,CIN,Team A,,,,,
1,Purple,Team A,,,,,

2,CIN,Team A,,,,30/02/2024,
3,CIN,Team A,,,,,soon
1.2E+07,CIN,Team A,,,,,
#N/A,CIN,Team A,,,,,
4,CIN,Team A,Ezra Leigh,,,,,
5,CIN,Team A,,,,,`,
      { sheet: 'cases.csv' },
    );
    expect(caseload.rejected.map(({ sheet, row, column }) => [sheet, row, column])).toEqual([
      ['cases.csv', 2, 'Child ID'],
      ['cases.csv', 3, 'Status'],
      ['cases.csv', 5, 'Start Date'],
      ['cases.csv', 6, 'End Date'],
      ['cases.csv', 7, 'Child ID'],
      ['cases.csv', 8, 'Child ID'],
    ]);
    expect(caseload.rows).toEqual({ read: 8, accepted: 2, rejected: 6 });
  });

  it('rejects a row that runs past its header', () => {
    const shifted = read(`${HEADER}\n4,CIN,Team A,Leigh, Ezra,North,,,2024-06-01`);
    expect(shifted.rejected.map(({ row, column }) => [row, column])).toEqual([[2, '']]);
    expect(read(`${HEADER}\n4,CIN,Team A,Ezra Leigh,North,,,,,`).rejected).toEqual([]);
  });

  it('takes failed lookups as missing and says so', () => {
    const caseload = read(`${HEADER}\n1,CIN,#N/A,#REF!,,,,`);
    expect(caseload.entries[0]).toMatchObject({ team: null, worker: null });
    expect(caseload.warnings.map(({ column, code }) => [column, code])).toEqual([
      ['Team', 'failed_value'],
      ['Worker', 'failed_value'],
    ]);
  });

  it('says what is missed without a column', () => {
    expect(read('Child ID\n1').warnings.map(({ column, code }) => [column, code])).toEqual([
      ['Status', 'header_missing'],
      ['Team', 'header_missing'],
      ['Worker', 'header_missing'],
      ['End', 'header_missing'],
    ]);
    expect(() => read('Team,Worker\nA,B')).toThrow('This file has no column "ID".');
  });

  it('reads any separator, byte order mark, line end and quoting', () => {
    const plain = `${HEADER}\n0012,CIN,"Team A",Ezra Leigh,North,F1,2024-01-01,`;
    for (const variant of [
      `\uFEFF${plain}`,
      plain.replace(/,/g, ';'),
      plain.replace(/,/g, '\t'),
      plain.replace(/\n/g, '\r\n'),
      plain.replace(/^/, '\r\n\r\n'),
    ]) {
      expect(read(variant).entries[0]).toMatchObject({ importedId: '0012', team: 'Team A', family: 'F1' });
    }
    expect(read(`${HEADER}\n1,CIN,"Team ""A"",\nnorth",,,,,`).entries[0]?.team).toBe('Team "A", north');
  });

  it('reads UTF-16, and Windows-1252 with a warning', () => {
    const text = `${HEADER}\n1,CIN,Équipe,Zoë,,,,`;
    expect(read(Buffer.from(`\uFEFF${text}`, 'utf16le')).entries[0]).toMatchObject({ team: 'Équipe', worker: 'Zoë' });
    const windows = read(Buffer.from(text, 'latin1'));
    expect(windows.entries[0]).toMatchObject({ team: 'Équipe', worker: 'Zoë' });
    expect(windows.warnings).toEqual([expect.objectContaining({ code: 'read_as_windows_1252' })]);
  });

  it('refuses a workbook, an empty file and an as-at date that does not exist', () => {
    const codeOf = (run: () => unknown) => {
      try {
        run();
      } catch (cause) {
        if (cause instanceof ImportProblem) return cause.code;
      }
      return 'none';
    };
    expect(codeOf(() => read(Buffer.from('PK\x03\x04rest', 'latin1')))).toBe('csv_is_workbook');
    expect(codeOf(() => read('a\0b'))).toBe('csv_not_text');
    expect(codeOf(() => read(''))).toBe('file_empty');
    expect(codeOf(() => read(`${HEADER}\n"1,CIN`))).toBe('csv_quotes');
    expect(codeOf(() => read(HEADER, { asAt: '2024-02-30' }))).toBe('date_not_real');
  });

  it('is refused as a whole where it lists more subjects than any council has', () => {
    const list = (count: number): string =>
      `Child ID\n${Array.from({ length: count }, (_, index) => `C${index}`).join('\n')}`;
    expect(read(`${list(BOUNDS.subjects)}\nC1`).entries).toHaveLength(BOUNDS.subjects);
    expect(() => read(list(BOUNDS.subjects + 1))).toThrow('over 60000 children');
  });

  it('keeps any id as a reader sees it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(acceptableId, { minLength: 1, maxLength: 20, selector: seen }), (ids) => {
        const found = read(`Child ID,Status\n${ids.map((one) => ` ${one}\u00A0,CIN`).join('\n')}`);
        expect(found.entries.map((entry) => entry.importedId)).toEqual(ids.map(seen).sort());
      }),
    );
  });

  it('never fails in any other way than by saying why, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, headed) => {
        try {
          const { rows, entries, size, closed } = read(
            headed ? Buffer.concat([Buffer.from(`${HEADER}\n`), bytes]) : bytes,
          );
          expect(rows.read).toBe(rows.accepted + rows.rejected);
          expect(entries).toHaveLength(size + closed);
        } catch (cause) {
          expect(cause).toBeInstanceOf(ImportProblem);
        }
      }),
    );
  });
});
