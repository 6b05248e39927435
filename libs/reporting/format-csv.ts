import type { Report, ReportRow } from './report.js';

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

/**
 * The rows of a report as CSV (RFC 4180: lines end in CR LF, a field with a comma, quote or line break is quoted) with one
 * header row. Words that a spreadsheet would run as a formula are preceded by an apostrophe. Notes are in the JSON only.
 */
export function formatCsv(report: Pick<Report, 'rows'>): string {
  const lines = report.rows.map((row) => COLUMNS.map((column) => field(row[column])).join(','));
  return [COLUMNS.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function field(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
