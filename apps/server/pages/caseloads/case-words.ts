import type { CaseStatus, WorkerKnown } from '#domain';

/** The children of a caseload, as one of each is called. */
export const CASE_STATUS_WORDS: Readonly<Record<CaseStatus, string>> = {
  child_in_need: 'Child in need',
  child_protection: 'On a child protection plan',
  looked_after: 'Looked after',
  care_leaver: 'Care leaver',
};

/** Whether the worker a file names is somebody of the council. */
export const WORKER_WORDS: Readonly<Record<WorkerKnown, string>> = {
  matched: 'Somebody of the council',
  unmatched: 'A name nobody of the council has',
  missing: 'Nobody named',
};
