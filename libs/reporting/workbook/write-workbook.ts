import { writeXlsx, type Cell, type WriteSheet } from 'hucre/xlsx';
import type { Field, Table } from '../table.js';
import type { Workbook } from './workbook.js';

/** Characters: of the narrowest and the widest column. */
const WIDTH = { least: 8, most: 60 };
/** A workbook says when it was written: always the same, so that the same table is the same file. */
const WRITTEN_ON = new Date('2000-01-01T00:00:00Z');

/** Two sheets: the table, its headings in view wherever one scrolls to; and what it is of. */
export async function writeWorkbook({ table, about: { title, asked, notes } }: Workbook): Promise<Uint8Array> {
  const of: Table = { head: ['About', title], rows: [...asked, ...notes.map((note) => ['Note', note])] };
  return writeXlsx({
    sheets: [sheetOf('Figures', table), sheetOf('About', of)],
    properties: { title, modified: WRITTEN_ON, created: WRITTEN_ON },
  });
}

function sheetOf(name: string, { head, rows }: Table): WriteSheet {
  const headings = head.map((value, column): [string, Partial<Cell>] => [
    `0,${column}`,
    { value, style: { font: { bold: true } } },
  ]);
  return {
    name,
    rows: [[...head], ...rows.map((row) => row.map((field) => field ?? null))],
    cells: new Map(headings),
    columns: head.map((heading, column) => ({ width: widthOf([heading, ...rows.map((row) => row[column])]) })),
    freezePane: { rows: 1 },
  };
}

function widthOf(fields: readonly Field[]): number {
  const longest = fields.reduce<number>((length, field) => Math.max(length, String(field ?? '').length), 0);
  return Math.min(Math.max(longest + 2, WIDTH.least), WIDTH.most);
}
