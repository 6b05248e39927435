import type { ReadEvent } from '#domain';
import { commandRow } from '../catalogue/command-row.js';
import type { CommandRow } from '../catalogue/command-row.js';
import { readingKey, readsFold, readsStream } from './read-log.js';
import type { ReadLog } from './read-log.js';

export interface ReadingBody {
  readonly what: ReadEvent['data']['what'];
  /** The first grade, or what derives from it, could be read in it. */
  readonly firstGrade: boolean;
  /** Why, where it must be said. */
  readonly purpose: string | null;
}

/**
 * Every reading of a case's content is recorded; the same person reading the same on the same day, once. One that says
 * why, as an inspector's always does, is recorded each time.
 */
export const readRows: readonly CommandRow[] = [
  commandRow<ReadLog, ReadingBody>({
    name: 'RecordReading',
    group: 'readings',
    summary: 'Record that case content was read',
    path: null,
    body: null,
    fold: readsFold,
    record: 'always',
    idOf: (target) => target ?? '',
    streamOf: readsStream,
    decide({ what, firstGrade, purpose }, { readings }, { id, actor, today }) {
      if (purpose === null && readings.has(readingKey(actor.id, what, firstGrade, today))) return [];
      return [{ type: 'case-content-read.v1', data: { auditId: id, personId: actor.id, what, firstGrade, purpose } }];
    },
  }),
];
