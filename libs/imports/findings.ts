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
