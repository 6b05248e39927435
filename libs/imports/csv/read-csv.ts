import { parse } from 'csv-parse/sync';
import type { ImportWarning } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import { csvOptions, csvProblem, isBlankRecord, type CsvRecord } from './csv-records.js';
import { decodeText } from './decode-text.js';
import { delimiterOf, firstLine } from './delimiter.js';

export interface CsvTable {
  readonly header: readonly string[];
  readonly headerRow: number;
  /** The records below the header, blank ones left out (and still counted in `row`). */
  readonly records: readonly CsvRecord[];
  readonly warnings: readonly ImportWarning[];
}

const LARGEST_FILE = 32 * 1024 * 1024;

/**
 * A whole CSV whose first record is its header.
 * @throws ImportProblem when the bytes are no CSV with a header.
 */
export function readCsv(bytes: Uint8Array, sheet: string): CsvTable {
  if (bytes.length > LARGEST_FILE) throw new ImportProblem('file_too_large', 'This file is larger than 32 MB.');
  const { text, warnings } = decodeText(bytes, sheet);
  const [header, ...records] = recordsOf(text);
  if (!header) throw new ImportProblem('file_empty', 'This file is empty.');
  return { header: header.values, headerRow: header.row, records, warnings };
}

function recordsOf(text: string): CsvRecord[] {
  try {
    const parsed: unknown[] = parse(text, csvOptions(delimiterOf(firstLine(text) ?? text)));
    return parsed
      .map((record, index) => ({ row: index + 1, values: (Array.isArray(record) ? record : []).map(String) }))
      .filter((record) => !isBlankRecord(record.values));
  } catch (cause) {
    throw csvProblem(cause);
  }
}
