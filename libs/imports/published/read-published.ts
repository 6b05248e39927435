import { figureName, type PrintedFigure } from '#domain';
import { countIn, nameIn, readList, type ListImport } from '../lists/read-list.js';
import type { KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';

type Field = 'source' | 'period' | 'series' | 'key' | 'percent' | 'numerator' | 'denominator';

const COLUMNS: readonly KnownColumn<Field>[] = [
  { header: 'source', also: ['report', 'published in'], holds: 'source', required: true },
  { header: 'period', holds: 'period', required: true },
  { header: 'series', holds: 'series', required: true },
  { header: 'key', holds: 'key', required: true },
  { header: 'percent', also: ['percentage', '%'], holds: 'percent' },
  { header: 'numerator', also: ['n', 'count'], holds: 'numerator' },
  { header: 'denominator', also: ['of', 'total'], holds: 'denominator' },
];
/** `73`, `62.5`, `62.5 %`: as many decimals as are printed, up to six. */
const PERCENT = /^(\d{1,4})(?:\.(\d{1,6}))?\s*%?$/;

/**
 * Reads published figures from a CSV: `source, period, series, key, percent, numerator, denominator`, the numbers as they
 * are printed. What contradicts itself is read as it stands; only what is no figure is rejected.
 * @throws ImportProblem when the file is no CSV or lacks a column that names its figures.
 */
export const readPublished = (bytes: Uint8Array): ListImport<PrintedFigure> =>
  readList(bytes, {
    columns: COLUMNS,
    what: 'figures',
    readRow: readFigure,
    once: { nameOf: figureName, at: 'key', what: 'figure' },
  });

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

function percentIn(reader: RowReader<Field>): { readonly value: number; readonly decimals: number } | null {
  const text = reader.text('percent');
  if (text === null) return null;
  const [matched, , decimals = ''] = PERCENT.exec(text) ?? [];
  if (matched !== undefined) return { value: Number.parseFloat(matched), decimals: decimals.length };
  reader.reject('percent', 'This is not a percentage as it is printed, such as 47 or 62.5.');
  return null;
}
