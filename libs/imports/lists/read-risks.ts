import { measureKey, type Risk } from '#domain';
import type { KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';
import { readList, writtenIn, type ListImport } from './read-list.js';

type Field = 'risk' | 'description' | 'mitigation' | 'rating' | 'lead' | 'review_date';

const COLUMNS: readonly KnownColumn<Field>[] = [
  { header: 'risk', also: ['name', 'title'], holds: 'risk', required: true },
  { header: 'description', holds: 'description' },
  { header: 'mitigation', also: ['mitigating actions', 'controls'], holds: 'mitigation' },
  { header: 'rating', also: ['score'], holds: 'rating' },
  { header: 'lead', also: ['owner', 'risk owner'], holds: 'lead', unasked: true },
  { header: 'review date', also: ['review'], holds: 'review_date', unasked: true },
];

export type RiskRow = Omit<Risk, 'riskId'>;

/**
 * Reads a risk register from a CSV: `risk, description, mitigation, rating`, as it is printed, and `lead, review_date` where it has
 * them.
 * @throws ImportProblem when the file is no CSV or lacks a column.
 */
export const readRisks = (bytes: Uint8Array): ListImport<RiskRow> =>
  readList(bytes, {
    columns: COLUMNS,
    what: 'risks',
    readRow,
    once: { nameOf: ({ risk }) => measureKey(risk), at: 'risk', what: 'risk' },
  });

function readRow(reader: RowReader<Field>): RiskRow | null {
  const risk = writtenIn(reader, 'risk');
  if (risk === null) reader.reject('risk', 'The row has no risk.');
  const description = writtenIn(reader, 'description');
  const mitigation = writtenIn(reader, 'mitigation');
  const rating = writtenIn(reader, 'rating');
  const lead = writtenIn(reader, 'lead');
  const reviewDate = writtenIn(reader, 'review_date');
  const reviewOn = reader.dateIfOne('review_date');
  if (reader.rejections.length > 0 || risk === null) return null;
  return {
    risk,
    description,
    mitigation,
    rating,
    ...(lead !== null && { lead }),
    ...(reviewDate !== null && { reviewDate }),
    ...(reviewOn !== null && { reviewOn }),
  };
}
