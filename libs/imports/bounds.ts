const MEBIBYTE = 1024 * 1024;

/**
 * How much of a file is read at most. An Annex A return of the largest council has about two million cells, packed into
 * some ten mebibytes; what is beyond these bounds is no return, and is refused by name rather than tried.
 */
export const BOUNDS = {
  /** Bytes of a file that is read whole. */
  file: 32 * MEBIBYTE,
  /** Parts of the zip that a workbook is. */
  parts: 2_000,
  /** Bytes all parts that are read unpack to, together. */
  unpacked: 256 * MEBIBYTE,
  /** Characters between two marks of an XML part: a cell holds 32,767 at most. */
  betweenMarks: MEBIBYTE,
  /** Elements of an XML part inside one another. */
  depth: 64,
  sheets: 300,
  /** Rows with anything in them, of all sheets. */
  rows: 500_000,
  /** Cells of those rows, each row up to its last. */
  cells: 8_000_000,
  /** Characters of all texts of a workbook. */
  text: 48 * MEBIBYTE,
  /** The widest list of Annex A has 34 columns; a stray value far to the right is not a column. */
  columns: 256,
  /** Subjects of a caseload: some three times what the largest council has, closed cases of the year included. */
  subjects: 60_000,
  /** People of a file: some four times the staff of the largest council's children's services. */
  people: 20_000,
  /** Rows of a list such as published figures: some twenty times those of a year's reports. */
  figures: 10_000,
  /** Rejections, and warnings, that are told. */
  findings: 2_000,
  /** For reading a file, by the process that does it. */
  seconds: 60,
  /**
   * Milliseconds more for each mebibyte of a list that is read row by row, however long: some ten times what a
   * mebibyte takes.
   */
  secondsAMebibyte: 5,
  /** Mebibytes of that process's heap. The process itself takes some seventy more. */
  mebibytes: 160,
} as const;

/** The last row and column that a spreadsheet has. */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;
