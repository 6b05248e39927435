import type { ImportWarning } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import { CsvScanner, type CsvRecord } from './csv-scanner.js';
import { decodeText } from './decode-text.js';
import { layoutOf } from './delimiter.js';

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
  const { delimiter, start } = layoutOf(text);
  const scanner = new CsvScanner(delimiter);
  const [header, ...records] = [...scanner.records(text.slice(start)), ...scanner.end()];
  if (!header) throw new ImportProblem('file_empty', 'This file is empty.');
  return { header: header.values, headerRow: header.row, records, warnings };
}
