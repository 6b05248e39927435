import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import type { Field } from '../table.js';
import { tableXlsx } from './table-xlsx.js';
import { writeWorkbook } from './write-workbook.js';

const about = {
  title: 'Judgements',
  asked: [['From', '2025-04-01']] as const,
  notes: ['Audits not final are left out.'],
};
const table = {
  head: ['period', 'label', 'numerator', 'percent'],
  rows: [
    ['2025-04', 'Good', 3, 33.5],
    ['2025-04', '=1+1', 0, null],
  ],
};

/** What another reader finds in a sheet, by row. */
const sheet = (file: Uint8Array, name: string): unknown[][] => {
  const found = XLSX.read(file, { cellFormula: true }).Sheets[name];
  if (found === undefined) throw new Error(`There is no sheet ${name}`);
  return XLSX.utils.sheet_to_json(found, { header: 1, raw: true, defval: null });
};

describe('a report as a workbook', () => {
  it('has the figures as numbers, words as words, and what they are of on a sheet of its own', async () => {
    const file = await writeWorkbook({ table, about });
    expect(sheet(file, 'Figures')).toEqual([table.head, ...table.rows]);
    expect(sheet(file, 'About')).toEqual([
      ['About', 'Judgements'],
      ['From', '2025-04-01'],
      ['Note', 'Audits not final are left out.'],
    ]);
    const { Figures } = XLSX.read(file, { cellFormula: true }).Sheets;
    expect([Figures?.['B3']?.t, Figures?.['B3']?.f]).toEqual(['s', undefined]);
  });

  it('is the same file for the same table, whenever and in whatever thread it is written', async () => {
    const here = await writeWorkbook({ table, about });
    expect(Buffer.from(await tableXlsx({ table, about })).equals(here)).toBe(true);
  });

  it('keeps whatever its fields hold', async () => {
    const words = fc.string({
      unit: fc.constantFrom('a', ' ', '=', '"', '<', '&', '\n', '日', '😀', "'", '0', '1', '\u0001', '\u000b'),
    });
    const field: fc.Arbitrary<Field> = fc.oneof(
      words,
      fc.integer(),
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 5 }), async (rows) => {
        const read = sheet(await writeWorkbook({ table: { head: ['a', 'b'], rows }, about }), 'Figures');
        expect(read.slice(1)).toEqual(rows.map((row) => row.map((one) => (Object.is(one, -0) ? 0 : one))));
      }),
      { numRuns: 50 },
    );
  });
});
