import * as XLSX from '@e965/xlsx';
import { BLANK, textCell, type Cell } from '../cell.js';
import type { DateSystem } from '../dates/excel-serial.js';
import { ImportProblem } from '../import-problem.js';
import { checkZip, LARGEST_FILE } from './check-zip.js';

export interface SheetRow {
  /** As the spreadsheet numbers it: the first row is 1. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows with anything in them, in order. */
  readonly rows: readonly SheetRow[];
}

export interface Workbook {
  readonly dateSystem: DateSystem;
  readonly sheets: readonly Sheet[];
}

const OLD_OFFICE_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
/** The widest list of Annex A has 34 columns; a stray value far to the right is not a column. */
const WIDEST = 256;

const EXCEL_ERRORS: ReadonlyMap<unknown, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
]);

/**
 * The stored values of an .xlsx workbook: numbers and dates as numbers (never as displayed), text as text, errors as
 * errors.
 * @throws ImportProblem for anything that is not an unprotected .xlsx within bounds.
 */
export function readWorkbook(bytes: Uint8Array): Workbook {
  refuseOtherFormats(bytes);
  const parts = checkZip(bytes);
  if (!parts.has('xl/workbook.xml')) {
    throw new ImportProblem('workbook_not_zip', 'This file is not an Excel workbook (.xlsx).');
  }
  const workbook = parse(bytes);
  return {
    dateSystem: workbook.Workbook?.WBProps?.date1904 ? 1904 : 1900,
    sheets: workbook.SheetNames.map((name, index) => ({
      name,
      hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      rows: rowsOf(workbook.Sheets[name]?.['!data'] ?? []),
    })),
  };
}

function refuseOtherFormats(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new ImportProblem('file_empty', 'This file is empty.');
  if (bytes.length > LARGEST_FILE) {
    throw new ImportProblem('file_too_large', 'This file is larger than 32 MB, more than an Annex A return holds.');
  }
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.subarray(0, OLD_OFFICE_FILE.length).equals(OLD_OFFICE_FILE)) {
    throw file.includes(ENCRYPTED_PACKAGE)
      ? new ImportProblem(
          'workbook_encrypted',
          'This workbook is protected by a password. Save a copy without one and import that.',
        )
      : new ImportProblem(
          'workbook_old_format',
          'This is an old Excel file (.xls). Save it as an Excel workbook (.xlsx) and import that.',
        );
  }
  if (file.length < 22 || file.toString('latin1', 0, 2) !== 'PK') {
    throw new ImportProblem('workbook_not_zip', 'This file is not an Excel workbook (.xlsx).');
  }
}

function parse(bytes: Uint8Array): XLSX.WorkBook {
  try {
    return XLSX.read(bytes, {
      type: 'buffer',
      dense: true,
      cellDates: false,
      cellNF: true,
      cellText: false,
      cellFormula: false,
      cellHTML: false,
      UTC: true,
    });
  } catch {
    // The reader's own message may quote the workbook.
    throw new ImportProblem(
      'workbook_damaged',
      'This workbook is damaged. Open it, save it again, and import the new copy.',
    );
  }
}

function rowsOf(data: XLSX.CellObject[][]): SheetRow[] {
  const rows: SheetRow[] = [];
  // forEach skips the holes: a lone cell in row 1,048,576 costs one step, not a million.
  data.forEach((stored, index) => {
    const cells: Cell[] = [];
    let filled = false;
    for (let column = 0; column < Math.min(stored.length, WIDEST); column += 1) {
      const cell = cellOf(stored[column]);
      cells.push(cell);
      filled ||= cell.kind !== 'blank';
    }
    if (filled) rows.push({ row: index + 1, cells });
  });
  return rows;
}

function cellOf(stored: XLSX.CellObject | undefined): Cell {
  if (!stored || stored.t === 'z') return BLANK;
  const { v } = stored;
  if (stored.t === 'e') return { kind: 'error', shown: EXCEL_ERRORS.get(v) ?? '#ERROR' };
  if (typeof v === 'number') return { kind: 'number', value: v, format: String(stored.z ?? 'General') };
  if (typeof v === 'boolean') return { kind: 'yes_no', value: v };
  return typeof v === 'string' ? textCell(v) : BLANK;
}
