import type { CaseloadImport } from '../caseload/caseload-import.js';
import { textCell } from '../cell.js';
import { widthProblem, type CsvRecord } from '../csv/csv-scanner.js';
import type { CsvTable } from '../csv/read-csv.js';
import type { Rejection } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import type { SheetRow } from '../workbook/workbook.js';
import { readList } from './read-list.js';
import { caseloadOf } from './read-annex-a.js';
import { recogniseList, type HeaderRow, type Recognised } from './recognise-list.js';

type RecognisedList = Extract<Recognised, { is: 'list' }>;

/** A CSV that is one list of Annex A, as some systems and tools write the return: one file a list. */
export interface CsvList {
  readonly name: string;
  readonly recognised: RecognisedList;
  /** From the first line of the table on. */
  records(): Generator<CsvRecord>;
}

/**
 * The list of Annex A that a CSV is by its columns, title lines above them passed over; null for any other table. A
 * council's own table with a few of the columns is none: whatever Ofsted asks the list for must be there.
 */
export function annexListIn(table: CsvTable, name: string): CsvList | null {
  function* records(): Generator<CsvRecord> {
    yield { row: table.headerRow, values: table.header };
    yield* table.records();
  }
  const recognised = recogniseList({ name: '', hidden: false, rows: rowsOf(records()) });
  if (recognised.is !== 'list') return null;
  const { list, matched } = recognised;
  const dated = list.columns.filter(({ holds }) => holds === 'start' || holds === 'end');
  if (dated.some((column) => matched.missing.includes(column)) || matched.missing.some(({ required }) => required)) {
    return null;
  }
  return { name, recognised, records };
}

/**
 * Reads it as the same list in a workbook is read.
 * @throws ImportProblem for a list that makes no frame.
 */
export function readAnnexList({ name, recognised, records }: CsvList, asAt: string): CaseloadImport {
  const { list, header, matched } = recognised;
  if (list.serves !== 'frame') {
    throw new ImportProblem(
      'workbook_without_lists',
      `This file is list ${list.list} of Annex A (${list.title}): a caseload is made of the lists 6 to 9.`,
    );
  }
  const broken: Rejection[] = [];
  function* whole(): Generator<CsvRecord> {
    for (const record of records()) {
      const rejection = brokenRow(record, header, name);
      if (rejection === null) yield record;
      else broken.push(rejection);
    }
  }
  const found = readList({ name, rows: rowsOf(whole()) }, list, header, matched, 1900, asAt);
  const text = `This file is list ${list.list} of Annex A (${list.title}): the caseload is of that list alone.`;
  return caseloadOf(
    [{ sheet: { name, hidden: false, firstRow: header.row.row }, list, found }],
    [
      {
        read: broken.length,
        rejectedRows: broken.length,
        rejected: broken,
        warnings: [{ sheet: name, row: header.row.row, code: 'annex_a_list', text }],
      },
    ],
    asAt,
  );
}

function* rowsOf(records: Iterable<CsvRecord>): Generator<SheetRow> {
  for (const { row, values } of records) yield { row, cells: values.map(textCell) };
}

function brokenRow(record: CsvRecord, header: HeaderRow, sheet: string): Rejection | null {
  const reason = record.row <= header.row.row ? null : widthProblem(record, header.spelt);
  return reason === null ? null : { sheet, row: record.row, column: '', reason };
}
