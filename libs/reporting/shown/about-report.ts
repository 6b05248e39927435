import { spokenDate } from '#domain';
import type { About, Workbook } from '../workbook/workbook.js';
import { reportTable } from '../format-csv.js';
import type { ReportShown } from '../report.js';
import { REPORT_WORDS } from './report-words.js';

/** What a file of a report says of it. */
export function aboutReport({ report, from, to, by, asAt, filters, scale, notes }: ReportShown): About {
  const asked: readonly (readonly [string, string | null | undefined])[] = [
    ['From', spokenDate(from)],
    ['To', spokenDate(to)],
    ['Figures for each', by],
    ['As at', asAt],
    ['Service', filters.service],
    ['Team', filters.team],
    ['Type of audit', filters.activity],
    ['Grade scale', scale],
  ];
  return {
    title: REPORT_WORDS[report].title,
    asked: asked.flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value] as const])),
    notes: notes.map(({ text }) => text),
  };
}

/** What the files of a report of figures hold. */
export const filedReport = (report: ReportShown): Workbook => ({
  table: reportTable(report),
  about: aboutReport(report),
});
