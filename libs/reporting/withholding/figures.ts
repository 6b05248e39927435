import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { addMonths, periodOf, type ReportName } from '#domain';
import type { Parts } from '#projections';
import { buildReport } from '../build-report.js';
import type { ReportRow } from '../report.js';

/** What of a row is counted, whatever period it is of. */
export const figureOf = ({ series, key }: Pick<ReportRow, 'series' | 'key'>): string => `${series}\n${key}`;

/** The figures of one financial year: of each, how many audits in each month, from April, for each part one after another. */
export type Figures = ReadonlyMap<string, readonly number[]>;

export const MONTHS = 12;

/** @param year the first day of a financial year @param moment milliseconds since 1970 */
export async function countYear(
  db: Database,
  reports: readonly ReportName[],
  year: string,
  moment: number,
  apart: Parts | undefined,
): Promise<Figures> {
  const parts = apart?.parts.length ?? 1;
  const figures = new Map<string, number[]>();
  const add = (figure: string, place: number, count: number): void => {
    let counts = figures.get(figure);
    if (counts === undefined) figures.set(figure, (counts = new Array<number>(MONTHS * parts).fill(0)));
    counts[place] = count;
  };
  for (const report of reports) {
    // Requests come between.
    await turn();
    const { rows } = buildReport(db, {
      report,
      from: year,
      to: periodOf(year, 'year').to,
      by: 'month',
      asAt: new Date(moment).toISOString(),
      filters: {},
      apart,
      scalesNamed: true,
    });
    let [month, place, before] = ['', -1, ''];
    for (const row of rows) {
      // Rows of one period follow one another; a period begins where its first series does.
      const first = figureOf(row);
      if (row.period !== month || first === before) place += 1;
      if (row.period !== month || first === before) before = first;
      month = row.period;
      if (row.numerator === null) continue;
      add(first, place, row.numerator);
      if (row.unit === 'working_days') add(lateOf(first), place, (row.denominator ?? 0) - row.numerator);
    }
  }
  return figures;
}

/** Those of a stage that were not in time. */
export const lateOf = (figure: string): string => `${figure}, late`;

/** The first days of the financial years that days fall in. */
export function yearsOf(from: string, to: string): string[] {
  const years: string[] = [];
  for (let year: string = periodOf(from, 'year').from; year <= to; year = addMonths(year, MONTHS)) years.push(year);
  return years;
}
