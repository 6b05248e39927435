import { readFeedback } from './read-feedback.js';

const read = (...rows: string[]) =>
  readFeedback(Buffer.from(['date,respondent,rating,quote,consent,activity_ref', ...rows].join('\n')));

describe('feedback', () => {
  it('is read as it was given, and counts as often as it is said', () => {
    const { items, rows } = read(
      '14/11/2023,child,good,"He listens, always",yes,F-1',
      '2023-11-14,Parent/Carer,No rating,,no,',
      '2023-11-14,Parent/Carer,No rating,,no,',
      '2023-11-14,staff,,,,',
    );
    expect(rows).toEqual({ read: 4, accepted: 4, rejected: 0 });
    expect(items.map(({ item }) => [item.date, item.respondent, item.rating, item.quote, item.consent])).toEqual([
      ['2023-11-14', 'child', 'good', 'He listens, always', true],
      ['2023-11-14', 'parent_carer', 'No rating', null, false],
      ['2023-11-14', 'parent_carer', 'No rating', null, false],
      ['2023-11-14', 'staff', null, null, false],
    ]);
  });

  it('is rejected with row and column where it is none, and nothing somebody said is repeated', () => {
    const { rejected } = read(
      ',child,good,,no,',
      '31/02/2023,child,good,,no,',
      '2023-11-14,Jo Bloggs,good,,no,',
      '2023-11-14,child,good,Jo Bloggs helped,,',
      '2023-11-14,child,good,Jo Bloggs helped,maybe,',
    );
    expect(rejected.map(({ row, column }) => [row, column])).toEqual([
      [2, 'date'],
      [3, 'date'],
      [4, 'respondent'],
      [5, 'consent'],
      [6, 'consent'],
    ]);
    expect(JSON.stringify(rejected)).not.toContain('Jo');
  });
});
