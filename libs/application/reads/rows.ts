import { londonDateOf } from '#domain';
import type { CaseIdsShownEvent, ListRead, ReadEvent } from '#domain';
import { commandRow } from '../row/command-row.js';
import type { CommandRow } from '../row/command-row.js';
import { readingKey, readsFold, readsStream } from './read-log.js';
import type { ReadLog } from './read-log.js';
import type { StreamFold } from '../streams/stream-fold.js';

export interface ReadingBody {
  readonly what: ReadEvent['data']['what'];
  /** The first grade, or what derives from it, could be read in it. */
  readonly firstGrade: boolean;
  /** Why, where it must be said. */
  readonly purpose: string | null;
}

/** The audits whose case ids somebody was shown on the last day they were shown any. */
interface CaseIdsShown {
  /** London date. */
  readonly day: string;
  readonly auditIds: ReadonlySet<string>;
}

type Shown = CaseIdsShownEvent & { readonly metadata: { readonly recordedAt: string } };

const caseIdsShownFold: StreamFold<CaseIdsShown> = {
  initial: { day: '', auditIds: new Set() },
  after(shown: CaseIdsShown, events: readonly Shown[]): CaseIdsShown {
    return events.reduce((before, { data, metadata }) => {
      const day = londonDateOf(metadata.recordedAt);
      return { day, auditIds: new Set([...(day === before.day ? before.auditIds : []), ...data.auditIds]) };
    }, shown);
  },
};

export interface CaseIdsShownBody {
  readonly list: ListRead;
  readonly auditIds: readonly string[];
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
      return [{ type: 'case-content-read', data: { auditId: id, personId: actor.id, what, firstGrade, purpose } }];
    },
  }),
  // Of a list one event, and on the same day only for what had not been shown: a list is looked at many times a day.
  commandRow<CaseIdsShown, CaseIdsShownBody>({
    name: 'RecordCaseIdsShown',
    group: 'readings',
    summary: 'Record that case ids were shown in a list',
    path: null,
    body: null,
    fold: caseIdsShownFold,
    record: 'always',
    idOf: (target) => target ?? '',
    streamOf: (personId) => `case-ids-shown-${personId}`,
    decide({ list, auditIds }, { day, auditIds: before }, { id, today }) {
      const fresh = day === today ? auditIds.filter((auditId) => !before.has(auditId)) : auditIds;
      return fresh.length === 0 ? [] : [{ type: 'case-ids-shown', data: { personId: id, list, auditIds: fresh } }];
    },
  }),
];
