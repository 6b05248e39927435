import { londonDateOf } from '#domain';
import type { ReadEvent } from '#domain';
import type { StreamFold } from '../streams/stream-fold.js';

export const readsStream = (auditId: string): string => `reads-${auditId}`;

/** Who has read what of an audit. */
export interface ReadLog {
  /** They read the first grade, or what derives from it, while it was withheld from possible moderators. */
  readonly firstGradeReadBy: ReadonlySet<string>;
  /** Who read what, whether it showed the first grade, and on which London day. */
  readonly readings: ReadonlySet<string>;
}

type Recorded = ReadEvent & { readonly metadata: { readonly recordedAt: string } };

export const readsFold: StreamFold<ReadLog> = {
  initial: { firstGradeReadBy: new Set(), readings: new Set() },
  after(log: ReadLog, events: readonly Recorded[]): ReadLog {
    const withFirstGrade = events.filter(({ data }) => data.firstGrade);
    return {
      firstGradeReadBy: new Set([...log.firstGradeReadBy, ...withFirstGrade.map(({ data }) => data.personId)]),
      readings: new Set([...log.readings, ...events.map(readingOf)]),
    };
  },
};

export const readingKey = (personId: string, what: string, firstGrade: boolean, day: string): string =>
  `${personId} ${what} ${firstGrade} ${day}`;

const readingOf = ({ data, metadata }: Recorded): string =>
  readingKey(data.personId, data.what, data.firstGrade, londonDateOf(metadata.recordedAt));
