import type { ReportRow } from '#reporting';
import { homePage, judgementsTable, lastTwelveMonths } from './home-page.js';

const row = (
  period: string,
  key: string,
  numerator: number | null,
  denominator: number | null,
  percent: number | null,
): ReportRow => ({
  period,
  series: 'overall',
  key,
  label: key === 'good' ? 'Good' : 'Inadequate',
  numerator,
  denominator,
  percent,
});

describe('the root page', () => {
  it('looks back over twelve months, this one included', () => {
    expect(lastTwelveMonths('2024-05-31')).toEqual({ from: '2023-06-01', to: '2024-05-31' });
    expect(lastTwelveMonths('2024-12-01')).toEqual({ from: '2024-01-01', to: '2024-12-01' });
  });

  it('gives every share with its counts, and none where nothing was counted or it is withheld', () => {
    const rows = [
      row('2024-04', 'good', 9, 16, 56),
      row('2024-04', 'inadequate', 7, 16, 44),
      row('2024-05', 'good', 0, 0, null),
      row('2024-05', 'inadequate', null, null, null),
      { ...row('2024-04', 'good', 1, 1, 100), series: 'domain:planning' },
    ];
    expect(judgementsTable({ rows })).toEqual({
      grades: ['Good', 'Inadequate'],
      months: [
        { month: '2024-04', shares: ['56% (9/16)', '44% (7/16)'] },
        { month: '2024-05', shares: ['–', 'withheld'] },
      ],
    });
  });

  it('says what stands when there is nothing yet', () => {
    const page = homePage({ council: 'A <b>council</b>', stages: [], judgements: null });
    expect(page).toContain('There are no audits yet');
    expect(page).toContain('still being built');
    expect(page).toContain('A &lt;b&gt;council&lt;/b&gt;');
    expect(page).toContain('href="/api/docs"');
  });

  it('names stages in the field’s words', () => {
    const page = homePage({ council: 'C', stages: [{ stage: 'dispute-window', count: 3 }], judgements: null });
    expect(page).toContain('<th scope="row">Dispute window</th><td>3</td>');
  });

  it('lists stages in the order an audit passes them', () => {
    const stages = [
      { stage: 'closed', count: 1 },
      { stage: 'allocation', count: 2 },
    ] as const;
    const page = homePage({ council: 'C', stages, judgements: null });
    expect(page.indexOf('Allocation')).toBeLessThan(page.indexOf('Closed'));
  });

  it('does not say that there are no audits while their list is still being built', () => {
    expect(homePage({ council: 'C', stages: null, judgements: null })).not.toContain('no audits');
  });
});
