import { BLANK, readDate, readText, type Cell, type Reading } from '../cell.js';
import type { DateSystem } from '../dates/excel-serial.js';
import type { ImportWarning, Rejection } from '../findings.js';
import { isHeaderOf, type MatchedHeader } from './headers.js';
import { readFamily, readRecordId, readReference, readSubjectId } from '../identifiers/read-identifier.js';
import type { TakenAsNothing } from '../taken-as-nothing.js';
import { cleanName } from '../text/clean-text.js';

/**
 * What a person writes, in brackets, to remove what is known. No database writes it, while some write `None` and
 * `NULL`.
 */
const THERE_IS_NONE = '(none)';

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
    /** Shared by the rows of a sheet. */
    private readonly nothing: TakenAsNothing,
  ) {}

  text(holds: Holds): string | null {
    return this.settle(holds, readText);
  }

  /** A name under which a word for nothing is a value: the row of a printed table may be called `None`. */
  name(holds: Holds): string | null {
    return this.settle(holds, (cell) => readText(cell, () => true));
  }

  /** Words as they are written, line by line, a word for nothing among them. */
  written(holds: Holds): string | null {
    const cell = this.cell(holds);
    if (cell.kind !== 'text') return this.name(holds);
    const lines = cell.text.split(/\r\n|\r|\n/).map(cleanName);
    return lines.join('\n').trim();
  }

  /** The day that a cell is; null where it is something else, which is no fault of it here. */
  dateIfOne(holds: Holds): string | null {
    const reading = readDate(this.cell(holds), this.dateSystem);
    return reading.is === 'value' ? reading.value : null;
  }

  /**
   * What a row says of something that may be known already: undefined where it says nothing of it, by an empty cell or a
   * word for nothing, and null where it says that there is none.
   */
  said(holds: Holds): string | null | undefined {
    return this.saysNone(holds) ? null : (this.text(holds) ?? undefined);
  }

  /** The same of a day. */
  saidDate(holds: Holds): string | null | undefined {
    return this.saysNone(holds) ? null : (this.date(holds) ?? undefined);
  }

  family(holds: Holds): string | null {
    return this.settle(holds, readFamily);
  }

  date(holds: Holds): string | null {
    return this.settle(holds, (cell) => readDate(cell, this.dateSystem));
  }

  /** The id of a child or another subject, which nothing can be read without: rejected where there is none. */
  subjectId(holds: Holds, absent: string): string | null {
    return this.required(holds, readSubjectId, absent);
  }

  /** The ref of a member of staff, rejected where there is none. */
  reference(holds: Holds, absent: string): string | null {
    return this.required(holds, readRecordId(readReference), absent);
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

  private saysNone(holds: Holds): boolean {
    const cell = this.cell(holds);
    return cell.kind === 'text' && cleanName(cell.text).toLowerCase() === THERE_IS_NONE;
  }

  private required(holds: Holds, read: (cell: Cell) => Reading, absent: string): string | null {
    const cell = this.cell(holds);
    const reading = read(cell);
    const column = this.header.byHolds.get(holds);
    if (column && cell.kind === 'text' && isHeaderOf(column, cell.text)) {
      this.rejectRow('This row repeats the header.');
      return null;
    }
    switch (reading.is) {
      case 'value':
        return reading.value;
      case 'unreadable':
        this.reject(holds, reading.reason);
        return null;
      case 'nothing':
        this.reject(holds, `${absent} (It says "${reading.shown}".)`);
        return null;
      case 'blank':
      case 'failed':
        this.reject(holds, absent);
        return null;
    }
  }

  private settle(holds: Holds, read: (cell: Cell) => Reading): string | null {
    const reading = read(this.cell(holds));
    switch (reading.is) {
      case 'value':
        return reading.value;
      case 'blank':
        return null;
      case 'nothing':
        this.nothing.note(this.row, this.spelt(holds), reading.because, reading.shown);
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
