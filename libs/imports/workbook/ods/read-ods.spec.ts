import { readAnnexA } from '../../annex-a/read-annex-a.js';
import type { Cell } from '../../cell.js';
import { problemOf } from '../problem-of.fixture.js';
import { readWorkbook } from '../whole-workbook.fixture.js';
import { ods, odsParts } from '../workbook-files.fixture.js';
import { zip } from '../zip.fixture.js';

const table = (rows: string, more = ''): string => `<table:table table:name="List 6" ${more}>${rows}</table:table>`;
const row = (cells: string): string => `<table:table-row>${cells}</table:table-row>`;
const written = (value: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: number, format = 'General'): Cell => ({ kind: 'number', value, format });

const rowsOf = async (rows: string, styles = '') =>
  (await readWorkbook(ods(table(rows), styles))).sheets[0]?.rows ?? [];

describe('the cells of an .ods', () => {
  it.each<[string, string, Cell]>([
    [
      'a number',
      '<table:table-cell office:value-type="float" office:value="12.5"><text:p>13</text:p></table:table-cell>',
      number(12.5),
    ],
    [
      'a share',
      '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>',
      number(0.5),
    ],
    [
      'a date',
      '<table:table-cell office:value-type="date" office:date-value="2024-01-31"><text:p>31/01/24</text:p></table:table-cell>',
      text('2024-01-31'),
    ],
    [
      'a time',
      '<table:table-cell office:value-type="time" office:time-value="PT1H"><text:p>01:00</text:p></table:table-cell>',
      text('01:00'),
    ],
    [
      'yes',
      '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>',
      { kind: 'yes_no', value: true },
    ],
    ['a text', written('North'), text('North')],
    [
      'a text said beside',
      '<table:table-cell office:value-type="string" office:string-value="North"><text:p>N…</text:p></table:table-cell>',
      text('North'),
    ],
    [
      'a text of two lines',
      '<table:table-cell><text:p>a<text:s text:c="2"/>b</text:p><text:p><text:span>c</text:span><text:line-break/>d</text:p></table:table-cell>',
      text('a  b\nc d'),
    ],
    [
      'a text with a comment',
      '<table:table-cell><office:annotation><text:p>ask Ann</text:p></office:annotation><text:p>North</text:p><draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame></table:table-cell>',
      text('North'),
    ],
    [
      'a failed lookup',
      '<table:table-cell table:formula="of:=X()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
      { kind: 'error', shown: '#N/A' },
    ],
    [
      'an error by number',
      '<table:table-cell table:formula="of:=X()" office:value-type="float" office:value="0"><text:p>Err:508</text:p></table:table-cell>',
      { kind: 'error', shown: 'Err:508' },
    ],
    [
      'an error in other words',
      '<table:table-cell calcext:value-type="error" office:value-type="string"><text:p>Ann Lee</text:p></table:table-cell>',
      { kind: 'error', shown: '#ERROR' },
    ],
    [
      'a formula with its result',
      '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>',
      number(2),
    ],
    ['a formula with no result', '<table:table-cell table:formula="of:=DATE(2024;1;31)"/>', { kind: 'uncalculated' }],
  ])('%s', async (_, cell, expected) => {
    expect((await rowsOf(row(cell)))[0]?.cells).toEqual([expected]);
  });

  it('a formula that gives no characters is blank', async () => {
    expect(
      await rowsOf(row('<table:table-cell table:formula="of:=A1" office:value-type="string" office:string-value=""/>')),
    ).toEqual([]);
  });

  it('shows leading zeros where the style of the cell, its row or its column does', async () => {
    const styles =
      '<number:number-style style:name="N1"><number:number number:min-integer-digits="7"/></number:number-style>' +
      '<style:style style:name="ids" style:family="table-cell" style:data-style-name="N1"/>' +
      '<style:style style:name="bold-ids" style:family="table-cell" style:parent-style-name="ids"/>';
    const cell = (more = '') => `<table:table-cell ${more} office:value-type="float" office:value="42"/>`;
    const [first, second] = await rowsOf(
      `<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ids"/>` +
        row(`${cell()}${cell('table:style-name="bold-ids"')}${cell()}`) +
        `<table:table-row table:default-cell-style-name="ids">${cell()}</table:table-row>`,
      styles,
    );
    expect(first?.cells).toEqual([number(42), number(42, '0000000'), number(42, '0000000')]);
    expect(second?.cells).toEqual([number(42, '0000000')]);
  });
});

describe('the tables of an .ods', () => {
  it('count what repeats as often as it repeats', async () => {
    const rows = await rowsOf(
      `<table:table-header-rows>${row(written('Child ID'))}</table:table-header-rows>` +
        '<table:table-row table:number-rows-repeated="4"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>' +
        `<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>${written('x')}<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="2"/></table:table-row>` +
        '<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    );
    expect(rows.map(({ row: at }) => at)).toEqual([1, 6, 7]);
    expect(rows[2]?.cells).toEqual([{ kind: 'blank' }, { kind: 'blank' }, text('x'), number(1), number(1)]);
  });

  it('leave out what lies under a merged cell, and keep its place', async () => {
    const cells = `<table:table-cell table:number-columns-spanned="2" office:value-type="float" office:value="1"/><table:covered-table-cell office:value-type="float" office:value="9"/>${written('x')}`;
    expect((await rowsOf(row(cells)))[0]?.cells).toEqual([number(1), { kind: 'blank' }, text('x')]);
  });

  it('say which are hidden, and from when days are counted', async () => {
    const styles =
      '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>' +
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>';
    const content =
      '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>' +
      table('', 'table:style-name="ta1"') +
      table('', 'table:style-name="ta2"');
    const { sheets, dateSystem } = await readWorkbook(ods(content, styles));
    expect(sheets.map(({ hidden }) => hidden)).toEqual([false, true]);
    expect(dateSystem).toBe(1904);
  });

  it('make a caseload as those of an .xlsx do', async () => {
    const heads = ['Child Unique ID', 'CIN Start Date', 'CIN Closure Date', 'Allocated Team'].map(written).join('');
    const day = (date: string) => `<table:table-cell office:value-type="date" office:date-value="${date}"/>`;
    const child = (id: string, closed: string) => row(written(id) + day('2023-01-01') + closed + written('North'));
    const { size, closed, entries } = await readAnnexA(
      ods(table(row(heads) + child('0042', '<table:table-cell/>') + child('43', day('2024-01-31T00:00:00')))),
      { asAt: '2024-05-01' },
    );
    expect({ size, closed }).toEqual({ size: 1, closed: 1 });
    expect(entries[0]).toMatchObject({ importedId: '0042', team: 'North', open: true });
  });
});

describe('an .ods is refused', () => {
  it.each([
    [
      'a row that repeats without end',
      '<table:table-row table:number-rows-repeated="999999999">',
      'x',
      'workbook_too_large',
    ],
    ['a number of repeats that is none', '<table:table-row table:number-rows-repeated="-1">', 'x', 'workbook_damaged'],
    ['repeats beyond any number', '<table:table-row table:number-rows-repeated="1e999">', 'x', 'workbook_damaged'],
  ])('for %s', async (_, start, value, code) => {
    const problem = await problemOf(ods(table(`${start}${written(value)}</table:table-row>`)));
    expect(problem.code).toBe(code);
  });

  it('where its rows end below the last there is', async () => {
    const gap = '<table:table-row table:number-rows-repeated="1048576"/>';
    expect((await problemOf(ods(table(gap + row(written('x')))))).code).toBe('workbook_damaged');
  });

  it('where it says it is a spreadsheet and is none', async () => {
    const parts = odsParts('').map((part) => (part.name === 'content.xml' ? { ...part, content: '<html/>' } : part));
    expect((await problemOf(zip(...parts))).code).toBe('workbook_damaged');
  });
});
