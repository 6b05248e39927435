import { lastMonthEnd } from './counted-by-month-ends.js';
import {
  dipSampleFigure,
  dipSamplesTable,
  dipSamplesReport,
  type DipSampleSaid,
  type DipSamplesRequest,
} from './dip-samples-report.js';
import { tableCsv } from './format-csv.js';

const ALL: DipSamplesRequest = { from: null, to: null, asAt: null };
const SEEN = 'Seen alone?';
let made = 0;
const many = (count: number, answer: string | null, more: Partial<DipSampleSaid> = {}): DipSampleSaid[] =>
  Array.from({ length: count }, () => ({
    resultId: `r${(made += 1)}`,
    theme: 'Visits',
    date: '2023-11-14',
    unit: 'child' as const,
    answers: answer === null ? [] : [{ question: SEEN, answer }],
    recordedAt: '2023-12-01T10:00:00.000Z',
    ...more,
  }));
const figures = ({ rows }: ReturnType<typeof dipSamplesReport>) =>
  rows.map(({ period, key, numerator, denominator, percent }) => [period, key, numerator, denominator, percent]);
const MARCH = { theme: 'visits', date: '2024-03-14', recordedAt: '2024-03-20T10:00:00.000Z' } as const;

describe('the report of dip samples', () => {
  it('counts shares of those to whom a question applies and who answered it, the others beside it', () => {
    const report = dipSamplesReport(
      [...many(6, 'yes'), ...many(3, 'no'), ...many(2, 'na'), ...many(1, null)],
      ALL,
      null,
    );
    expect(figures(report)).toEqual([
      ['2023-11-14', 'yes', 6, 9, 67],
      ['2023-11-14', 'no', 3, 9, 33],
      ['2023-11-14', 'na', 2, 12, 17],
      ['2023-11-14', 'no_answer', 1, 12, 8],
    ]);
    expect(report.samples).toEqual([
      { theme: 'Visits', date: '2023-11-14', unit: 'child', subjects: 12, repeats: null },
    ]);
  });

  it('says how many said yes where nobody did, and the choices of a question as they are', () => {
    expect(figures(dipSamplesReport(many(3, 'no'), ALL, null))).toEqual([
      ['2023-11-14', 'yes', 0, 3, 0],
      ['2023-11-14', 'no', 3, 3, 100],
    ]);
    const chosen = [...many(2, 'poor'), ...many(1, 'good'), ...many(1, 'Stepped down')];
    expect(figures(dipSamplesReport(chosen, ALL, null)).map(([, key]) => key)).toEqual([
      'good',
      'poor',
      'Stepped down',
    ]);
  });

  it('sets a repeat of a theme beside the one before it, however it is spelt, also where that was not asked for', () => {
    const all = [...many(6, 'yes'), ...many(4, 'no'), ...many(9, 'yes', MARCH), ...many(1, 'no', MARCH)];
    const { samples, rows } = dipSamplesReport(all, { ...ALL, from: '2024-01-01' }, null);
    expect(samples.map(({ date, repeats }) => [date, repeats])).toEqual([['2024-03-14', '2023-11-14']]);
    expect(rows.map(({ key, percent, before }) => [key, percent, before])).toEqual([
      ['yes', 90, { period: '2023-11-14', numerator: 6, denominator: 10, percent: 60 }],
      ['no', 10, { period: '2023-11-14', numerator: 4, denominator: 10, percent: 40 }],
    ]);
  });

  it('compares no children with families, and says so', () => {
    const all = [...many(6, 'yes'), ...many(4, 'yes', { ...MARCH, unit: 'family' })];
    const { rows, notes } = dipSamplesReport(all, ALL, null);
    expect(rows.map(({ before }) => before)).toEqual([null, null, null, null]);
    expect(notes.map(({ code }) => code)).toEqual(['other-unit']);
  });

  it('counts what was said last of each, and opens a figure to that', () => {
    const [first] = many(1, 'no');
    if (first === undefined) throw new Error('Nothing was said');
    const corrected = {
      ...first,
      answers: [{ question: SEEN, answer: 'yes' }],
      recordedAt: '2023-12-02T10:00:00.000Z',
    };
    const all = [first, ...many(2, 'yes'), corrected];
    const { rows } = dipSamplesReport(all, ALL, null);
    expect(rows.map(({ key, numerator }) => [key, numerator])).toEqual([
      ['yes', 3],
      ['no', 0],
    ]);
    expect(dipSampleFigure(all, ALL, rows[0]?.item ?? '')?.results).toHaveLength(3);
    expect(dipSampleFigure(all, ALL, rows[0]?.item ?? '')?.results).toContain(corrected);
    expect(dipSampleFigure(all, ALL, rows[1]?.item ?? '')?.results).toEqual([]);
    expect(dipSampleFigure(all, ALL, 'nothing')).toBeNull();
  });

  it('withholds outside the QA team a question of which few gave an answer, and dip samples of few', () => {
    const outside = { minimum: 5, until: lastMonthEnd('2024-05-09T00:00:00.000Z') };
    const all = [...many(12, 'yes'), ...many(2, 'no'), ...many(4, 'yes', MARCH)];
    const { samples, rows, notes } = dipSamplesReport(all, ALL, outside);
    expect(rows.map(({ period, key, numerator, withheld }) => [period, key, numerator, withheld])).toEqual([
      ['2023-11-14', 'any', null, true],
      ['2024-03-14', 'any', null, true],
    ]);
    expect(samples.map(({ subjects }) => subjects)).toEqual([14, null]);
    expect(notes.map(({ code }) => code)).toEqual(['small_numbers']);
    const soon = { minimum: 5, until: lastMonthEnd('2023-12-09T00:00:00.000Z') };
    expect(dipSamplesReport(all, ALL, soon).samples).toEqual([]);
  });

  it('is a CSV of its rows', () => {
    expect(
      tableCsv(dipSamplesTable(dipSamplesReport(many(1, 'yes'), ALL, null)))
        .split('\r\n')
        .slice(0, 2),
    ).toEqual([
      'period,series,question,key,label,unit,numerator,denominator,percent,before_period,before_numerator,before_denominator,before_percent',
      '2023-11-14,theme:Visits,Seen alone?,yes,Yes,child,1,1,100,,,,',
    ]);
  });
});
