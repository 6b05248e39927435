export type Field = string | number | null | undefined;

/** What a file of a report holds: a row of headings, and as many fields in each row. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Field[])[];
}
