import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { readAnnexA } from '../annex-a/read-annex-a.js';
import { ImportProblem } from '../import-problem.js';
import { checkZip } from './check-zip.js';
import { readWorkbook } from './read-workbook.js';

const sample = readFileSync(join(process.cwd(), 'test/data/annex-a-sample.xlsx'));

interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** What the directory says it unpacks to; the truth where left out. */
  readonly declared?: number;
  readonly flags?: number;
  readonly method?: number;
}

/** A zip of deflated parts, with room to lie in its directory. Checksums are left at zero. */
function zip(...parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declared = content.length, flags = 0, method = 8 } of parts) {
    const packed = method === 8 ? deflateRawSync(content) : content;
    const title = Buffer.from(name);
    const sizes = Buffer.alloc(26);
    sizes.writeUInt16LE(20, 0);
    sizes.writeUInt16LE(flags, 2);
    sizes.writeUInt16LE(method, 4);
    sizes.writeUInt32LE(packed.length, 14);
    sizes.writeUInt32LE(declared, 18);
    sizes.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), sizes, title, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), sizes, place, title]));
    files.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}

const codeOf = (bytes: Uint8Array): string => {
  try {
    readWorkbook(bytes);
  } catch (cause) {
    if (cause instanceof ImportProblem) return cause.code;
    throw cause;
  }
  return 'none';
};

describe('opening a workbook', () => {
  it('gives stored values: numbers as numbers, errors as errors, nothing as displayed', () => {
    const list6 = readWorkbook(sample).sheets.find((sheet) => sheet.name === 'List 6');
    const [id, , , born] = list6?.rows[1]?.cells ?? [];
    expect(id).toEqual({ kind: 'number', value: 12598894, format: '0' });
    expect(born).toMatchObject({ kind: 'number', value: 36426 });
    expect(list6?.rows[1]?.cells.slice(-2)).toEqual([
      { kind: 'error', shown: '#N/A' },
      { kind: 'error', shown: '#N/A' },
    ]);
  });

  it('finds the parts of a zip made for these tests', () => {
    expect([
      ...checkZip(zip({ name: 'a', content: Buffer.from('one') }, { name: 'b', content: Buffer.from('two') })),
    ]).toEqual(['a', 'b']);
  });

  it('refuses what is no workbook', () => {
    expect(codeOf(Buffer.alloc(0))).toBe('file_empty');
    expect(codeOf(Buffer.from('ref,name\n'))).toBe('workbook_not_zip');
    expect(codeOf(Buffer.from('%PDF-1.7 and so on, and so on'))).toBe('workbook_not_zip');
    expect(codeOf(zip({ name: 'word/document.xml', content: Buffer.from('<w/>') }))).toBe('workbook_not_zip');
    expect(codeOf(Buffer.alloc(33 * 1024 * 1024))).toBe('file_too_large');
  });

  it('refuses a workbook under a password, and one from before 2007', () => {
    const office = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(codeOf(Buffer.concat([office, Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le')]))).toBe(
      'workbook_encrypted',
    );
    expect(codeOf(Buffer.concat([office, Buffer.alloc(504)]))).toBe('workbook_old_format');
    expect(codeOf(zip({ name: 'xl/workbook.xml', content: Buffer.from('x'), flags: 1 }))).toBe('workbook_encrypted');
  });

  it('refuses a damaged workbook', () => {
    expect(codeOf(sample.subarray(0, 20_000))).toBe('workbook_damaged');
    expect(codeOf(zip({ name: 'xl/workbook.xml', content: Buffer.from('x'), method: 99 }))).toBe('workbook_damaged');
    expect(codeOf(zip({ name: 'a', content: Buffer.from('x') }, { name: 'a', content: Buffer.from('y') }))).toBe(
      'workbook_damaged',
    );
    const garbled = Buffer.from(sample);
    garbled.fill(0xff, 1_000, 1_200);
    expect(codeOf(garbled)).toBe('workbook_damaged');
  });

  it('refuses to unpack without end, whatever the zip says of itself', () => {
    const bomb = zip({ name: 'xl/workbook.xml', content: Buffer.alloc(170 * 1024 * 1024), declared: 100 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(codeOf(bomb)).toBe('workbook_too_large');
    const many = Array.from({ length: 20 }, (_, index) => ({ name: `part ${index}`, content: Buffer.alloc(1_000) }));
    expect(() => checkZip(zip(...many), 19_999)).toThrow(ImportProblem);
    expect(checkZip(zip(...many), 20_000).size).toBe(20);
  });

  it('never fails in any other way than by saying why, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, zipped) => {
        try {
          readAnnexA(zipped ? Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), bytes]) : bytes, {
            asAt: '2021-03-31',
          });
        } catch (cause) {
          expect(cause).toBeInstanceOf(ImportProblem);
        }
      }),
    );
  });

  it('never fails in any other way on a workbook with a few bytes changed', () => {
    const change = fc.tuple(fc.nat({ max: sample.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(sample);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const { rows } = readAnnexA(bytes, { asAt: '2021-03-31' });
          expect(rows.read).toBe(rows.accepted + rows.rejected);
        } catch (cause) {
          expect(cause).toBeInstanceOf(ImportProblem);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never fails in any other way on parts that are no XML', () => {
    const parts = [
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/worksheets/sheet1.xml',
      'xl/sharedStrings.xml',
      'xl/styles.xml',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60 }), { minLength: parts.length, maxLength: parts.length }),
        (texts) => {
          const bytes = zip(
            ...parts.map((name, index) => ({
              name,
              content: Buffer.from(`<?xml version="1.0"?>${texts[index] ?? ''}`),
            })),
          );
          try {
            readAnnexA(bytes, { asAt: '2021-03-31' });
          } catch (cause) {
            expect(cause).toBeInstanceOf(ImportProblem);
          }
        },
      ),
    );
  });
});
