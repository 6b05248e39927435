import type { Personal } from '../personal.js';

/** Stream `committee-reports`: the reports to committees that were kept, version by version, and who signed them off. */
export type CommitteeEvent =
  | {
      /** A version: its words, and its figures as they stood when it was kept. */
      type: 'committee-report-kept';
      data: {
        readonly reportId: string;
        /** 1 for the first. */
        readonly version: number;
        readonly keptBy: string;
        /** The first and the last day of its figures. */
        readonly from: string;
        readonly to: string;
        /** Sealed under a key of this report. */
        readonly title: Personal;
        /** All that is printed, packed: what is printed again is this and nothing else. Sealed likewise. */
        readonly document: Personal;
        /** SHA-256 (hex) of the document before it was packed. */
        readonly digest: string;
      };
    }
  | {
      type: 'committee-report-signed-off';
      data: {
        readonly reportId: string;
        readonly version: number;
        /** Of the version: what was signed off. */
        readonly digest: string;
        readonly signedOffBy: string;
        /** The day. */
        readonly on: string;
        /** Their name and title as they stand in the report; sealed under their own key. */
        readonly as: Personal;
      };
    };
