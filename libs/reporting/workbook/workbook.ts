import type { Table } from '../table.js';

/** What a workbook says of itself, on a sheet of its own behind the figures. */
export interface About {
  readonly title: string;
  /** What was asked, each a line: `['From', '2025-04-01']`. */
  readonly asked: readonly (readonly [string, string])[];
  readonly notes: readonly string[];
}

/** What the files of a report are made of. */
export interface Workbook {
  readonly table: Table;
  readonly about: About;
}
