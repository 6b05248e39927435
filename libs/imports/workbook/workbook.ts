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

export interface Workbook<Sheets = readonly Sheet[]> {
  readonly dateSystem: DateSystem;
  readonly sheets: Sheets;
}

/** A workbook whose sheets are read one at a time, when they are asked for: only one of them need be held. */
export type OpenWorkbook = Workbook<AsyncIterable<Sheet>>;
