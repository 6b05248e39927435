/** Why a whole file is refused, as opposed to one row of it. */
export type ImportProblemCode =
  | 'file_empty'
  | 'file_too_large'
  | 'file_unreadable'
  | 'file_too_slow'
  | 'file_too_much'
  | 'workbook_not_zip'
  | 'workbook_damaged'
  | 'workbook_encrypted'
  | 'workbook_old_format'
  | 'workbook_too_large'
  | 'workbook_without_lists'
  | 'csv_is_workbook'
  | 'csv_not_text'
  | 'csv_not_utf8'
  | 'csv_quotes'
  | 'csv_record_too_long'
  | 'columns_missing'
  | 'column_repeated'
  | 'column_unnamed'
  | 'mapping_unknown'
  | 'date_not_real';

/**
 * The file as a whole cannot be imported. The sentence is written for a coordinator and never quotes what the file
 * holds about a child; only column headers and file formats are named.
 */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';

  constructor(
    readonly code: ImportProblemCode,
    readonly sentence: string,
  ) {
    super(sentence);
  }
}
