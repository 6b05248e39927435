import type { PlanAction } from '#domain';
import type { KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';
import { nameIn, readList, writtenIn, type ListImport } from './read-list.js';

type Field = 'section' | 'ref' | 'action' | 'lead' | 'review_date' | 'status' | 'commentary';

const COLUMNS: readonly KnownColumn<Field>[] = [
  { header: 'section', also: ['theme', 'priority', 'recommendation'], holds: 'section', required: true },
  { header: 'ref', also: ['reference', 'number'], holds: 'ref', required: true },
  { header: 'action', holds: 'action', required: true },
  { header: 'lead', also: ['lead officer', 'owner'], holds: 'lead' },
  { header: 'review date', also: ['progress or review date', 'date'], holds: 'review_date' },
  { header: 'status', holds: 'status' },
  { header: 'commentary', also: ['update commentary', 'update', 'progress'], holds: 'commentary' },
];

export type PlanRow = Omit<PlanAction, 'actionId'>;

/**
 * Reads an improvement plan from a CSV: `section, ref, action, lead, review_date, status, commentary`, as it is printed. A
 * review date may be a word, as `Ongoing`.
 * @throws ImportProblem when the file is no CSV or lacks a column.
 */
export const readPlan = (bytes: Uint8Array): ListImport<PlanRow> =>
  readList(bytes, {
    columns: COLUMNS,
    what: 'a plan',
    readRow,
    once: { nameOf: ({ section, ref }) => JSON.stringify([section, ref]), at: 'ref', what: 'action with this ref' },
  });

function readRow(reader: RowReader<Field>): PlanRow | null {
  const section = nameIn(reader, 'section');
  const ref = nameIn(reader, 'ref');
  const action = writtenIn(reader, 'action');
  if (action === null) reader.reject('action', 'The row has no action.');
  const lead = writtenIn(reader, 'lead');
  const reviewDate = writtenIn(reader, 'review_date');
  const status = writtenIn(reader, 'status');
  const commentary = writtenIn(reader, 'commentary');
  if (reader.rejections.length > 0 || section === null || ref === null || action === null) return null;
  return { section, ref, action, lead, reviewDate, reviewOn: reader.dateIfOne('review_date'), status, commentary };
}
