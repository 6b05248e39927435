import type { Personal } from '../personal.js';

/** Stream `reads-<auditId>`: who has read a case's content. `firstGrade` says whether the first grade could be read in it. */
export type ReadEvent = {
  type: 'case-content-read';
  data: {
    auditId: string;
    personId: string;
    what: 'detail' | 'timeline' | 'replay' | 'export';
    firstGrade: boolean;
    /** Why, where it was said or the reading was under an inspector's grant. */
    purpose: Personal | null;
  };
};

/** A list in which audits stand with the ids of their cases. */
export type ListRead = 'tasks' | 'moderation-queue' | 'board' | 'follow-up';

/**
 * Stream `case-ids-shown-<personId>`: the case ids somebody has been shown in lists. One event for all the audits of a
 * list that they had not been shown the same day.
 */
export type CaseIdsShownEvent = {
  type: 'case-ids-shown';
  data: { personId: string; list: ListRead; auditIds: readonly string[] };
};
