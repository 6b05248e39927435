import { LAST_COLUMN } from '../../bounds.js';
import { BLANK, UNCALCULATED, textCell, type Cell } from '../../cell.js';
import { damaged } from '../problems.js';
import { localName, type Attributes, type XmlListener } from '../read-xml.js';
import { NumberCells, RowCells, SheetRows, type Allowance } from '../sheet-rows.js';
import type { SheetRow } from '../workbook.js';
import type { NumberFormats } from './number-formats.js';
import { StringItem, writtenText } from './written-text.js';

/** What all sheets of a workbook share. */
export interface SharedParts {
  readonly strings: readonly Cell[];
  readonly formats: NumberFormats;
  readonly allowance: Allowance;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: string | undefined;
  readonly inline: StringItem;
  /** What is inside `<v>`; null where there is none. */
  value: string | null;
  formula: boolean;
}

/** The elements around a cell, the outermost first. */
const [DATA, ROW, CELL, VALUE] = [2, 3, 4, 5];
const CELL_NAME = /^([A-Za-z]{1,3})([0-9]{1,7})$/;
const ROW_NUMBER = /^[0-9]{1,7}$/;

/** The cells of one worksheet as stored. */
export class SheetXml implements XmlListener {
  private readonly rows: SheetRows;
  private readonly numbers = new NumberCells();
  private inData = false;
  private row = 0;
  private rowIsNamed = false;
  private cells: RowCells | null = null;
  private nextColumn = 0;
  private cell: OpenCell | null = null;
  private inValue = false;

  constructor(private readonly shared: SharedParts) {
    this.rows = new SheetRows(shared.allowance);
  }

  open(name: string, attributes: Attributes, depth: number): void {
    if (depth < DATA) return;
    const local = localName(name);
    if (depth === DATA) this.inData = local === 'sheetData';
    else if (depth === ROW && this.inData && local === 'row') this.openRow(attributes);
    else if (depth === CELL && this.cells !== null && local === 'c') this.openCell(attributes);
    else if (depth === VALUE && this.cell !== null) this.openPart(local, this.cell);
    else if (depth > VALUE) this.cell?.inline.open(local);
  }

  text(text: string): void {
    if (this.cell === null) return;
    if (this.inValue) this.cell.value = (this.cell.value ?? '') + text;
    else this.cell.inline.add(text);
  }

  close(name: string, depth: number): void {
    if (depth > VALUE) this.cell?.inline.close(localName(name));
    else if (depth === VALUE) this.inValue = false;
    else if (depth === CELL && this.cell !== null) {
      this.cells?.put(this.cell.column, this.cellOf(this.cell));
      this.cell = null;
    } else if (depth === ROW && this.cells !== null) {
      this.rows.add(this.row, this.cells);
      this.cells = null;
    }
  }

  sheetRows(): readonly SheetRow[] {
    return this.rows.all();
  }

  private openRow({ r: number }: Attributes): void {
    if (number !== undefined && !ROW_NUMBER.test(number)) throw damaged();
    this.rowIsNamed = number !== undefined;
    this.row = number === undefined ? this.row + 1 : Number(number);
    this.cells = new RowCells();
    this.nextColumn = 0;
  }

  private openCell({ r: place, t: type = 'n', s: style }: Attributes): void {
    const column = place === undefined ? this.nextColumn : this.columnNamed(place);
    if (column >= LAST_COLUMN) throw damaged();
    this.nextColumn = column + 1;
    this.cell = { column, type, style, inline: new StringItem(), value: null, formula: false };
  }

  /** A cell's name must say the row it is in; where only cells are named, the first says it for the row. */
  private columnNamed(place: string): number {
    const [, letters, row] = CELL_NAME.exec(place) ?? [];
    if (letters === undefined) throw damaged();
    if (!this.rowIsNamed) {
      this.row = Number(row);
      this.rowIsNamed = true;
    }
    if (Number(row) !== this.row) throw damaged();
    return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  }

  private openPart(local: string, cell: OpenCell): void {
    this.inValue = local === 'v';
    if (this.inValue) cell.value ??= '';
    if (local === 'f') cell.formula = true;
  }

  private cellOf({ type, style, inline, value, formula }: OpenCell): Cell {
    // A formula that gives no text has a value, of no characters; every other result has some.
    if (formula && (value === null || (value === '' && type !== 'str'))) return UNCALCULATED;
    if (type === 'inlineStr') return this.shared.allowance.text(inline.written());
    if (value === null || value === '') return BLANK;
    switch (type) {
      case 's':
        return this.sharedString(value);
      case 'b':
        return { kind: 'yes_no', value: value === '1' || value === 'true' };
      case 'e':
        return this.error(value);
      case 'n':
        return this.number(value, style);
      // `str`, the text a formula gave, and `d`, a date as ISO 8601 writes it
      default:
        return this.shared.allowance.text(writtenText(value));
    }
  }

  /** What no spreadsheet writes as an error may be anything, and is not repeated. */
  private error(written: string): Cell {
    const cell = textCell(written);
    return cell.kind === 'error' ? cell : { kind: 'error', shown: '#ERROR' };
  }

  private sharedString(index: string): Cell {
    const cell = this.shared.strings[Number(index)];
    if (cell === undefined) throw damaged();
    return cell;
  }

  private number(written: string, style: string | undefined): Cell {
    const value = Number(written);
    return Number.isFinite(value)
      ? this.numbers.of(value, this.shared.formats.of(style))
      : this.shared.allowance.text(written);
  }
}
