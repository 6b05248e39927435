import { questionOf, requestOf } from './report-question.js';

describe('what is asked of a report', () => {
  it('is whole periods, whatever months were chosen', () => {
    const question = questionOf(
      { from: '2026-02', to: '2026-05', by: 'quarter', service: 'North' },
      '2026-11-28',
      true,
    );
    expect(requestOf('judgements', question)).toMatchObject({
      from: '2026-01-01',
      to: '2026-06-30',
      by: 'quarter',
      asAt: null,
      filters: { service: 'North' },
    });
  });

  it('is the last four quarters where the address says nothing, or nothing that can be', () => {
    const plain = questionOf({}, '2026-11-28', true);
    expect(plain).toMatchObject({ from: '2026-01', to: '2026-11', by: 'quarter' });
    expect(questionOf({}, '2026-11-28', false)).toMatchObject({ from: '2025-04', to: '2026-11', by: 'year' });
    expect(questionOf({ from: '2026-13', to: ['x'], by: 'week', asAt: '2026-02-30' }, '2026-11-28', true)).toEqual(
      plain,
    );
    expect(questionOf({ from: '2026-12', to: '2026-01' }, '2026-11-28', true).from).toBe('2026-01');
  });
});
