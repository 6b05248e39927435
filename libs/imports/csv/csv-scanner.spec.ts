import fc from 'fast-check';
import { ImportProblem } from '../import-problem.js';
import { CsvScanner, widthProblem, type CsvRecord } from './csv-scanner.js';

function scanned(text: string, pieces: readonly number[] = []): CsvRecord[] {
  const scanner = new CsvScanner(',');
  const records: CsvRecord[] = [];
  let from = 0;
  for (const size of pieces) {
    records.push(...scanner.records(text.slice(from, from + size)));
    from += size;
  }
  return [...records, ...scanner.records(text.slice(from)), ...scanner.end()];
}

function refusal(text: string): { code: string; row: number } {
  try {
    scanned(text);
  } catch (cause) {
    if (cause instanceof ImportProblem) {
      return { code: cause.code, row: Number(/row (\d+)/i.exec(cause.sentence)?.[1]) };
    }
    throw cause;
  }
  return { code: 'none', row: 0 };
}

const values = (text: string) => scanned(text).map((record) => record.values);

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
/** Never blank, so that no row is left out. */
const plain = fc.stringMatching(/^[a-zé0-9 ;]{0,5}[a-z0-9]$/);
const grid = (cell: fc.Arbitrary<string>) =>
  fc
    .integer({ min: 2, max: 6 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 8 }));

describe('the records of a CSV', () => {
  it('are what was written, whatever the values, the line ends and the pieces it comes in', () => {
    const cell = fc.oneof(
      plain,
      fc.stringMatching(/^[a-z" ]{0,6}[\r\n]?[a-z"]$/),
      fc.stringMatching(/^[a-z," ]{1,6}x$/),
    );
    const written = (value: string, quoted: boolean) =>
      quoted || /[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
    fc.assert(
      fc.property(grid(cell), fc.array(fc.boolean()), fc.array(lineEnd), pieces, (rows, quoted, ends, cuts) => {
        const text = rows
          .map(
            (row, at) =>
              row
                .map((value, column) => written(value, quoted[(at + column) % (quoted.length || 1)] ?? false))
                .join(',') + (ends[at] ?? '\n'),
          )
          .join('');
        expect(scanned(text, cuts)).toEqual(rows.map((row, at) => ({ row: at + 1, values: row })));
      }),
    );
  });

  it.each([
    [
      'a quotation mark within a bare value',
      'a,b\n5" nails,12"',
      [
        ['a', 'b'],
        ['5" nails', '12"'],
      ],
    ],
    [
      'blanks behind a closing mark',
      'a,b\n"x, y" ,z',
      [
        ['a', 'b'],
        ['x, y', 'z'],
      ],
    ],
    [
      'an empty quoted value',
      'a,b\n"",z',
      [
        ['a', 'b'],
        ['', 'z'],
      ],
    ],
    [
      'a value of two lines',
      'a,b\n"x\r\ny",z',
      [
        ['a', 'b'],
        ['x\r\ny', 'z'],
      ],
    ],
    [
      'blank rows',
      '\n,\na,b\n \n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no line end at the end, and an empty last value',
      'a,b\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
  ])('may hold %s', (_what, text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it.each([
    ['a quotation mark opened and never closed', 'a,b\n1,2\n3,"4\n5,6', 'csv_quotes', 3],
    ['one closed before the value ends', 'a,b\n1,2\n3,"4" x\n5,6', 'csv_quotes', 3],
    ['one that the next quoted value closes', 'a,b\n1,"2\n3,"4"\n5,6', 'csv_quotes', 2],
    ['two stray marks in one column', 'a,b,c\n1,"2,3\n4,5,6\n7,8",9\n1,2,3', 'csv_quotes', 2],
    ['two stray marks in two columns', 'a,b,c\n1,"2,3\n4,5,6\n7,8,9"\n1,2,3', 'csv_quotes', 2],
    ['a NUL', 'a,b\n1,2\n3,\0', 'csv_not_text', 3],
    ['a row without end', `a,b\n${'x'.repeat(1_000_001)},`, 'csv_record_too_long', 2],
    ['a row of nothing but separators without end', `a,b\n${','.repeat(1_000_001)}`, 'csv_record_too_long', 2],
  ])('are refused with the row named for %s', (_what, text, code, row) => {
    expect(refusal(text)).toEqual({ code, row });
  });

  it('lose no row to a fault in another: it is there, or said to be wrong, or the file is refused', () => {
    const fault = fc.record({
      what: fc.constantFrom('"', ',', ';', '\n', '\r', '\0', '""', '"\n', '",', ',"', 'cut'),
      at: fc.nat(),
    });
    fc.assert(
      fc.property(grid(plain), lineEnd, fc.array(fault, { minLength: 1, maxLength: 3 }), (rows, end, faults) => {
        const lines = rows.map((row) => row.join(','));
        const touched = new Set<string>();
        for (const { what, at } of faults) {
          // the header is left whole
          const line = 1 + (at % (lines.length - 1));
          const text = lines[line] ?? '';
          touched.add((rows[line] ?? []).join(','));
          const place = at % (text.length + 1);
          lines[line] = what === 'cut' ? text.slice(0, place) : text.slice(0, place) + what + text.slice(place);
        }
        let records: CsvRecord[];
        try {
          records = scanned(lines.join(end));
        } catch (cause) {
          expect(cause).toBeInstanceOf(ImportProblem);
          expect((cause as ImportProblem).sentence).toMatch(/[Rr]ow \d+ /);
          return;
        }
        const header = rows[0] ?? [];
        const whole = records.filter((record) => widthProblem(record, header) === null);
        const found = whole.map((record) => record.values.join(','));
        for (const line of rows.map((row) => row.join(','))) {
          if (!touched.has(line)) expect(found).toContain(line);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
