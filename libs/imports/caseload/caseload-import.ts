import type { ImportWarning, Rejection, RowCounts } from '../findings.js';
import type { CaseloadEntry, Frame } from './frame.js';

/** A caseload as read from a file: the frame in draw order, and all there is to say about the file. Nothing is stored. */
export interface CaseloadImport extends Frame {
  /** yyyy-MM-dd */
  readonly asAt: string;
  /** Rows of every list that was read (3 to 9 of Annex A; the family links of list 10 are no rows of a caseload). */
  readonly rows: RowCounts;
  /** Empty for a CSV. */
  readonly themes: readonly ThematicFrame[];
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
}

/** The children of list 3, 4 or 5, for a dip sample of referrals, assessments or section 47 enquiries. */
export interface ThematicFrame {
  readonly list: string;
  readonly title: string;
  readonly entries: readonly CaseloadEntry[];
}
