import { readingKey, type MeasureReading } from '#domain';
import type { KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';
import { countIn, nameIn, readList, type ListImport } from './read-list.js';

type Field = 'measure' | 'period' | 'numerator' | 'denominator' | 'value';

const COLUMNS: readonly KnownColumn<Field>[] = [
  { header: 'measure', also: ['name', 'indicator'], holds: 'measure', required: true },
  { header: 'period', holds: 'period', required: true },
  { header: 'numerator', also: ['n', 'count'], holds: 'numerator' },
  { header: 'denominator', also: ['of', 'total'], holds: 'denominator' },
  { header: 'value', also: ['reading', 'figure', 'percent', '%'], holds: 'value' },
];
/** `80`, `62.5 %`, `1,204`, `-3`. */
const VALUE = /^-?(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.\d{1,6})?\s*%?$/;

/**
 * Reads readings of measures from a CSV: `measure, period, numerator, denominator` or `value`. A reading is its two counts
 * or its value; where both are given they are held against each other by whoever knows the measure's unit.
 * @throws ImportProblem when the file is no CSV or lacks a column.
 */
export const readReadings = (bytes: Uint8Array): ListImport<MeasureReading> =>
  readList(bytes, {
    columns: COLUMNS,
    what: 'readings',
    readRow: readReading,
    once: { nameOf: readingKey, at: 'period', what: 'reading of this measure and period' },
  });

function readReading(reader: RowReader<Field>): MeasureReading | null {
  const measure = nameIn(reader, 'measure');
  const period = nameIn(reader, 'period');
  const numerator = countIn(reader, 'numerator');
  const denominator = countIn(reader, 'denominator');
  const value = valueIn(reader);
  const isCounted = numerator !== null || denominator !== null;
  if (reader.rejections.length === 0) {
    if (!isCounted && value === null) reader.reject('value', 'The row has no reading: two counts, or a value.');
    if (isCounted && (numerator === null || denominator === null))
      reader.reject(numerator === null ? 'numerator' : 'denominator', 'A count is of a whole: give both, or a value.');
  }
  if (reader.rejections.length > 0 || measure === null || period === null) return null;
  return { measure, period, numerator, denominator, value };
}

function valueIn(reader: RowReader<Field>): number | null {
  const text = reader.text('value');
  if (text === null) return null;
  const plain = text.replace(/^\u2212/, '-');
  if (VALUE.test(plain)) return Number.parseFloat(plain.replaceAll(',', ''));
  reader.reject('value', 'This is not a number, such as 80 or 62.5.');
  return null;
}
