import * as XLSX from '@e965/xlsx';
import type { Cell } from '../../cell.js';
import { readWorkbook } from '../whole-workbook.fixture.js';
import { oneSheet, xlsx, xlsxParts, type WorkbookParts } from '../workbook-files.fixture.js';
import { zip } from '../zip.fixture.js';

const cellsOf = async (data: string, more: Omit<WorkbookParts, 'sheets'> = {}): Promise<readonly Cell[]> =>
  (await readWorkbook(oneSheet(`<row r="1">${data}</row>`, more))).sheets[0]?.rows[0]?.cells ?? [];
const cellOf = async (data: string, more: Omit<WorkbookParts, 'sheets'> = {}): Promise<Cell | undefined> =>
  (await cellsOf(data, more))[0];
const text = (value: string): Cell => ({ kind: 'text', text: value });

describe('the cells of an .xlsx', () => {
  it.each<[string, string, Cell]>([
    ['a number', '<c r="A1"><v>12.5</v></c>', { kind: 'number', value: 12.5, format: 'General' }],
    ['a number said to be one', '<c r="A1" t="n"><v>1E3</v></c>', { kind: 'number', value: 1000, format: 'General' }],
    ['yes', '<c r="A1" t="b"><v>1</v></c>', { kind: 'yes_no', value: true }],
    ['no', '<c r="A1" t="b"><v>0</v></c>', { kind: 'yes_no', value: false }],
    ['a failed lookup', '<c r="A1" t="e"><v>#N/A</v></c>', { kind: 'error', shown: '#N/A' }],
    ['an error no spreadsheet knows', '<c r="A1" t="e"><v>Ann Lee</v></c>', { kind: 'error', shown: '#ERROR' }],
    ['an inline text', '<c r="A1" t="inlineStr"><is><t>North</t></is></c>', text('North')],
    ['an inline text of runs', '<c t="inlineStr"><is><r><t>No</t></r><r><t>rth</t></r></is></c>', text('North')],
    ['what a formula gave', '<c r="A1" t="str"><f>X()</f><v>North</v></c>', text('North')],
    ['a date as ISO writes it', '<c r="A1" t="d"><v>2024-01-31T00:00:00</v></c>', text('2024-01-31T00:00:00')],
    ['an escaped character', '<c t="inlineStr"><is><t>a_x0009_b_x005F_c</t></is></c>', text('a\tb_c')],
    ['a text in CDATA', '<c t="inlineStr"><is><t><![CDATA[A & B]]></t></is></c>', text('A & B')],
    ['a character by number', '<c t="inlineStr"><is><t>&#x1F31F;&#229;</t></is></c>', text('\u{1F31F}å')],
    ['a text with spaces', '<c t="inlineStr"><is><t xml:space="preserve"> a  b </t></is></c>', text(' a  b ')],
    ['a number that is none', '<c r="A1"><v>12 or so</v></c>', text('12 or so')],
    ['a formula with no result', '<c r="A1"><f>NOW()</f></c>', { kind: 'uncalculated' }],
    ['a formula with an empty result', '<c r="A1"><f>NOW()</f><v></v></c>', { kind: 'uncalculated' }],
    ['a shared formula with no result', '<c r="A1" t="n"><f t="shared" si="0"/></c>', { kind: 'uncalculated' }],
    ['a text formula with no result', '<c r="A1" t="str"><f>A()</f></c>', { kind: 'uncalculated' }],
    ['an error formula with no result', '<c r="A1" t="e"><f>A()</f><v/></c>', { kind: 'uncalculated' }],
  ])('%s', async (_, data, cell) => {
    expect(await cellOf(data)).toEqual(cell);
  });

  it.each([
    ['an empty cell', '<c r="A1" s="1"/>'],
    ['a formula that gives no characters', '<c r="A1" t="str"><f>""</f><v></v></c>'],
    ['an empty text', '<c r="A1" t="inlineStr"><is><t> </t></is></c>'],
  ])('%s is blank', async (_, data) => {
    expect(await cellsOf(data)).toEqual([]);
  });

  it('takes shared strings by number, runs joined and readings left out', async () => {
    const strings =
      '<si><t>North</t></si><si><r><rPr><b/></rPr><t>So</t></r><r><t>uth</t></r><rPh sb="0" eb="1"><t>さう</t></rPh><phoneticPr fontId="1"/></si>';
    expect(await cellsOf('<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>', { strings })).toEqual([
      text('South'),
      text('North'),
    ]);
  });

  it('gives each number its format, the workbook’s own before the built-in ones', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="0000000"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>';
    const cells = await cellsOf('<c s="1"><v>1</v></c><c s="2"><v>1</v></c><c><v>1</v></c><c s="77"><v>1</v></c>', {
      styles,
    });
    expect(cells.map((cell) => cell.kind === 'number' && cell.format)).toEqual([
      'm/d/yy',
      '0000000',
      'General',
      'General',
    ]);
  });

  it('puts cells where they say they are, in rows and columns with gaps or without names', async () => {
    const { sheets } = await readWorkbook(
      oneSheet(
        '<row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row><c r="A9"><v>4</v></c></row>' +
          '<row r="12"/><row r="7"><c r="XFD7"><v>5</v></c><c r="A7"><v>6</v></c></row>',
      ),
    );
    expect(
      sheets[0]?.rows.map(({ row, cells }) => [row, cells.map((cell) => cell.kind === 'number' && cell.value)]),
    ).toEqual([
      [3, [false, false, 1, 2]],
      [4, [3]],
      [7, [6]],
      [9, [4]],
    ]);
  });

  it('keeps what is before a stray value far to the right', async () => {
    expect(await cellsOf('<c r="A1"><v>1</v></c><c r="IW1"><v>2</v></c>')).toHaveLength(1);
  });

  it('reads the value of a merged cell once, where it stands', async () => {
    const [part, ...others] = xlsxParts({
      sheets: [{ name: 'A', data: '<row r="1"><c r="A1"><v>1</v></c><c r="B1"/></row>' }],
    }).reverse();
    const merged = String(part?.content).replace(
      '</worksheet>',
      '<mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>',
    );
    const { sheets } = await readWorkbook(zip({ name: part?.name ?? '', content: merged }, ...others));
    expect(sheets[0]?.rows[0]?.cells).toHaveLength(1);
  });
});

describe('the sheets of an .xlsx', () => {
  const data = '<row r="1"><c r="A1"><v>1</v></c></row>';

  it('come in the order of the workbook, hidden ones said', async () => {
    const { sheets, dateSystem } = await readWorkbook(
      xlsx({
        sheets: [
          { name: 'Now', data },
          { name: 'Old &amp; done', data, state: 'hidden' },
          { name: 'Older', data, state: 'veryHidden' },
        ],
      }),
    );
    expect(sheets.map(({ name, hidden, rows }) => [name, hidden, rows.length])).toEqual([
      ['Now', false, 1],
      ['Old & done', true, 1],
      ['Older', true, 1],
    ]);
    expect(dateSystem).toBe(1900);
  });

  it.each(['date1904="1"', 'date1904="true"'])('count from 1904 where it says %s', async (properties) => {
    expect((await readWorkbook(oneSheet(data, { properties }))).dateSystem).toBe(1904);
  });

  it('are read in strict files, under a prefix, in other places and in UTF-16', async () => {
    const sheets = [{ name: 'A', data }];
    const prefixed = xlsxParts({ sheets }).map((part) => ({
      ...part,
      content: part.name.includes('sheet0')
        ? '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
        : part.content,
    }));
    const wide = xlsxParts({ sheets }).map((part) => ({
      ...part,
      content: Buffer.from(`\ufeff${String(part.content).replace('encoding="UTF-8"', 'encoding="UTF-16"')}`, 'utf16le'),
    }));
    const upper = xlsxParts({ sheets }).map((part) => ({ ...part, name: part.name.toUpperCase() }));
    const kinds = [
      xlsx({ sheets, strict: true }),
      xlsx({ sheets, workbook: 'deep/er/book22.xml' }),
      zip(...prefixed),
      zip(...wide),
      zip(...upper),
      zip(...xlsxParts({ sheets }).filter(({ name }) => name !== '_rels/.rels')),
    ];
    for (const bytes of kinds) {
      expect((await readWorkbook(bytes)).sheets[0]?.rows[0]?.cells).toEqual([
        { kind: 'number', value: 1, format: 'General' },
      ]);
    }
  });

  it('are read from zips that keep sizes in 64 bits or after the content', async () => {
    for (const how of [{ zip64: true }, { descriptor: true }, { method: 0 }]) {
      const bytes = zip(...xlsxParts({ sheets: [{ name: 'A', data }] }).map((part) => ({ ...part, ...how })));
      expect((await readWorkbook(bytes)).sheets[0]?.rows).toHaveLength(1);
    }
  });

  it('hold what another program wrote', async () => {
    const book = XLSX.utils.book_new();
    const written = [
      ['Child ID', 'Date', 'Yes'],
      ['0042', 45_000, true],
      ['"A" <b> & Åsa', -1.5, null],
    ];
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(written), 'List 6');
    const bytes: Uint8Array = XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
    const { sheets } = await readWorkbook(bytes);
    const values = sheets[0]?.rows.map(({ cells }) =>
      cells.map((cell) => (cell.kind === 'text' ? cell.text : 'value' in cell ? cell.value : null)),
    );
    expect(values).toEqual([written[0], written[1], ['"A" <b> & Åsa', -1.5]]);
  });
});
