import { BOUNDS } from './bounds.js';

/**
 * One problem of one row. `row` is the row number the person sees in the spreadsheet (1-based, the header counted);
 * `column` is the header as the file spells it, empty where the whole row is meant. A reason never repeats a child's id, name or date of birth.
 */
export interface RowRejection {
  readonly row: number;
  readonly column: string;
  readonly reason: string;
}

/** One problem of one row of a sheet; a CSV is a sheet called `csv`. */
export interface Rejection extends RowRejection {
  readonly sheet: string;
}

/** Something read with a tolerance the person should know of. Nothing was refused for it. */
export interface ImportWarning {
  readonly sheet: string;
  readonly row?: number;
  readonly column?: string;
  readonly code: string;
  readonly text: string;
}

/** Rows with anything in them, below the header. `read` is always `accepted + rejected`. */
export interface RowCounts {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** The first findings of a kind, and how many there are: an answer is for a person to read. */
export class Told<Finding> {
  readonly first: Finding[] = [];
  /** Of all, told or not. */
  count = 0;

  /** @param what they are called in the plural */
  constructor(private readonly what: string) {}

  add(finding: Finding): void {
    this.count += 1;
    if (this.first.length < BOUNDS.findings) this.first.push(finding);
  }

  /** What is said of those left out. */
  cutShort(): ImportWarning[] {
    if (this.count <= BOUNDS.findings) return [];
    const text = `There are ${this.count} ${this.what}: the first ${BOUNDS.findings} are shown.`;
    return [{ sheet: '', code: 'findings_cut_short', text }];
  }
}
