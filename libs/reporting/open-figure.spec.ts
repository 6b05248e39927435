import { REPORTS, defaultSettings } from '#domain';
import { buildReport } from './build-report.js';
import { factsOf, importedAudit, publishedSettings } from './earlier-audits.fixture.js';
import { liveAudit, notDone } from './live-audit.fixture.js';
import { openFigure } from './open-figure.js';

const request = { from: '2024-02-01', to: '2024-03-31', by: 'month', asAt: null, filters: {} } as const;
const graded = { reasons: [], first: 'good', final: 'good' } as const;

const db = factsOf([
  ...liveAudit('live', graded),
  ...liveAudit('directed', { ...graded, origin: 'directed' }),
  ...liveAudit('moderated', { ...graded, reasons: ['random'], final: 'outstanding', conversation: 'not_held' }),
  ...liveAudit('for risk', { ...graded, reasons: ['grade'], first: 'inadequate', auditorGroup: 'team_manager' }),
  ...liveAudit('picked', { ...graded, reasons: ['grade'], origin: 'directed', final: 'inadequate' }),
  ...notDone('exempted', 'audit-exempted', 'in-court'),
  ...notDone('withdrawn', 'audit-withdrawn', 'moved'),
  importedAudit({ finalGrade: 'good', domains: [{ domain: 'plans', grade: 'inadequate' }] }),
  importedAudit({
    scale: 'good-adequate-inadequate',
    finalGrade: 'good',
    auditedOn: '2024-03-01',
    standards: [{ standard: 'chronology', answer: 'na' }],
  }),
]);

describe('a figure opened', () => {
  it.each(REPORTS)('has as many audits as it counts, in every row of %s', (report) => {
    const { rows } = buildReport(db, { ...request, report });
    expect(rows.some(({ numerator }) => (numerator ?? 0) > 1)).toBe(!['standards', 'themes'].includes(report));
    // Of the many that count nothing, one in ten.
    const asked = rows.filter(({ numerator }, index) => numerator !== 0 || index % 10 === 0);
    for (const row of asked) {
      const opened = openFigure(db, { ...request, report }, row, 20);
      const behind = opened && { total: opened.total, listed: opened.audits.length, label: opened.label };
      // A measure, such as a coefficient, counts nothing that could be opened.
      const counted = row.numerator === null ? null : { total: row.numerator, listed: row.numerator, label: row.label };
      expect([row.period, row.series, row.key, behind]).toEqual([row.period, row.series, row.key, counted]);
    }
  });

  it('names the audit and the event that made it final, and lists no more than asked', () => {
    const row = { period: '2024-02', series: 'overall', key: 'good' };
    const opened = openFigure(db, { ...request, report: 'judgements' }, row, 1);
    expect(opened).toEqual({
      label: 'Good',
      total: 3,
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

describe('grades of another scale, counted as the council says', () => {
  const OTHER = 'good-adequate-inadequate';
  const settings = {
    ...defaultSettings('Somewhere'),
    version: 1,
    concordances: [
      { from: OTHER, to: 'ofsted', source: 'QA framework 2014', grades: { good: 'good', inadequate: 'inadequate' } },
    ],
  };
  const mixed = factsOf([
    publishedSettings(settings),
    importedAudit({ finalGrade: 'good', domains: [{ domain: 'plans', grade: 'good' }] }),
    importedAudit({ scale: OTHER, finalGrade: 'good', domains: [{ domain: 'plans', grade: 'inadequate' }] }),
    importedAudit({ scale: OTHER, finalGrade: 'adequate' }),
    importedAudit({ scale: OTHER, finalGrade: 'inadequate' }),
  ]);
  const asked = { ...request, report: 'judgements', by: null } as const;
  const counts = (scale?: string) =>
    buildReport(mixed, { ...asked, scale })
      .rows.filter(({ numerator }) => (numerator ?? 0) > 0)
      .map(({ series, key, numerator, denominator }) => `${series} ${key} ${numerator}/${denominator}`);

  it('are added to its own, and what the council does not speak of stays apart', () => {
    expect(counts('ofsted')).toEqual([
      'overall good 2/3',
      'overall inadequate 1/3',
      `overall:${OTHER} adequate 1/1`,
      'domain:plans good 1/2',
      'domain:plans inadequate 1/2',
    ]);
  });

  it('are counted by themselves where nobody asks, and where there is no word on it', () => {
    expect(counts()).toEqual(expect.arrayContaining(['overall good 1/1', `overall:${OTHER} adequate 1/3`]));
    expect(counts(OTHER)).toEqual(expect.arrayContaining([`overall good 1/3`, 'overall:ofsted good 1/1']));
  });

  it('are said to be, and on whose word', () => {
    const notes = (scale?: string) =>
      buildReport(mixed, { ...asked, scale }).notes.map(({ code, text }) => [code, text]);
    expect(notes('ofsted')).toContainEqual(['concordance', expect.stringContaining('QA framework 2014')]);
    expect(notes().map(([code]) => code)).not.toContain('concordance');
  });

  it('open down to the audits of both scales', () => {
    for (const row of buildReport(mixed, { ...asked, scale: 'ofsted' }).rows) {
      const opened = openFigure(mixed, { ...asked, scale: 'ofsted' }, row, 10);
      expect([row.series, row.key, opened?.total, opened?.audits.length]).toEqual([
        row.series,
        row.key,
        row.numerator,
        row.numerator,
      ]);
    }
  });
});
