import { textCell } from '../cell.js';
import type { ImportWarning } from '../findings.js';
import { aboutRepeated, matchHeader, type KnownColumn, type MatchedHeader } from '../rows/headers.js';
import { ImportProblem } from '../import-problem.js';
import { RowReader } from '../rows/row-reader.js';
import { TakenAsNothing } from '../taken-as-nothing.js';
import { widthProblem } from './csv-scanner.js';
import type { CsvTable } from './read-csv.js';

export interface TableRows<Holds extends string> {
  readonly matched: MatchedHeader<Holds>;
  /** One reader a record, one at a time; a record of another width than the header is rejected already. @throws ImportProblem */
  readonly readers: Iterable<RowReader<Holds>>;
  /** What the readers took as nothing, once they have read. */
  readonly nothing: TakenAsNothing;
  readonly warnings: readonly ImportWarning[];
}

/**
 * Matches a CSV's header to the columns looked for.
 * @throws ImportProblem when a required column is missing.
 */
export function tableRows<Holds extends string>(
  table: CsvTable,
  columns: readonly KnownColumn<Holds>[],
  sheet: string,
): TableRows<Holds> {
  const matched = matchHeader(table.header, columns);
  const missing = matched.missing.filter((column) => column.required).map((column) => `"${column.header}"`);
  if (missing.length > 0) {
    throw new ImportProblem('columns_missing', `This file has no column ${missing.join(', ')}.`);
  }
  const nothing = new TakenAsNothing(sheet);
  function* readers(): Generator<RowReader<Holds>> {
    for (const record of table.records()) {
      const reader = new RowReader<Holds>(sheet, record.row, record.values.map(textCell), matched, 1900, nothing);
      const problem = widthProblem(record, table.header);
      if (problem !== null) reader.rejectRow(problem);
      yield reader;
    }
  }
  const at = { sheet, row: table.headerRow };
  return {
    matched,
    readers: readers(),
    nothing,
    warnings: [
      ...matched.unknown.map((column) => ({
        ...at,
        column: column.trim(),
        code: 'header_unknown',
        text: 'This column is not looked for: it was not read.',
      })),
      ...aboutRepeated(matched, at),
    ],
  };
}
