import { buildReport } from './build-report.js';
import { factsOf, importedAudit } from './earlier-audits.fixture.js';
import { liveAudit } from './live-audit.fixture.js';
import { openFigure } from './open-figure.js';

const request = { from: '2024-02-01', to: '2024-03-31', by: 'month', asAt: null, filters: {} } as const;
const graded = { reasons: [], first: 'good', final: 'good' } as const;

const db = factsOf([
  ...liveAudit('live', graded),
  ...liveAudit('directed', { ...graded, origin: 'directed' }),
  importedAudit({ finalGrade: 'good', domains: [{ domain: 'plans', grade: 'inadequate' }] }),
  importedAudit({
    scale: 'good-adequate-inadequate',
    finalGrade: 'good',
    auditedOn: '2024-03-01',
    standards: [{ standard: 'chronology', answer: 'na' }],
  }),
]);

describe('a figure opened', () => {
  it.each(['judgements', 'standards'] as const)('has as many audits as it counts, in every row of %s', (report) => {
    const { rows } = buildReport(db, { ...request, report });
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const opened = openFigure(db, { ...request, report }, row, 10);
      expect(opened?.total).toBe(row.numerator);
      expect(opened?.audits).toHaveLength(row.numerator ?? -1);
    }
  });

  it('names the audit and the event that made it final, and lists no more than asked', () => {
    const row = { period: '2024-02', series: 'overall', key: 'good' };
    const opened = openFigure(db, { ...request, report: 'judgements' }, row, 1);
    expect(opened).toEqual({
      total: 2,
      audits: [{ auditId: 'live', revision: 7, recordedAt: '2024-02-28T10:00:00.000Z', corrected: false }],
    });
  });

  it.each([
    { period: '2024-04', series: 'overall', key: 'good' },
    { period: '2024-02', series: 'domain:nothing', key: 'good' },
    { period: '2024-02', series: 'overall', key: 'adequate' },
  ])('is null where the report has no row %j', (row) => {
    expect(openFigure(db, { ...request, report: 'judgements' }, row, 1)).toBeNull();
  });
});
