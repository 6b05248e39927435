import { BOUNDS } from '../bounds.js';
import { problemOf } from './problem-of.fixture.js';
import { readWorkbook } from './whole-workbook.fixture.js';
import { ods, odsParts, oneSheet, xlsxParts } from './workbook-files.fixture.js';
import { zip, type Part } from './zip.fixture.js';

const MEBIBYTE = 1024 * 1024;
const CELL = '<row r="1"><c r="A1"><v>1</v></c></row>';
const parts = (): Part[] => xlsxParts({ sheets: [{ name: 'A', data: CELL }] });

/** A workbook one of whose parts is not what it should be. */
const withPart = (name: string, change: (part: Part) => Partial<Part>): Buffer =>
  zip(...parts().map((part) => (part.name.endsWith(name) ? { ...part, ...change(part) } : part)));
const sheetOf = (content: string | Buffer): Buffer => withPart('sheet0.xml', () => ({ content }));
const before = (start: string): Buffer =>
  withPart('sheet0.xml', ({ content }) => ({ content: String(content).replace('<worksheet', `${start}<worksheet`) }));
const shared = (index: string): string => `<row r="1"><c r="A1" t="s"><v>${index}</v></c></row>`;
const ZEROS = Buffer.alloc(64 * MEBIBYTE);
const spaces = (mebibytes: number): string => ' '.repeat(mebibytes * MEBIBYTE);
const cellTable = (attributes: string, inside = '<text:p>x</text:p>'): Buffer =>
  ods(
    `<table:table><table:table-row><table:table-cell ${attributes}>${inside}</table:table-cell></table:table-row></table:table>`,
  );

const DAMAGED: readonly (readonly [string, () => Buffer])[] = [
  ['a row beyond the last', () => oneSheet('<row r="4294967295"><c><v>1</v></c></row>')],
  ['a row one beyond the last', () => oneSheet('<row r="1048577"><c><v>1</v></c></row>')],
  ['row 0', () => oneSheet('<row r="0"><c><v>1</v></c></row>')],
  ['a row below 0', () => oneSheet('<row r="-1"><c><v>1</v></c></row>')],
  ['a row that is no number', () => oneSheet('<row r="1e9"><c><v>1</v></c></row>')],
  ['a row with a million figures', () => oneSheet(`<row r="${'9'.repeat(900_000)}"><c><v>1</v></c></row>`)],
  ['column ZZZ', () => oneSheet('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')],
  ['column XFE', () => oneSheet('<row r="1"><c r="XFE1"><v>1</v></c></row>')],
  ['a cell after the last column', () => oneSheet('<row r="1"><c r="XFD1"><v>1</v></c><c><v>2</v></c></row>')],
  ['a cell with no name of one', () => oneSheet('<row r="1"><c r="$A$1"><v>1</v></c></row>')],
  ['a cell of another row', () => oneSheet('<row r="1"><c r="A2"><v>1</v></c></row>')],
  ['a cell in row 4294967295', () => oneSheet('<row><c r="A4294967295"><v>1</v></c></row>')],
  ['two values in one cell', () => oneSheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
  ['one row twice', () => oneSheet(`${CELL}<row r="2"><c><v>1</v></c></row>${CELL}`)],
  ['a shared string there is not', () => oneSheet(shared('7'), { strings: '<si><t>x</t></si>' })],
  ['a shared string below 0', () => oneSheet(shared('-1'), { strings: '<si><t>x</t></si>' })],
  ['a shared string between two', () => oneSheet(shared('0.5'), { strings: '<si><t>x</t></si>' })],
  ['a shared string by the name of a method', () => oneSheet(shared('constructor'), { strings: '<si><t>x</t></si>' })],
  ['a document type', () => before('<!DOCTYPE worksheet>')],
  ['an entity of its own', () => before('<!DOCTYPE worksheet [<!ENTITY a "x">]>')],
  [
    'a billion laughs',
    () =>
      before(
        `<!DOCTYPE w [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, index) => `<!ENTITY a${index} "${'&a;'.repeat(9)}">`).join('')}]>`,
      ),
  ],
  ['an entity of a file', () => before('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>')],
  ['a document type without end', () => sheetOf(`<!DOCTYPE w [${spaces(3)}`)],
  ['an entity nobody knows', () => oneSheet('<row r="1"><c t="inlineStr"><is><t>&a;</t></is></c></row>')],
  ['elements a million deep', () => sheetOf('<a>'.repeat(1_000_000))],
  [
    'elements a hundred deep in a cell',
    () => oneSheet(`<row r="1"><c>${'<v>'.repeat(100)}${'</v>'.repeat(100)}</c></row>`),
  ],
  ['an attribute of three megabytes', () => oneSheet(`<row r="1"><c r="A1" x="${spaces(3)}"/></row>`)],
  [
    'a hundred thousand attributes',
    () => oneSheet(`<row ${Array.from({ length: 150_000 }, (_, index) => `a${index}="0"`).join(' ')}/>`),
  ],
  [
    'a text of three megabytes',
    () => oneSheet(`<row r="1"><c t="inlineStr"><is><t>${'x'.repeat(3 * MEBIBYTE)}</t></is></c></row>`),
  ],
  ['a comment of three megabytes', () => oneSheet(`<!--${spaces(3)}-->`)],
  ['a name of three megabytes', () => sheetOf(`<${'x'.repeat(3 * MEBIBYTE)}>`)],
  ['no end', () => sheetOf('<worksheet><sheetData>')],
  ['ends that cross', () => sheetOf('<worksheet><sheetData></worksheet></sheetData>')],
  ['two outermost elements', () => sheetOf('<worksheet/><worksheet/>')],
  ['no XML', () => sheetOf('row,cell\n1,2\n')],
  ['nothing in it', () => sheetOf('')],
  ['bytes that are no UTF-8', () => sheetOf(Buffer.from('<worksheet>\xff\xfe\xfa</worksheet>', 'latin1'))],
  ['UTF-16 without its mark', () => sheetOf(Buffer.from('<worksheet/>', 'utf16le'))],
  ['half a character in UTF-16', () => sheetOf(Buffer.from('\ufeff<worksheet>\ud800</worksheet>', 'utf16le'))],
  ['characters of value 0', () => sheetOf('<worksheet>\0</worksheet>')],
  [
    'a character by number that is none',
    () => oneSheet('<row r="1"><c t="inlineStr"><is><t>&#xD800;</t></is></c></row>'),
  ],
  ['a sheet that is not in the zip', () => zip(...parts().filter(({ name }) => !name.endsWith('sheet0.xml')))],
  ['a sheet without a link', () => withPart('workbook.xml.rels', () => ({ content: '<Relationships/>' }))],
  ['a workbook that is something else', () => withPart('xl/workbook.xml', () => ({ content: '<html/>' }))],
  [
    'links without end',
    () => withPart('workbook.xml.rels', () => ({ content: `<R>${'<Relationship/>'.repeat(5_000)}</R>` })),
  ],
  ['styles without end', () => oneSheet(CELL, { styles: `<cellXfs>${'<xf/>'.repeat(100_000)}</cellXfs>` })],
  ['a directory that says stored where the part is deflated', () => withPart('sheet0.xml', () => ({ saidMethod: 0 }))],
  [
    'a directory that says deflated where the part is stored',
    () => withPart('sheet0.xml', () => ({ method: 0, saidMethod: 8 })),
  ],
  ['a part that unpacks to more than it says', () => withPart('sheet0.xml', () => ({ declared: 10 }))],
  ['a part that unpacks to less than it says', () => withPart('sheet0.xml', () => ({ declared: 10 * MEBIBYTE }))],
  ['a part that lies of it in 64 bits', () => withPart('sheet0.xml', () => ({ declared: 10, zip64: true }))],
  [
    'a part that lies of it behind its content',
    () => withPart('sheet0.xml', () => ({ declared: 10, descriptor: true })),
  ],
  ['a wrong checksum', () => withPart('sheet0.xml', () => ({ checksum: 1 }))],
  ['a way of packing nobody has', () => withPart('sheet0.xml', () => ({ saidMethod: 99 }))],
  ['a part that is where another is', () => withPart('sheet0.xml', () => ({ at: 0 }))],
  ['a part that is outside the file', () => withPart('sheet0.xml', () => ({ at: 0x7fffffff }))],
  ['a part named twice', () => zip(...parts(), ...parts())],
  ['a part named twice in other letters', () => zip(...parts(), { name: 'XL/WORKBOOK.XML', content: 'x' })],
  ['a part outside the folder', () => zip(...parts(), { name: '../../etc/passwd', content: 'x' })],
  ['a table whose cells repeat without a number', () => cellTable('table:number-columns-repeated="many"')],
  [
    'a table in an entity',
    () =>
      zip(
        ...odsParts('').map((part) => ({
          ...part,
          content: String(part.content).replace('<office:', '<!DOCTYPE o><office:'),
        })),
      ),
  ],
];

const TOO_LARGE: readonly (readonly [string, () => Buffer])[] = [
  [
    'more parts than any',
    () => zip(...parts(), ...Array.from({ length: BOUNDS.parts }, (_, index) => ({ name: `p${index}`, content: '' }))),
  ],
  [
    'more sheets than any',
    () =>
      withPart('xl/workbook.xml', () => ({
        content: `<workbook><sheets>${'<sheet name="A"/>'.repeat(1_000)}</sheets></workbook>`,
      })),
  ],
  ['65 MB of shared strings', () => oneSheet(CELL, { strings: `<si><t>${'x'.repeat(1_000_000)}</t></si>`.repeat(65) })],
  ['rows without end', () => oneSheet('<row><c><v>1</v></c></row>'.repeat(BOUNDS.rows + 1))],
  [
    'rows of one far cell',
    () =>
      oneSheet(
        Array.from({ length: 40_000 }, (_, row) => `<row r="${row + 1}"><c r="IV${row + 1}"><v>1</v></c></row>`).join(
          '',
        ),
      ),
  ],
  [
    'a row of a table a million times',
    () =>
      ods(
        '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>',
      ),
  ],
  [
    'rows of a table with cells that repeat',
    () =>
      ods(
        '<table:table><table:table-row table:number-rows-repeated="400000"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row></table:table>',
      ),
  ],
  ['tables without end', () => ods('<table:table/>'.repeat(1_000))],
];

describe('a workbook made to harm', () => {
  it.each(DAMAGED)('is damaged: %s', async (_, make) => {
    expect((await problemOf(make())).code).toBe('workbook_damaged');
  });

  it.each(TOO_LARGE)('is too large: %s', async (_, make) => {
    expect((await problemOf(make())).code).toBe('workbook_too_large');
  });

  it.each<[string, () => Buffer]>([
    ['a zip in it', () => zip(...parts(), { name: 'xl/embeddings/book.xlsx', content: zip(...parts()) })],
    [
      'a bomb in a part nobody reads',
      () => zip(...parts(), { name: 'xl/media/image1.png', content: ZEROS, declared: 10 }),
    ],
    ['an encrypted part nobody reads', () => zip(...parts(), { name: 'xl/vba.bin', content: 'x', flags: 1 })],
    [
      'a stray cell in the last row and column',
      () => oneSheet(`${CELL}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`),
    ],
    ['empty rows without end', () => oneSheet(CELL + '<row/>'.repeat(900_000))],
  ])('is read for what it holds: %s', async (_, make) => {
    const { sheets } = await readWorkbook(make());
    expect(sheets[0]?.rows).toHaveLength(1);
  });
});
