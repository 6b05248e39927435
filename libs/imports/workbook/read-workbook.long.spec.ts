import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readAnnexA } from '../annex-a/read-annex-a.js';
import { ImportProblem } from '../import-problem.js';
import { problemOf } from './problem-of.fixture.js';
import { readWorkbook } from './whole-workbook.fixture.js';
import { oneSheet, xlsxParts } from './workbook-files.fixture.js';
import { zip } from './zip.fixture.js';

const data = (...path: string[]): Buffer => readFileSync(join(process.cwd(), 'test/data', ...path));
const sample = data('annex-a-sample.xlsx');
const codeOf = async (bytes: Uint8Array): Promise<string> => (await problemOf(bytes)).code;

describe('opening a workbook', () => {
  it('gives stored values: numbers as numbers, errors as errors, nothing as displayed', async () => {
    const list6 = (await readWorkbook(sample)).sheets.find((sheet) => sheet.name === 'List 6');
    const [id, , , born] = list6?.rows[1]?.cells ?? [];
    expect(id).toEqual({ kind: 'number', value: 12598894, format: '0' });
    expect(born).toMatchObject({ kind: 'number', value: 36426 });
    expect(list6?.rows[1]?.cells.slice(-2)).toEqual([
      { kind: 'error', shown: '#N/A' },
      { kind: 'error', shown: '#N/A' },
    ]);
  });

  it('tells a formula whose result was not saved', async () => {
    const { rejected, size } = await readAnnexA(data('cases/d09-formula-without-result/annex-a.xlsx'), {
      asAt: '2024-05-01',
    });
    expect(rejected).toEqual([
      expect.objectContaining({ row: 2, column: 'CIN Closure Date' }),
      expect.objectContaining({ row: 3, column: 'Allocated Team' }),
    ]);
    expect(size).toBe(1);
  });

  it('keeps characters beyond 16 bits', async () => {
    const file = data('cases/d11-characters-beyond-16-bits/annex-a.xlsx');
    const { entries } = await readAnnexA(file, { asAt: '2024-05-01' });
    expect(entries.map(({ importedId }) => importedId)).toEqual(['K-\u0BB7', 'K-\u{20BB7}']);
    expect(entries.map(({ team }) => team)).toContain('Team \u{1F31F}');
  });

  it('finds the workbook where the package says it is', async () => {
    const file = data('cases/d12-workbook-part-elsewhere/annex-a.xlsx');
    expect((await readAnnexA(file, { asAt: '2024-05-01' })).size).toBe(1);
  });

  it.each([
    ['an empty file', 'file_empty', Buffer.alloc(0)],
    ['a file larger than any return', 'file_too_large', Buffer.alloc(33 * 1024 * 1024)],
    ['a CSV', 'workbook_not_zip', Buffer.from('ref,name\n')],
    ['a zip cut short', 'workbook_damaged', sample.subarray(0, 20_000)],
    ['a zip of nothing', 'workbook_not_zip', zip({ name: 'a.txt', content: 'x' })],
  ])('refuses %s', async (_, code, bytes) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  const office = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  it.each([
    ['an old Excel file', Buffer.concat([office, Buffer.alloc(504)]), 'old Excel file (.xls)'],
    [
      'a workbook under a password',
      Buffer.concat([office, Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le')]),
      'protected by a password',
    ],
    ['an encrypted part', zip(...xlsxParts({ sheets: [] }).map((part) => ({ ...part, flags: 1 }))), 'a password'],
    [
      'a spreadsheet under a password',
      zip(
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
        { name: 'META-INF/manifest.xml', content: '<manifest><file-entry><encryption-data/></file-entry></manifest>' },
        { name: 'content.xml', content: Buffer.alloc(100, 7) },
      ),
      'a password',
    ],
    ['a PDF', Buffer.from('%PDF-1.7 and so on, and so on'), 'This is a PDF'],
    ['a web page', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'a web page'],
    ['an XML spreadsheet', Buffer.from('\ufeff<?xml version="1.0"?><Workbook></Workbook>'), 'an XML file'],
    ['a Word document', zip({ name: 'word/document.xml', content: '<w/>' }), 'a Word document'],
    ['an Excel binary workbook', zip({ name: 'xl/workbook.bin', content: 'x' }), '(.xlsb)'],
    ['a Numbers file', zip({ name: 'Index/Document.iwa', content: 'x' }), 'Apple Numbers'],
    ['an OpenDocument text', zip({ name: 'content.xml', content: '<x/>' }), 'no spreadsheet'],
    ['a workbook in a zip', zip({ name: 'May/annex-a.xlsx', content: oneSheet('') }), 'Take the workbook out'],
  ])('says what to do with %s', async (_, bytes, says) => {
    expect((await problemOf(bytes)).sentence).toContain(says);
  });
});

describe('whatever the bytes', () => {
  const rowsOrRefusal = async (bytes: Uint8Array): Promise<void> => {
    try {
      const { rows } = await readAnnexA(bytes, { asAt: '2021-03-31' });
      expect(rows.read).toBe(rows.accepted + rows.rejected);
    } catch (cause) {
      expect(cause).toBeInstanceOf(ImportProblem);
    }
  };

  it('says why where they are no workbook', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, zipped) =>
        rowsOrRefusal(zipped ? Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), bytes]) : bytes),
      ),
    );
  });

  const honest = oneSheet(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Child Unique ID</t></is></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
      '<row r="2"><c r="A2"><v>7001</v></c><c r="B2" s="1"><v>45000</v></c><c r="C2"><f>NOW()</f></c></row>',
    {
      strings: '<si><t>CIN Start Date</t></si><si><r><t>CIN Closure </t></r><r><t>Date</t></r></si>',
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
    },
  );
  it.each([
    ['the sample', sample],
    ['a small workbook', honest],
  ])('gives rows or a refusal for %s with bytes changed, dropped and doubled', async (_, whole) => {
    const at = fc.nat({ max: whole.length - 1 });
    const change = fc.oneof(
      fc.record({ at, put: fc.uint8Array({ minLength: 1, maxLength: 8 }), drop: fc.constant(0) }),
      fc.record({ at, put: fc.constant(new Uint8Array()), drop: fc.integer({ min: 1, max: 64 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) =>
        rowsOrRefusal(
          changes.reduce<Uint8Array>(
            (bytes, { at: place, put, drop }) =>
              Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + (drop || put.length))]),
            whole,
          ),
        ),
      ),
      { numRuns: 150 },
    );
  });

  it('gives the same rows or a refusal where one byte inside a part is another', async () => {
    const stored = zip(
      ...xlsxParts({ sheets: [{ name: 'A', data: '<row r="1"><c r="A1"><v>7001</v></c></row>' }] }).map((part) => ({
        ...part,
        method: 0,
      })),
    );
    const before = JSON.stringify(await readWorkbook(stored));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: stored.length - 1 }), fc.integer({ min: 1, max: 255 }), async (place, by) => {
        const bytes = Buffer.from(stored);
        bytes.writeUInt8((bytes.readUInt8(place) + by) % 256, place);
        try {
          expect(JSON.stringify(await readWorkbook(bytes))).toBe(before);
        } catch (cause) {
          if (!(cause instanceof ImportProblem)) throw cause;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives rows or a refusal where its parts are any XML', async () => {
    const names = ['row', 'c', 'v', 'f', 'is', 't', 'si', 'r', 'rPh', 'sheetData', 'x'];
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, depthSize: 'medium' },
        fc.constantFrom('', '1', '7001', '&lt;', '_x0041_', ' '),
        fc
          .tuple(
            fc.constantFrom(...names),
            fc.constantFrom('', 'r="A1"', 'r="1"', 'r="ZZZ9"', 't="s"', 't="str"', 't="d"', 's="9"', 'r="B2" t="e"'),
            fc.array(tie('tree'), { maxLength: 4 }),
          )
          .map(([name, attribute, inside]) => `<${name} ${attribute}>${inside.join('')}</${name}>`),
      ),
    }));
    await fc.assert(fc.asyncProperty(tree, tree, (data, strings) => rowsOrRefusal(oneSheet(data, { strings }))));
  });
});
