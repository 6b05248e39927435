import { BOUNDS } from '../../bounds.js';
import { BLANK } from '../../cell.js';
import type { DateSystem } from '../../dates/excel-serial.js';
import { damaged, tooLarge } from '../problems.js';
import type { Attributes, XmlListener } from '../read-xml.js';
import { Allowance, NumberCells, RowCells, SheetRows } from '../sheet-rows.js';
import type { Sheet } from '../workbook.js';
import type { CellStyles } from './cell-styles.js';
import { tableCell } from './table-cell.js';

/** What stands in a cell or beside the cells and is no content of theirs. */
const BESIDE = new Set(['office:annotation', 'table:shapes', 'text:note', 'table:tracked-changes', 'text:ruby-text']);
const DRAWN = /^(draw|dr3d|chart|form|presentation):/;
/** Where a date system begins, `1899-12-30` where nothing is said. */
const MAC_ZERO = '1904-01-01';
/** Spaces that one mark may stand for. */
const MOST_SPACES = 100;

interface OpenTable {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: SheetRows;
  /** The style of each column's cells, up to the columns that are read. */
  readonly columnStyles: (string | undefined)[];
  /** Rows so far. */
  row: number;
}

interface OpenRow {
  readonly times: number;
  readonly style: string | undefined;
  readonly cells: RowCells;
  column: number;
}

interface OpenCell {
  readonly attributes: Attributes;
  readonly times: number;
  readonly covered: boolean;
  shown: string;
  paragraphs: number;
}

/** The tables of an OpenDocument spreadsheet. What repeats is written once in the file, and counts as often as it repeats. */
export class ContentXml implements XmlListener {
  readonly sheets: Sheet[] = [];
  dateSystem: DateSystem = 1900;
  /** Whether the content is that of a spreadsheet at all. */
  isSpreadsheet = false;
  private readonly allowance = new Allowance();
  private readonly making = { numbers: new NumberCells(), allowance: this.allowance };
  private table: OpenTable | null = null;
  private row: OpenRow | null = null;
  private cell: OpenCell | null = null;
  private inText = 0;
  /** The depth of the element that is being passed over. */
  private beside: number | null = null;

  constructor(private readonly styles: CellStyles) {}

  open(name: string, attributes: Attributes, depth: number): void {
    if (this.beside !== null) return;
    if (BESIDE.has(name) || DRAWN.test(name) || (name === 'table:table' && this.table !== null)) {
      this.beside = depth;
      return;
    }
    if (this.table === null) return this.openOutside(name, attributes);
    if (this.cell !== null) return this.openInCell(name, attributes, this.cell);
    if (this.row !== null) return this.openInRow(name, attributes);
    if (name === 'table:table-row') {
      const style = attributes['table:default-cell-style-name'];
      const times = repeats(attributes['table:number-rows-repeated']);
      this.row = { times, style, cells: new RowCells(), column: 0 };
    } else if (name === 'table:table-column') this.openColumn(attributes, this.table);
  }

  text(text: string): void {
    if (this.cell !== null && this.inText > 0 && this.beside === null) this.cell.shown += text;
  }

  close(name: string, depth: number): void {
    if (this.beside !== null) {
      if (this.beside === depth) this.beside = null;
      return;
    }
    if (name === 'text:p' || name === 'text:h') this.inText = Math.max(0, this.inText - 1);
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.closeCell();
    else if (name === 'table:table-row') this.closeRow();
    else if (name === 'table:table') this.closeTable();
  }

  private openOutside(name: string, attributes: Attributes): void {
    this.styles.open(name, attributes);
    if (name === 'office:spreadsheet') this.isSpreadsheet = true;
    if (name === 'table:null-date' && attributes['table:date-value'] === MAC_ZERO) this.dateSystem = 1904;
    if (name !== 'table:table' || !this.isSpreadsheet) return;
    if (this.sheets.length === BOUNDS.sheets) throw tooLarge(`has over ${BOUNDS.sheets} sheets`);
    this.table = {
      name: attributes['table:name'] ?? '',
      hidden: this.styles.hides(attributes['table:style-name']),
      rows: new SheetRows(this.allowance),
      columnStyles: [],
      row: 0,
    };
  }

  private openColumn(attributes: Attributes, { columnStyles }: OpenTable): void {
    const times = repeats(attributes['table:number-columns-repeated']);
    for (let at = 0; at < times && columnStyles.length < BOUNDS.columns; at += 1) {
      columnStyles.push(attributes['table:default-cell-style-name']);
    }
  }

  private openInRow(name: string, attributes: Attributes): void {
    const covered = name === 'table:covered-table-cell';
    if (!covered && name !== 'table:table-cell') return;
    const times = repeats(attributes['table:number-columns-repeated']);
    this.cell = { attributes, times, covered, shown: '', paragraphs: 0 };
  }

  private openInCell(name: string, attributes: Attributes, cell: OpenCell): void {
    if (name === 'text:p' || name === 'text:h') {
      if (cell.paragraphs > 0) cell.shown += '\n';
      cell.paragraphs += 1;
      this.inText += 1;
    }
    if (name === 'text:s') cell.shown += ' '.repeat(Math.min(repeats(attributes['text:c']), MOST_SPACES));
    if (name === 'text:tab' || name === 'text:line-break') cell.shown += ' ';
  }

  /** What lies under a merged cell is not shown to anybody, and not read. */
  private closeCell(): void {
    const { cell, row, table } = this;
    this.cell = null;
    this.inText = 0;
    if (cell === null || row === null || table === null) return;
    const { attributes, shown, times, covered } = cell;
    const style = attributes['table:style-name'] ?? row.style;
    const format = (): string => this.styles.formatOf(style ?? table.columnStyles[row.column]);
    const content = covered ? BLANK : tableCell(attributes, shown, format, this.making);
    for (let at = 0; at < times && row.column + at < BOUNDS.columns; at += 1) row.cells.put(row.column + at, content);
    row.column += times;
  }

  private closeRow(): void {
    const { row, table } = this;
    this.row = null;
    if (row === null || table === null) return;
    if (row.cells.all().length > 0) {
      for (let at = 1; at <= row.times; at += 1) table.rows.add(table.row + at, row.cells);
    }
    table.row += row.times;
  }

  private closeTable(): void {
    if (this.table === null) return;
    const { name, hidden, rows } = this.table;
    this.table = null;
    this.sheets.push({ name, hidden, rows: rows.all() });
  }
}

function repeats(written: string | undefined): number {
  if (written === undefined) return 1;
  if (!/^[0-9]{1,9}$/.test(written) || Number(written) < 1) throw damaged();
  return Number(written);
}
