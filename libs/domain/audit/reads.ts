/** Stream `reads-<auditId>`: who has read a case's content. `firstGrade` says whether the first grade could be read in it. */
export type ReadEvent = {
  type: 'case-content-read.v1';
  data: {
    auditId: string;
    personId: string;
    what: 'detail' | 'timeline' | 'replay' | 'export';
    firstGrade: boolean;
    /** Why, where it was said or the reading was under an inspector's grant. */
    purpose: string | null;
  };
};
