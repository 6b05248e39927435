import type { Report, ReportRow } from './report.js';

/**
 * The report as it may leave the QA team: no count from 1 to below `minimum`, and no count or share that would give one
 * away. Where one cell of a series is withheld, so is the next smallest, or it could be worked out from the rest.
 * A series counted over fewer audits than that is withheld whole.
 * @param minimum the programme's `smallNumber`; 0 withholds nothing
 */
export function suppressSmallNumbers(report: Report, minimum: number): Report {
  const rowsOfSeries = new Map<string, ReportRow[]>();
  for (const row of report.rows) {
    const key = JSON.stringify([row.period, row.series]);
    const rows = rowsOfSeries.get(key);
    if (rows === undefined) rowsOfSeries.set(key, [row]);
    else rows.push(row);
  }
  const withheld = new Set([...rowsOfSeries.values()].flatMap((rows) => toWithhold(rows, minimum)));
  if (withheld.size === 0) return report;
  return {
    ...report,
    rows: report.rows.map((row) => (withheld.has(row) ? withoutFigures(row, minimum) : row)),
    notes: [
      ...report.notes,
      {
        code: 'small_numbers',
        text: `Figures of fewer than ${minimum} audits, and those that would give them away, are withheld.`,
      },
    ],
  };
}

function toWithhold(rows: readonly ReportRow[], minimum: number): readonly ReportRow[] {
  if (rows.some(({ denominator }) => isSmall(denominator, minimum))) return rows;
  const small = rows.filter(({ numerator }) => isSmall(numerator, minimum));
  if (small.length !== 1) return small;
  const others = rows.filter((row) => !small.includes(row) && row.numerator !== null);
  const smallest = others.sort((left, right) => (left.numerator ?? 0) - (right.numerator ?? 0))[0];
  return smallest === undefined ? small : [...small, smallest];
}

function isSmall(count: number | null, minimum: number): boolean {
  return count !== null && count > 0 && count < minimum;
}

function withoutFigures(row: ReportRow, minimum: number): ReportRow {
  const { period, series, key, label, denominator } = row;
  return {
    period,
    series,
    key,
    label,
    numerator: null,
    denominator: isSmall(denominator, minimum) ? null : denominator,
    percent: null,
  };
}
