import { CsvError, type Options } from 'csv-parse';
import { ImportProblem } from '../import-problem.js';
import type { Delimiter } from './delimiter.js';

/** One record of a CSV. `row` counts records from 1, the header and blank lines included, as a spreadsheet shows them. */
export interface CsvRecord {
  readonly row: number;
  readonly values: readonly string[];
}

/** No row of any import comes near this; a quote that is never closed would otherwise swallow the file. */
const LONGEST_RECORD = 1_000_000;

export function csvOptions(delimiter: Delimiter): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // A lone quote inside a value (5" nails) is a character, not a reason to refuse the file.
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_RECORD,
  };
}

export function isBlankRecord(values: readonly string[]): boolean {
  return values.every((value) => value.trim() === '');
}

/** The parser's failures as refusals; anything else is a bug and passes through. */
export function csvProblem(cause: unknown): unknown {
  if (!(cause instanceof CsvError)) return cause;
  if (cause.code === 'CSV_MAX_RECORD_SIZE') {
    return new ImportProblem(
      'csv_record_too_long',
      'A row of this file is longer than any row can be. Look for a quotation mark that is opened and never closed.',
    );
  }
  return new ImportProblem(
    'csv_quotes',
    'The quotation marks in this file do not match: one is opened and never closed. Save it again as CSV.',
  );
}
