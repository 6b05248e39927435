import type { Cell } from '../cell.js';
import type { DateSystem } from '../dates/excel-serial.js';

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
