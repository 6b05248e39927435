import type { Personal } from '../personal.js';

/** Stream `inspections-<personId>`: which audits an inspector may read, from when and until when. Dates are London dates. */
export type InspectionEvent =
  | {
      type: 'inspection-granted';
      data: {
        grantId: string;
        inspectorId: string;
        auditIds: readonly string[];
        /** First and last day. */
        from: string;
        until: string;
        /** The inspection it is for, as its letter calls it. Says nothing of a child: it is recorded with every reading. */
        reason: Personal;
        grantedBy: string;
      };
    }
  | {
      /** Before its time: from then on it opens nothing. */
      type: 'inspection-ended';
      data: { grantId: string; inspectorId: string; reason: Personal; endedBy: string };
    };
