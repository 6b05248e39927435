import fc from 'fast-check';
import { textCell, type Cell } from '../cell.js';
import { whyNoRecord } from './no-record.js';
import { readFamily, readIdentifier, readReference, readSubjectId } from './read-identifier.js';

const number = (value: number, format = 'General'): Cell => ({ kind: 'number', value, format });
const value = (id: string) => ({ is: 'value', value: id });

describe('what stands around an id', () => {
  const MARKS = ['\u200E', '\u200F', '\u202A', '\u202C', '\u202E', '\u2066', '\u2069', '\uFEFF', '\u200B', '\u200D'];
  const MORE_MARKS = [
    '\u00AD',
    '\u061C',
    '\u180E',
    '\u2060',
    '\u2063',
    '\u034F',
    '\u3164',
    '\uFE0F',
    '\u{E0020}',
    '\u0007',
  ];

  it('is none of it: marks, spaces, quotation marks and formulas make no other child', () => {
    const id = fc.stringMatching(/^[0-9A-Z]{1,4}[0-9]{1,8}$/);
    const mark = fc.constantFrom('', ...MARKS, ...MORE_MARKS, ' ', '\u00A0', '\t');
    const around = fc.constantFrom<(id: string) => string>(
      (it) => it,
      (it) => `="${it}"`,
      (it) => `= "${it}"`,
      (it) => `'${it}`,
      (it) => `‘${it}`,
      (it) => `'${it}'`,
      (it) => `"${it}"`,
      (it) => `“${it}”`,
      (it) => `="'${it}"`,
    );
    fc.assert(
      fc.property(id, mark, mark, around, (it, before, after, wrap) => {
        fc.pre(readSubjectId(textCell(it)).is === 'value');
        for (const read of [readIdentifier, readReference, readSubjectId]) {
          expect(read(textCell(`${before}${wrap(`${before}${it}${after}`)}${after}`))).toEqual(value(it));
        }
      }),
    );
  });

  it.each([...MARKS, ...MORE_MARKS])('is dropped within it as well: %j', (mark) => {
    expect(readIdentifier(textCell(`40${mark}01`))).toEqual(value('4001'));
  });

  it('leaves a name its apostrophe', () => {
    expect(textCell("'t Hooft")).toEqual({ kind: 'text', text: "'t Hooft" });
    expect(textCell("'40 North")).toEqual({ kind: 'text', text: '40 North' });
    expect(textCell('=""')).toEqual({ kind: 'blank' });
    expect(textCell('="He said ""no"""')).toEqual({ kind: 'text', text: 'He said "no"' });
    expect(textCell('="#N/A"')).toEqual({ kind: 'error', shown: '#N/A' });
  });
});

describe('ids that a spreadsheet has spoilt', () => {
  it.each([
    ...['1.23E+05', '1E+12', '1,2E+07', '1.2e+07', '1.23E5', '40.0', '0040.00', '1,040', '12,345,678', '1,040.00'],
    ...['01-Feb', '1-Feb', 'Feb-40', '3-Sept-2021', '1 Jan 24', 'September-01', '01/02/2023', '2023-02-01', '1.2.2023'],
  ])('are refused as text: %j', (text) => {
    expect(readIdentifier(textCell(text))).toMatchObject({ is: 'unreadable' });
  });

  it.each<[number, string]>([
    [45000, 'dd/mm/yyyy'],
    [45000, 'mmm-yy'],
    [45000, '[$-F800]dddd, mmmm dd, yyyy'],
    [12.5, 'General'],
    [-4, '0'],
    [1e15, '0'],
  ])('are refused as numbers: %d shown as %s', (stored, format) => {
    expect(readIdentifier(number(stored, format))).toMatchObject({ is: 'unreadable' });
  });

  it.each<[number, string, string]>([
    [40, '0000', '0040'],
    [40, '0', '40'],
    [40, '#,##0', '40'],
    [40, '[Red]0', '40'],
    [40, '"day "0', '40'],
    [12598894123, '0.0E+0', '12598894123'],
  ])('are not numbers as such: %d shown as %s is %s', (stored, format, id) => {
    expect(readIdentifier(number(stored, format))).toEqual(value(id));
  });

  it.each(['E5', '12E3', 'AB-40.1', '2021-123', '3/2021', '40.1', 'MAY-X', 'Mark 7'])('are not %j', (id) => {
    expect(readIdentifier(textCell(id))).toEqual(value(id));
  });
});

describe('what stands for nobody', () => {
  it.each(['0', '00000', '000', '999', '99999', '-1', 'NULL', '-', 'unknown'])('%j is no family', (text) => {
    expect(readFamily(textCell(text))).toMatchObject({ is: 'nothing' });
  });
  it('nor are 0, -1 and 99999 as numbers, and 10 and 99 are families', () => {
    for (const stored of [0, -1, 99999]) expect(readFamily(number(stored))).toMatchObject({ is: 'nothing' });
    expect([readFamily(number(10)), readFamily(textCell('99'))]).toEqual([value('10'), value('99')]);
  });
  it('is no child either', () => {
    for (const cell of [textCell('0'), textCell('00000'), number(0), number(0, '00000')]) {
      expect(readSubjectId(cell)).toMatchObject({ is: 'unreadable' });
    }
    for (const text of ['NULL', 'N/A', 'NA', '-', 'None', '(blank)']) {
      expect(readSubjectId(textCell(text))).toMatchObject({ is: 'nothing' });
    }
  });
});

describe('rows of a report that are no records', () => {
  it.each([
    ...[
      'Total',
      'TOTAL',
      'Grand Total',
      'Sub-total',
      'Subtotal: 12',
      'Totals',
      'Total 2',
      'Count',
      'Sum: 40',
      'N = 12',
    ],
    ...[
      'Number of children',
      'No. of cases',
      '2 rows',
      '(2 rows affected)',
      '12 records',
      'Rows: 12',
      'Page 1 of 3',
      '1 of 3',
    ],
    ...['End of report', '*** End of file ***', '-- END --', 'EOF', 'Extract run 01/05/2024 by the performance team'],
    ...[
      'Extracted on 1 May',
      'Report run: 12:00',
      'Run date 01/05/2024',
      'Generated by Mosaic',
      'Produced: May',
      'Data as at',
    ],
    ...['Date: 01/05/2024', 'Completion time: 2024-05-01', 'Source: Mosaic', 'Source', 'Filters: Open', 'Report date'],
    ...[
      'Notes',
      'Note:',
      'NB',
      'Note 1: only open cases',
      '* Notes',
      'Confidential',
      'OFFICIAL-SENSITIVE',
      'Key: a) open',
    ],
    ...['Excludes unborn children and private fostering', 'All children open to the team'],
  ])('%j', (text) => {
    expect(whyNoRecord(text)).not.toBeNull();
    expect(readSubjectId(textCell(text))).toMatchObject({ is: 'unreadable' });
  });

  it.each([
    ...[
      '3601',
      '0040',
      'AB 12',
      'KEY-12',
      'RUN12',
      'DATE1',
      'MAX',
      'SUM1',
      'NOTE7',
      'PRIVATE-12',
      'CASE 12',
      'A-9',
      'é',
    ],
    ...['FC1', 'C 12 34', 'Annette', 'Sumner', 'TOTALLY1', 'Keyes', 'X/2021/12'],
  ])('%j is an id', (text) => {
    expect(whyNoRecord(text)).toBeNull();
  });
});
