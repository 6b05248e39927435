import { BLANK, readDate, readIdentifier, readText, type Cell, type Reading } from './cell.js';
import type { DateSystem } from './dates/excel-serial.js';
import type { ImportWarning, Rejection } from './findings.js';
import type { MatchedHeader } from './headers.js';

/**
 * Reads the values of one row and collects what is wrong with it. A row with any rejection is rejected as a whole.
 */
export class RowReader<Holds extends string> {
  readonly rejections: Rejection[] = [];
  readonly warnings: ImportWarning[] = [];

  constructor(
    private readonly sheet: string,
    readonly row: number,
    private readonly cells: readonly Cell[],
    private readonly header: MatchedHeader<Holds>,
    private readonly dateSystem: DateSystem,
  ) {}

  text(holds: Holds): string | null {
    return this.settle(holds, readText);
  }

  identifier(holds: Holds): string | null {
    return this.settle(holds, readIdentifier);
  }

  date(holds: Holds): string | null {
    return this.settle(holds, (cell) => readDate(cell, this.dateSystem));
  }

  /** An identifier nothing can be read without: blank and failed cells are rejected too. */
  requiredIdentifier(holds: Holds, absent: string): string | null {
    const reading = readIdentifier(this.cell(holds));
    if (reading.is === 'value') return reading.value;
    this.reject(holds, reading.is === 'unreadable' ? reading.reason : absent);
    return null;
  }

  reject(holds: Holds, reason: string): void {
    this.rejections.push({ sheet: this.sheet, row: this.row, column: this.spelt(holds), reason });
  }

  rejectRow(reason: string): void {
    this.rejections.push({ sheet: this.sheet, row: this.row, column: '', reason });
  }

  warn(holds: Holds, code: string, text: string): void {
    this.warnings.push({ sheet: this.sheet, row: this.row, column: this.spelt(holds), code, text });
  }

  private settle(holds: Holds, read: (cell: Cell) => Reading): string | null {
    const reading = read(this.cell(holds));
    switch (reading.is) {
      case 'value':
        return reading.value;
      case 'blank':
        return null;
      case 'failed':
        this.warn(holds, 'failed_value', `The cell holds ${reading.shown}, a lookup that failed: taken as missing.`);
        return null;
      case 'unreadable':
        this.reject(holds, reading.reason);
        return null;
    }
  }

  private cell(holds: Holds): Cell {
    const column = this.header.byHolds.get(holds);
    return (column && this.cells[column.index]) ?? BLANK;
  }

  private spelt(holds: Holds): string {
    return this.header.byHolds.get(holds)?.spelt.trim() ?? holds;
  }
}
