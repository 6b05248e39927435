/** A column of a table on a terminal: its heading and what stands in it. */
export interface Column<Row> {
  readonly heading: string;
  readonly of: (row: Row) => string | number | null;
  /** Numbers stand to the right. */
  readonly right?: boolean;
}

const orNone = (value: string | null): string => value ?? '(none)';

/** What something is, and what a change would make of it; null for nothing. */
export const IS_AND_BECOMES: readonly Column<{ readonly is: string | null; readonly becomes: string | null }>[] = [
  { heading: 'Is', of: ({ is }) => orNone(is) },
  { heading: 'Becomes', of: ({ becomes }) => orNone(becomes) },
];

/** Rows under their headings, columns as wide as need be; an empty text where there are none. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const cells = [
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map(({ of }) => String(of(row) ?? ''))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, index) => {
          const width = widths[index] ?? 0;
          return columns[index]?.right === true ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
