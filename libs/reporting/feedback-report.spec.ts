import { lastMonthEnd } from './counted-by-month-ends.js';
import { feedbackReport, type FeedbackCounted, type FeedbackRequest } from './feedback-report.js';

const ALL: FeedbackRequest = { from: null, to: null, by: null, asAt: null };
const many = (count: number, more: Partial<FeedbackCounted>): FeedbackCounted[] =>
  Array.from({ length: count }, () => ({
    date: '2023-11-14',
    respondent: 'parent_carer' as const,
    rating: 'good',
    recordedAt: '2023-12-01T10:00:00.000Z',
    ...more,
  }));
const figures = (report: ReturnType<typeof feedbackReport>) =>
  report.rows.map(({ period, series, key, numerator, denominator, percent }) => [
    period,
    series,
    key,
    numerator,
    denominator,
    percent,
  ]);

describe('the report of feedback', () => {
  it('counts what was printed of thirty parents and carers, those for whom it was too early among them', () => {
    const all = [
      ...many(15, { rating: 'excellent_good' }),
      ...many(9, { rating: 'average' }),
      ...many(3, { rating: 'very_poor' }),
      ...many(3, { rating: 'too_early_to_say' }),
      ...many(1, { respondent: 'child', rating: 'no_rating' }),
    ];
    expect(figures(feedbackReport(all, [], ALL, null))).toEqual([
      ['total', 'respondent:child', 'no_rating', 1, 1, 100],
      ['total', 'respondent:parent_carer', 'excellent_good', 15, 30, 50],
      ['total', 'respondent:parent_carer', 'average', 9, 30, 30],
      ['total', 'respondent:parent_carer', 'very_poor', 3, 30, 10],
      ['total', 'respondent:parent_carer', 'too_early_to_say', 3, 30, 10],
    ]);
  });

  it('is of the days and by the periods that are asked for', () => {
    const all = [...many(2, {}), ...many(1, { date: '2024-01-02' })];
    const keys = (request: Partial<FeedbackRequest>) =>
      feedbackReport(all, [], { ...ALL, ...request }, null).rows.map(({ period, numerator }) => [period, numerator]);
    expect(keys({ by: 'month' })).toEqual([
      ['2023-11', 2],
      ['2024-01', 1],
    ]);
    expect(keys({ by: 'quarter', from: '2024-01-01' })).toEqual([['2023-24-Q4', 1]]);
    expect(keys({ to: '2023-11-13' })).toEqual([]);
  });

  it('withholds outside the QA team what is small, with the words beside it', () => {
    const all = [...many(12, {}), ...many(2, { rating: 'poor' }), ...many(9, { respondent: 'child' })];
    const words = [
      { date: '2023-11-14', respondent: 'child' as const, text: 'Kind' },
      { date: '2023-11-14', respondent: 'parent_carer' as const, text: 'Late' },
    ];
    const outside = { minimum: 5, until: lastMonthEnd('2024-01-09T00:00:00.000Z') };
    const { rows, quotes } = feedbackReport(all, words, ALL, outside);
    expect(rows).toEqual([
      expect.objectContaining({ series: 'respondent:child', key: 'good', numerator: 9, denominator: 9 }),
      expect.objectContaining({ series: 'respondent:parent_carer', key: 'any', numerator: null, withheld: true }),
    ]);
    expect(quotes.map(({ text }) => text)).toEqual(['Kind']);
    const soon = { minimum: 5, until: lastMonthEnd('2023-12-09T00:00:00.000Z') };
    expect(feedbackReport(all, words, ALL, soon).rows).toEqual([]);
  });

  it('outside the QA team stands as it was while little has come since', () => {
    const all = [...many(12, {}), ...many(1, { recordedAt: '2024-02-01T10:00:00.000Z' })];
    const seen = (until: string) => feedbackReport(all, [], ALL, { minimum: 5, until }).rows[0]?.numerator;
    expect([seen('2023-12-31T23:59:59.999Z'), seen('2024-03-31T22:59:59.999Z')]).toEqual([12, 12]);
  });
});
