import { formatCsv } from './format-csv.js';
import type { Report, ReportRow } from './report.js';

const row = (key: string, numerator: number, denominator: number, changes: Partial<ReportRow> = {}): ReportRow => ({
  period: 'total',
  series: 'overall',
  key,
  label: key,
  numerator,
  denominator,
  percent: 0,
  ...changes,
});

const report = (...rows: ReportRow[]): Report => ({
  report: 'judgements',
  from: '2024-04-01',
  to: '2024-04-30',
  by: null,
  asAt: null,
  filters: {},
  rows,
  notes: [],
});

describe('a report as CSV', () => {
  it('has a header and a line for each row, quoted where needed and safe to open in a spreadsheet', () => {
    const csv = formatCsv(
      report(
        row('good', 1, 3, { percent: 33, label: 'Good, "as printed"' }),
        row('=1+1', 0, 0, { percent: null, series: '@team', label: '-x\ny', value: -0.5, unit: 'grades', low: null }),
      ),
    );
    expect(csv.split('\r\n')).toEqual([
      'period,series,key,label,numerator,denominator,percent,value,unit,low,high',
      'total,overall,good,"Good, ""as printed""",1,3,33,,,,',
      `total,'@team,'=1+1,"'-x\ny",0,0,,-0.5,grades,,`,
      '',
    ]);
  });
});
