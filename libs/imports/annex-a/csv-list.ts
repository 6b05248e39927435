import type { CaseloadImport } from '../caseload/caseload-import.js';
import { textCell } from '../cell.js';
import { widthProblem, type CsvRecord } from '../csv/csv-scanner.js';
import type { CsvTable } from '../csv/read-csv.js';
import type { Rejection } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import type { Sheet } from '../workbook/workbook.js';
import { readList } from './read-list.js';
import { caseloadOf } from './read-annex-a.js';
import { recogniseList, type HeaderRow, type Recognised } from './recognise-list.js';

type RecognisedList = Extract<Recognised, { is: 'list' }>;

/** A CSV that is one list of Annex A, as some systems and tools write the return: one file a list. */
export interface CsvList {
  readonly sheet: Sheet;
  readonly recognised: RecognisedList;
  readonly records: readonly CsvRecord[];
}

/**
 * The list of Annex A that a CSV is by its columns, title lines above them passed over; null for any other table. A
 * council's own table with a few of the columns is none: whatever Ofsted asks the list for must be there.
 */
export function annexListIn(table: CsvTable, sheetName: string): CsvList | null {
  const records = [{ row: table.headerRow, values: table.header }, ...table.records];
  const rows = records.map(({ row, values }) => ({ row, cells: values.map(textCell) }));
  const sheet = { name: sheetName, hidden: false, rows };
  const recognised = recogniseList({ ...sheet, name: '' });
  if (recognised.is !== 'list') return null;
  const { list, matched } = recognised;
  const dated = list.columns.filter(({ holds }) => holds === 'start' || holds === 'end');
  if (dated.some((column) => matched.missing.includes(column)) || matched.missing.some(({ required }) => required)) {
    return null;
  }
  return { sheet, recognised, records };
}

/**
 * Reads it as the same list in a workbook is read.
 * @throws ImportProblem for a list that makes no frame.
 */
export function readAnnexList({ sheet, recognised, records }: CsvList, asAt: string): CaseloadImport {
  const { list, header, matched } = recognised;
  if (list.serves !== 'frame') {
    throw new ImportProblem(
      'workbook_without_lists',
      `This file is list ${list.list} of Annex A (${list.title}): a caseload is made of the lists 6 to 9.`,
    );
  }
  const broken = records.flatMap((record) => brokenRow(record, header, sheet.name));
  const brokenRows = new Set(broken.map(({ row }) => row));
  const whole = { ...sheet, rows: sheet.rows.filter(({ row }) => !brokenRows.has(row)) };
  const found = readList(whole, list, header, matched, 1900, asAt);
  const text = `This file is list ${list.list} of Annex A (${list.title}): the caseload is of that list alone.`;
  return caseloadOf(
    [{ sheet, list, found }],
    [
      {
        read: broken.length,
        rejectedRows: broken.length,
        rejected: broken,
        warnings: [{ sheet: sheet.name, row: header.row.row, code: 'annex_a_list', text }],
      },
    ],
    asAt,
  );
}

function brokenRow(record: CsvRecord, header: HeaderRow, sheet: string): Rejection[] {
  const reason = record.row <= header.row.row ? null : widthProblem(record, header.spelt);
  return reason === null ? [] : [{ sheet, row: record.row, column: '', reason }];
}
