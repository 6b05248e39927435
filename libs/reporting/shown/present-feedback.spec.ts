import { feedbackReport } from '#reporting';
import { presentFeedback } from './present-feedback.js';

const said = (count: number, rating: string) =>
  Array.from({ length: count }, () => ({
    date: '2023-11-14',
    respondent: 'child' as const,
    rating,
    recordedAt: '2023-12-01T10:00:00.000Z',
  }));
const asked = { from: null, to: null, by: 'quarter' as const, asAt: null };

describe('feedback on its page', () => {
  it('says each rating with its counts, draws it, and has the words that may be shown', () => {
    const all = [...said(3, 'good'), ...said(1, 'no_rating')];
    const words = [{ date: '2023-11-14', respondent: 'child' as const, text: 'He listens.' }];
    expect(presentFeedback(feedbackReport(all, words, asked, null))).toEqual([
      {
        id: 'feedback-1',
        title: 'Children and young people',
        rows: [
          { period: 'October to December 2023', rating: 'Good', figure: '75%, 3 of 4' },
          { period: 'October to December 2023', rating: 'No rating', figure: '25%, 1 of 4' },
        ],
        bars: [
          {
            label: 'October to December 2023',
            parts: [
              { label: 'Good', percent: 75 },
              { label: 'No rating', percent: 25 },
            ],
            otherwise: 'Withheld',
          },
        ],
        quotes: [{ period: 'October to December 2023', text: 'He listens.' }],
      },
    ]);
  });

  it('draws nothing of what is withheld', () => {
    const outside = { minimum: 5, until: '2023-12-31T23:59:59.999Z' };
    const [section] = presentFeedback(feedbackReport(said(3, 'good'), [], asked, outside));
    expect(section).toMatchObject({ bars: null, rows: [{ rating: 'Any rating', figure: 'Withheld' }] });
  });
});
