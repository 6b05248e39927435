import { listDocument, reportDocument } from '#committee';
import { filedList, filedReport } from '#reporting';
import type { ListedReport, ReportRow, ReportShown } from '#reporting';
import type { Written } from './give-report.js';
import { table } from './output/table.js';

/** A report of figures in each of the forms that it may be asked for in. @param standing of which council, and when */
export const writtenReport = (report: ReportShown, standing: Parameters<typeof reportDocument>[1]): Written => ({
  json: report,
  ...filedReport(report),
  text: () => asText(report),
  document: () => reportDocument(report, standing),
});

/** A list in each of the forms that it may be asked for in. @param standing of which council, and when */
export function writtenList(
  report: ListedReport,
  text: () => string,
  standing: Parameters<typeof listDocument>[1],
): Written {
  const filed = filedList(report);
  return { json: report, ...filed, text, document: () => listDocument(filed, standing) };
}

/** A value with its unit, where a row has one. */
function valueOf({ value = null, unit }: ReportRow): string | null {
  if (value === null) return null;
  return unit === undefined ? String(value) : `${value} ${unit.replace('_', ' ')}`;
}

function asText({ report, from, to, rows, notes }: ReportShown): string {
  const counts = ({ numerator, denominator, withheld }: ReportRow): string =>
    withheld === true
      ? `withheld${denominator === null ? '' : `/${denominator}`}`
      : denominator === null
        ? ''
        : `${numerator ?? '-'}/${denominator}`;
  const figures = table(
    [
      { heading: 'Period', of: ({ period }) => period },
      { heading: 'Series', of: ({ series }) => series },
      { heading: 'What', of: ({ label }) => label },
      { heading: 'n/N', of: counts, right: true },
      { heading: '%', of: ({ percent }) => percent, right: true },
      { heading: 'Value', of: valueOf },
    ],
    rows,
  );
  return [`${report}, ${from} to ${to}`, '', figures, ...notes.map(({ text }) => `\n${text}`), ''].join('\n');
}
