import { formatCsv } from './format-csv.js';
import type { Report, ReportRow } from './report.js';
import { suppressSmallNumbers } from './small-numbers.js';

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

const figures = ({ rows }: Report) => rows.map(({ numerator, denominator }) => [numerator, denominator]);

describe('a report that leaves the QA team', () => {
  it('withholds small counts, and another that would give the only one away', () => {
    const suppressed = suppressSmallNumbers(
      report(row('a', 4, 40), row('b', 30, 40), row('c', 6, 40), row('d', 0, 40)),
      5,
    );
    expect(figures(suppressed)).toEqual([
      [null, 40],
      [30, 40],
      [6, 40],
      [null, 40],
    ]);
    expect(suppressed.rows.map(({ percent }) => percent)).toEqual([null, 0, 0, null]);
    expect(suppressed.notes.map(({ code }) => code)).toEqual(['small_numbers']);
  });

  it('withholds just the small ones where there are two', () => {
    expect(figures(suppressSmallNumbers(report(row('a', 4, 40), row('b', 1, 40), row('c', 35, 40)), 5))).toEqual([
      [null, 40],
      [null, 40],
      [35, 40],
    ]);
  });

  it('withholds a whole series of few audits, values too, and of that series only', () => {
    const suppressed = suppressSmallNumbers(
      report(
        row('a', 4, 4, { value: 12, unit: 'percentage_points' }),
        row('b', 0, 4),
        row('a', 5, 5, { series: 'domain:plans' }),
      ),
      5,
    );
    expect(figures(suppressed)).toEqual([
      [null, null],
      [null, null],
      [5, 5],
    ]);
    expect(suppressed.rows[0]).not.toHaveProperty('value');
  });

  it('is as it was where nothing is small', () => {
    const whole = report(row('a', 5, 10), row('b', 5, 10), row('c', 0, 10));
    expect(suppressSmallNumbers(whole, 5)).toBe(whole);
    expect(suppressSmallNumbers(report(row('a', 1, 1)), 0).notes).toEqual([]);
  });
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
