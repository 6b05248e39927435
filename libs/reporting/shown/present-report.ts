import type { ShareBar } from '#charts';
import { periodName, type PeriodLength, type ProgrammeSettings } from '#domain';
import type { Report, ReportRow, ReportShown } from '../report.js';
import { seriesWords } from './report-words.js';

/** A figure as its cell says it. */
export interface FigureShown {
  readonly text: string;
  /** Its change, or how sure it is; empty for nothing more. */
  readonly more: string;
  /** Where the audits behind it are; null where they cannot be opened. */
  readonly href: string | null;
}

/** One table of a report. */
export interface SectionShown {
  readonly id: string;
  readonly title: string;
  readonly periods: readonly string[];
  readonly rows: readonly { readonly label: string; readonly figures: readonly FigureShown[] }[];
  /** Null where its rows are no parts of a whole. */
  readonly bars: readonly ShareBar[] | null;
}

type FigureAddress = (figure: Pick<ReportRow, 'period' | 'series' | 'key'>) => string | null;

/**
 * A report as its page says it: a table for each thing it counts, a column for each period.
 * @param hrefOf where the audits behind a figure are; null where this reader cannot open it
 */
export function presentReport(
  { report, rows }: Pick<Report, 'rows'> & { readonly report: ReportShown['report'] },
  by: PeriodLength,
  settings: Pick<ProgrammeSettings, 'tools' | 'scales' | 'rounds'> | null,
  hrefOf: FigureAddress,
): readonly SectionShown[] {
  const periods = [...new Set(rows.map(({ period }) => period))];
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const { group } = seriesWords(row.series, settings);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [row]);
    else known.push(row);
  }
  return [...groups.values()].map((ofGroup, index) => {
    const { title, isWhole } = seriesWords(ofGroup[0]?.series ?? '', settings);
    const lines = new Map<string, ReportRow>();
    for (const row of ofGroup) lines.set(lineOf(row), lines.get(lineOf(row)) ?? row);
    const figures = new Map(ofGroup.map((row) => [`${row.period} ${lineOf(row)}`, row]));
    return {
      id: `${report}-${index + 1}`,
      title,
      periods: periods.map((period) => periodName(period, by)),
      rows: [...lines].map(([line, row]) => ({
        label: labelOf(row, settings),
        figures: periods.map((period) => figureShown(figures.get(`${period} ${line}`), hrefOf)),
      })),
      bars: isWhole ? barsOf(periods, by, ofGroup) : null,
    };
  });
}

const lineOf = ({ series, key }: ReportRow): string => `${series} ${key}`;

function labelOf({ series, label }: ReportRow, settings: Parameters<typeof seriesWords>[1]): string {
  const { of } = seriesWords(series, settings);
  const words = label.charAt(0).toUpperCase() + label.slice(1);
  return of === '' ? words : `${of}: ${label}`;
}

/** Null where there is nothing to draw. */
function barsOf(periods: readonly string[], by: PeriodLength, rows: readonly ReportRow[]): readonly ShareBar[] | null {
  const bars = periods.map((period) => barOf(period, by, rows));
  return bars.some(({ parts }) => parts.some(({ percent }) => (percent ?? 0) > 0)) ? bars : null;
}

function barOf(period: string, by: PeriodLength, rows: readonly ReportRow[]): ShareBar {
  // What does not apply is a share of another whole, and what was put together is of the others.
  const parts = rows.filter((row) => row.period === period && row.key !== 'na' && row.combines === undefined);
  return {
    label: periodName(period, by),
    parts: parts.map(({ label, percent }) => ({ label, percent })),
    otherwise: parts.some(({ withheld }) => withheld === true) ? 'Withheld: small numbers' : 'None counted',
  };
}

function figureShown(row: ReportRow | undefined, hrefOf: FigureAddress): FigureShown {
  if (row === undefined) return { text: 'None counted', more: '', href: null };
  if (row.withheld === true) return { text: 'Withheld', more: '', href: null };
  const { numerator, denominator, percent, period, series, key, combines } = row;
  if (numerator === null) return measureShown(row);
  // Each of the rows that were put together is opened by itself.
  const href = numerator === 0 || combines !== undefined ? null : hrefOf({ period, series, key });
  if (percent === null || denominator === null)
    return { text: denominator === 0 ? 'None counted' : String(numerator), more: '', href };
  return { text: `${percent}%, ${numerator} of ${denominator}`, more: valueInWords(row), href };
}

/** A figure that is no share: with how many audits it was worked out from, and how sure it is. */
function measureShown(row: ReportRow): FigureShown {
  const { value, denominator, low, high, unit } = row;
  if (value === null || value === undefined) return { text: 'Not worked out', more: ofAudits(denominator), href: null };
  const text = unit === 'grades' && value > 0 ? `+${value}` : String(value);
  const sure = low === null || low === undefined || high === null || high === undefined ? '' : `${low} to ${high}, `;
  return { text, more: `${sure}${ofAudits(denominator)}`, href: null };
}

const ofAudits = (count: number | null): string =>
  count === null ? '' : `from ${count} ${count === 1 ? 'audit' : 'audits'}`;

function valueInWords({ value, unit }: ReportRow): string {
  if (value === null || value === undefined) return '';
  if (unit === 'working_days') return `median ${value} working ${value === 1 ? 'day' : 'days'}`;
  if (unit !== 'percentage_points') return '';
  if (value === 0) return 'no change';
  return `${value > 0 ? 'up' : 'down'} ${Math.abs(value)} ${Math.abs(value) === 1 ? 'point' : 'points'}`;
}
