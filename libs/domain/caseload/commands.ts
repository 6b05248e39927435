import type { CaseloadSource, FrameEntry } from './events.js';

/** Imported ids and workers' names are clear here and sealed when they are recorded. */
export type CaseloadCommand =
  | {
      type: 'StartCaseload';
      caseloadId: string;
      /** The day the list was true. */
      asAt: string;
      source: CaseloadSource;
      subjectType: string;
      fileName: string;
    }
  | {
      type: 'RecordCaseloadPart';
      /** 0-based. */
      part: number;
      entries: readonly FrameEntry[];
    }
  | {
      /** The frame exists from here on. */
      type: 'CompleteCaseload';
      parts: number;
      rows: { readonly read: number; readonly accepted: number; readonly rejected: number };
      rejected: readonly {
        readonly sheet: string;
        readonly row: number;
        readonly column: string;
        readonly reason: string;
      }[];
      warnings: readonly { readonly code: string; readonly text: string }[];
    };

export type CaseloadCommandName = CaseloadCommand['type'];
