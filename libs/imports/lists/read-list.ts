import { BOUNDS } from '../bounds.js';
import { readCsv } from '../csv/read-csv.js';
import { tableRows } from '../csv/table-rows.js';
import type { ImportWarning, Rejection, RowCounts } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import type { KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';

/** A thing that a row says, and the row that says it. */
export interface Listed<Item> {
  readonly row: number;
  readonly item: Item;
}

/** What a list says, row by row. */
export interface ListImport<Item> {
  readonly rows: RowCounts;
  readonly items: readonly Listed<Item>[];
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
}

interface ListOf<Field extends string, Item> {
  readonly columns: readonly KnownColumn<Field>[];
  /** What the rows are, in the plural. */
  readonly what: string;
  /** Null where the row is rejected. */
  readonly readRow: (reader: RowReader<Field>) => Item | null;
  /** What tells a thing from all others of the file, and the column at which a second one is rejected. */
  readonly once?: { readonly nameOf: (item: Item) => string; readonly at: Field; readonly what: string };
}

const SHEET = 'csv';
const LONGEST_NAME = 200;
const LONGEST_TEXT = 8_000;
/** `320`, `1,204`. */
const COUNT = /^(\d{1,9}|\d{1,3}(,\d{3}){1,2})$/;

/**
 * Reads a CSV of which every row says one thing. A row with anything wrong is rejected whole, with its reason.
 * @throws ImportProblem when the file is no CSV, lacks a required column, or is too long.
 */
export function readList<Field extends string, Item>(
  bytes: Uint8Array,
  { columns, what, readRow, once }: ListOf<Field, Item>,
): ListImport<Item> {
  const table = readCsv(bytes, SHEET);
  const { readers, nothing, warnings: aboutHeader } = tableRows(table, columns, SHEET);
  const items: Listed<Item>[] = [];
  const rowOf = new Map<string, number>();
  const rejected: Rejection[] = [];
  const warnings: ImportWarning[] = [];
  let read = 0;
  for (const reader of readers) {
    read += 1;
    if (read > BOUNDS.figures)
      throw new ImportProblem(
        'file_too_large',
        `This file has over ${BOUNDS.figures} rows of ${what}. Import it in parts.`,
      );
    const item = readRow(reader);
    if (item !== null && once !== undefined) {
      const name = once.nameOf(item);
      const other = rowOf.get(name);
      if (other === undefined) rowOf.set(name, reader.row);
      else reader.reject(once.at, `The ${once.what} stands in row ${other} already.`);
    }
    if (item !== null && reader.rejections.length === 0) items.push({ row: reader.row, item });
    rejected.push(...reader.rejections);
    warnings.push(...reader.warnings);
  }
  return {
    rows: { read, accepted: items.length, rejected: read - items.length },
    items,
    rejected,
    warnings: [...table.warnings, ...aboutHeader, ...warnings, ...nothing.warnings()],
  };
}

/** A name that a row must have. A word for nothing is one: the row of a printed table may be called `None`. */
export function nameIn<Field extends string>(reader: RowReader<Field>, holds: Field): string | null {
  const name = reader.name(holds);
  if (name === null) reader.reject(holds, `The row has no ${holds.replaceAll('_', ' ')}.`);
  else if (name.length > LONGEST_NAME) reader.reject(holds, `This is longer than ${LONGEST_NAME} characters.`);
  return name;
}

/** Words that a row may have, up to a length. */
export function wordsIn<Field extends string>(
  reader: RowReader<Field>,
  holds: Field,
  longest: number = LONGEST_NAME,
): string | null {
  const words = reader.text(holds);
  if (words !== null && words.length > longest) reader.reject(holds, `This is longer than ${longest} characters.`);
  return words;
}

/** Words as they are printed, lines and all. */
export function writtenIn<Field extends string>(reader: RowReader<Field>, holds: Field): string | null {
  const words = reader.written(holds);
  if (words !== null && words.length > LONGEST_TEXT)
    reader.reject(holds, `This is longer than ${LONGEST_TEXT} characters.`);
  return words;
}

export function countIn<Field extends string>(reader: RowReader<Field>, holds: Field): number | null {
  const text = reader.text(holds);
  if (text === null) return null;
  if (COUNT.test(text)) return Number(text.replaceAll(',', ''));
  reader.reject(holds, 'This is not a count: a whole number that is not negative.');
  return null;
}
