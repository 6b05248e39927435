import type { ImportWarning } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import { CsvScanner, type CsvRecord } from './csv-scanner.js';
import { decodeText } from './decode-text.js';
import { layoutOf } from './delimiter.js';

export interface CsvTable {
  readonly header: readonly string[];
  readonly headerRow: number;
  /** The records below the header, one at a time, blank ones left out (and still counted in `row`). @throws ImportProblem */
  records(): Generator<CsvRecord>;
  readonly warnings: readonly ImportWarning[];
}

const LARGEST_FILE = 32 * 1024 * 1024;

/**
 * A CSV whose first record is its header. What is wrong further down is found when its records are asked for.
 * @throws ImportProblem when the bytes are no CSV with a header.
 */
export function readCsv(bytes: Uint8Array, sheet: string): CsvTable {
  if (bytes.length > LARGEST_FILE) throw new ImportProblem('file_too_large', 'This file is larger than 32 MB.');
  const { text, warnings } = decodeText(bytes, sheet);
  const { delimiter, start } = layoutOf(text);
  function* all(): Generator<CsvRecord> {
    const scanner = new CsvScanner(delimiter);
    yield* scanner.records(text.slice(start));
    yield* scanner.end();
  }
  const header = firstOf(all());
  if (header === undefined) throw new ImportProblem('file_empty', 'This file is empty.');
  function* records(): Generator<CsvRecord> {
    for (const record of all()) if (record.row > headerRow) yield record;
  }
  const { row: headerRow, values } = header;
  return { header: values, headerRow, records, warnings };
}

function firstOf(records: Iterable<CsvRecord>): CsvRecord | undefined {
  for (const record of records) return record;
  return undefined;
}
