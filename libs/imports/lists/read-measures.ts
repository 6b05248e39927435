import { MEASURE_BANDS, measureKey, parseBand, type Measure, type MeasureBand, type MeasureDirection } from '#domain';
import type { KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';
import { wordKey } from '../text/clean-text.js';
import { nameIn, readList, wordsIn, type ListImport } from './read-list.js';

type Field = 'measure' | 'meaning' | 'unit' | 'direction' | MeasureBand | 'source';

const COLUMNS: readonly KnownColumn<Field>[] = [
  { header: 'measure', also: ['name', 'indicator'], holds: 'measure', required: true },
  { header: 'meaning', also: ['description', 'definition'], holds: 'meaning' },
  { header: 'unit', holds: 'unit', required: true },
  { header: 'direction', also: ['good is', 'better'], holds: 'direction', required: true },
  { header: 'requires improvement', also: ['ri'], holds: 'requires_improvement' },
  { header: 'good', holds: 'good' },
  { header: 'outstanding', holds: 'outstanding' },
  { header: 'source', holds: 'source' },
];
const LONGEST_MEANING = 1_000;

const DIRECTIONS: Readonly<Record<string, MeasureDirection>> = {
  higher: 'higher',
  higher_is_better: 'higher',
  high: 'higher',
  lower: 'lower',
  lower_is_better: 'lower',
  low: 'lower',
  increase: 'increase',
  increasing: 'increase',
  decrease: 'decrease',
  decreasing: 'decrease',
  reduce: 'decrease',
  direction_only: 'direction_only',
};

/**
 * Reads measures from a CSV: `measure, meaning, unit, direction, requires_improvement, good, outstanding, source`, the bands
 * as they are printed. Bands that do not hold together are read as they stand; only what is no band is rejected.
 * @throws ImportProblem when the file is no CSV or lacks a column.
 */
export const readMeasures = (bytes: Uint8Array): ListImport<Measure> =>
  readList(bytes, {
    columns: COLUMNS,
    what: 'measures',
    readRow: readMeasure,
    once: { nameOf: ({ measure }) => measureKey(measure), at: 'measure', what: 'measure' },
  });

function readMeasure(reader: RowReader<Field>): Measure | null {
  const measure = nameIn(reader, 'measure');
  const unit = nameIn(reader, 'unit');
  const direction = directionIn(reader);
  const meaning = wordsIn(reader, 'meaning', LONGEST_MEANING);
  const source = wordsIn(reader, 'source');
  const [requires_improvement = null, good = null, outstanding = null] = MEASURE_BANDS.map((band) =>
    bandIn(reader, band, unit ?? ''),
  );
  if (reader.rejections.length > 0 || measure === null || unit === null || direction === null) return null;
  return { measure, meaning, unit, direction, bands: { requires_improvement, good, outstanding }, source };
}

function directionIn(reader: RowReader<Field>): MeasureDirection | null {
  const text = reader.text('direction');
  const direction = text === null ? undefined : DIRECTIONS[wordKey(text)];
  if (direction !== undefined) return direction;
  reader.reject('direction', 'Say which way is better: higher, lower, increase, decrease or direction only.');
  return null;
}

/** What a spreadsheet makes of `10-12`. */
const A_DATE = /^(\d{1,2}[-/ ][a-z]{3,9}|[a-z]{3,9}[-/ ]\d{1,4}|\d{1,4}[-/]\d{1,2}[-/]\d{1,4})$/i;

function bandIn(reader: RowReader<Field>, holds: MeasureBand, unit: string): string | null {
  const text = wordsIn(reader, holds);
  if (text === null || parseBand(text, unit) !== null) return text;
  reader.reject(
    holds,
    A_DATE.test(text)
      ? 'This is a date: a spreadsheet may have made it of a band such as 10-12. Write it as "10 to 12".'
      : 'This is not a band as it is printed, such as 25-20, <14, 75+ or Increase.',
  );
  return null;
}
