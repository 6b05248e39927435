import type { Report, ReportRow } from './report.js';
import type { Field, Table } from './table.js';

const COLUMNS = [
  'period',
  'series',
  'key',
  'label',
  'numerator',
  'denominator',
  'percent',
  'value',
  'unit',
  'low',
  'high',
] as const satisfies readonly (keyof ReportRow)[];

/** The rows of a report as a table. */
export const reportTable = ({ rows }: Pick<Report, 'rows'>): Table => ({
  head: COLUMNS,
  rows: rows.map((row) => COLUMNS.map((column) => row[column])),
});

/** The rows of a report as CSV, with one header row. Notes are in the JSON only. */
export const formatCsv = (report: Pick<Report, 'rows'>): string => tableCsv(reportTable(report));

export const tableCsv = ({ head, rows }: Table): string => csvOf(head, rows);

/**
 * A table as CSV (RFC 4180: lines end in CR LF, a field with a comma, quote or line break is quoted) with one header row.
 * Words that a spreadsheet would run as a formula, in ordinary or full-width signs, are preceded by an apostrophe, as OWASP
 * advises.
 */
export function csvOf(head: readonly string[], rows: readonly (readonly Field[])[]): string {
  return [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** What makes a formula of a text: spreadsheets of East Asian systems take the full-width signs for it too, and pass over what is invisible. */
const RUNS = /^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212|%]|^[\t\r\n]/u;

/** A unit: nothing is run of the sign alone. */
const PER_CENT = '%';

function field(value: Field): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = RUNS.test(value) && value !== PER_CENT ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
