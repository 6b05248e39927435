import { figureName, type PrintedFigure } from '#domain';
import { BOUNDS } from '../bounds.js';
import { readCsv } from '../csv/read-csv.js';
import { tableRows } from '../csv/table-rows.js';
import type { ImportWarning, Rejection, RowCounts } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import type { KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';

type Field = 'source' | 'period' | 'series' | 'key' | 'percent' | 'numerator' | 'denominator';
type Name = Extract<Field, 'source' | 'period' | 'series' | 'key'>;

const COLUMNS: readonly KnownColumn<Field>[] = [
  { header: 'source', also: ['report', 'published in'], holds: 'source', required: true },
  { header: 'period', holds: 'period', required: true },
  { header: 'series', holds: 'series', required: true },
  { header: 'key', holds: 'key', required: true },
  { header: 'percent', also: ['percentage', '%'], holds: 'percent' },
  { header: 'numerator', also: ['n', 'count'], holds: 'numerator' },
  { header: 'denominator', also: ['of', 'total'], holds: 'denominator' },
];
const SHEET = 'csv';
const LONGEST_NAME = 200;
/** `73`, `62.5`, `62.5 %`: as many decimals as are printed, up to six. */
const PERCENT = /^(\d{1,4})(?:\.(\d{1,6}))?\s*%?$/;
/** `320`, `1,204`. */
const COUNT = /^(\d{1,9}|\d{1,3}(,\d{3}){1,2})$/;

export interface PublishedImport {
  readonly rows: RowCounts;
  readonly figures: readonly PrintedFigure[];
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
}

/**
 * Reads published figures from a CSV: `source, period, series, key, percent, numerator, denominator`, the numbers as they
 * are printed. What contradicts itself is read as it stands; only what is no figure is rejected.
 * @throws ImportProblem when the file is no CSV or lacks a column that names its figures.
 */
export function readPublished(bytes: Uint8Array): PublishedImport {
  const table = readCsv(bytes, SHEET);
  const { readers, nothing, warnings: aboutHeader } = tableRows(table, COLUMNS, SHEET);
  const figures = new Map<string, { readonly row: number; readonly figure: PrintedFigure }>();
  const rejected: Rejection[] = [];
  const warnings: ImportWarning[] = [];
  let read = 0;
  for (const reader of readers) {
    read += 1;
    if (read > BOUNDS.figures) throw tooMany();
    const figure = readFigure(reader);
    const name = figure && figureName(figure);
    const other = name === null ? undefined : figures.get(name);
    if (other) reader.reject('key', `The figure stands in row ${other.row} already.`);
    else if (figure !== null && name !== null) figures.set(name, { row: reader.row, figure });
    rejected.push(...reader.rejections);
    warnings.push(...reader.warnings);
  }
  return {
    rows: { read, accepted: figures.size, rejected: read - figures.size },
    figures: [...figures.values()].map(({ figure }) => figure),
    rejected,
    warnings: [...table.warnings, ...aboutHeader, ...warnings, ...nothing.warnings()],
  };
}

const tooMany = (): ImportProblem =>
  new ImportProblem('file_too_large', `This file has over ${BOUNDS.figures} rows of figures. Import it in parts.`);

function readFigure(reader: RowReader<Field>): PrintedFigure | null {
  const source = nameIn(reader, 'source');
  const period = nameIn(reader, 'period');
  const series = nameIn(reader, 'series');
  const key = nameIn(reader, 'key');
  const percent = percentIn(reader);
  const numerator = countIn(reader, 'numerator');
  const denominator = countIn(reader, 'denominator');
  const isEmpty = percent === null && numerator === null && denominator === null;
  if (isEmpty && reader.rejections.length === 0) reader.reject('percent', 'The row has no figure.');
  if (reader.rejections.length > 0 || source === null || period === null || series === null || key === null)
    return null;
  return {
    source,
    period,
    series,
    key,
    percent: percent?.value ?? null,
    decimals: percent?.decimals ?? null,
    numerator,
    denominator,
  };
}

function nameIn(reader: RowReader<Field>, holds: Name): string | null {
  const name = reader.name(holds);
  if (name === null) reader.reject(holds, `The row has no ${holds}.`);
  else if (name.length > LONGEST_NAME) reader.reject(holds, `This is longer than ${LONGEST_NAME} characters.`);
  return name;
}

function percentIn(reader: RowReader<Field>): { readonly value: number; readonly decimals: number } | null {
  const text = reader.text('percent');
  if (text === null) return null;
  const [matched, , decimals = ''] = PERCENT.exec(text) ?? [];
  if (matched !== undefined) return { value: Number.parseFloat(matched), decimals: decimals.length };
  reader.reject('percent', 'This is not a percentage as it is printed, such as 47 or 62.5.');
  return null;
}

function countIn(reader: RowReader<Field>, holds: 'numerator' | 'denominator'): number | null {
  const text = reader.text(holds);
  if (text === null) return null;
  if (COUNT.test(text)) return Number(text.replaceAll(',', ''));
  reader.reject(holds, 'This is not a count: a whole number that is not negative.');
  return null;
}
