import { BOUNDS, LAST_ROW } from '../bounds.js';
import { BLANK, textCell, type Cell } from '../cell.js';
import { damaged, tooLarge } from './problems.js';
import type { SheetRow } from './workbook.js';

/** What of a workbook's bounds is used up. */
export class Allowance {
  private rows = 0;
  private cells = 0;
  private texts = 0;
  private characters = 0;

  /** @param width up to the last cell with anything in it */
  row(width: number): void {
    this.rows += 1;
    this.cells += width;
    if (this.rows > BOUNDS.rows) throw tooLarge(`has over ${BOUNDS.rows} rows`);
    if (this.cells > BOUNDS.cells) throw tooLarge(`has over ${BOUNDS.cells} cells`);
  }

  text(text: string): Cell {
    this.texts += 1;
    this.characters += text.length;
    if (this.texts > BOUNDS.cells) throw tooLarge(`has over ${BOUNDS.cells} texts`);
    if (this.characters > BOUNDS.text) throw tooLarge('has over 48 million characters');
    return textCell(text);
  }
}

/** Numbers that were read before are held once: dates repeat by the thousand. */
const MOST_ALIKE = 50_000;

/** Makes cells of numbers, equal ones once. */
export class NumberCells {
  private readonly known = new Map<string, Map<number, Cell>>();
  private held = 0;

  of(value: number, format: string): Cell {
    const alike = this.known.get(format) ?? new Map<number, Cell>();
    const known = alike.get(value);
    if (known !== undefined) return known;
    const cell: Cell = { kind: 'number', value, format };
    if (this.held < MOST_ALIKE) {
      this.known.set(format, alike.set(value, cell));
      this.held += 1;
    }
    return cell;
  }
}

/** The cells of one row as they come, up to the last with anything in it. */
export class RowCells {
  private readonly cells: Cell[] = [];

  /** @param column from 0. What is far to the right is not kept. @throws ImportProblem where one column is given twice */
  put(column: number, cell: Cell): void {
    if (column >= BOUNDS.columns || cell.kind === 'blank') return;
    while (this.cells.length <= column) this.cells.push(BLANK);
    if (this.cells[column] !== BLANK) throw damaged();
    this.cells[column] = cell;
  }

  all(): readonly Cell[] {
    return this.cells;
  }
}

/** The rows of one sheet as they come, those with nothing in them left out. */
export class SheetRows {
  private readonly rows: SheetRow[] = [];
  private inOrder = true;

  constructor(private readonly allowance: Allowance) {}

  add(row: number, cells: RowCells): void {
    if (row < 1 || row > LAST_ROW) throw damaged();
    const all = cells.all();
    if (all.length === 0) return;
    this.allowance.row(all.length);
    if (row <= (this.rows.at(-1)?.row ?? 0)) this.inOrder = false;
    this.rows.push({ row, cells: all });
  }

  /** In order. @throws ImportProblem where a row is given twice */
  all(): readonly SheetRow[] {
    if (this.inOrder) return this.rows;
    const sorted = [...this.rows].sort((one, other) => one.row - other.row);
    if (sorted.some(({ row }, index) => row === sorted[index + 1]?.row)) throw damaged();
    return sorted;
  }
}
