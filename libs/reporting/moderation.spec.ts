import { buildReport } from './build-report.js';
import { factsOf, factsOfEarlier, importedAudit, times, type EarlierAudits } from './earlier-audits.fixture.js';
import { liveAudit } from './live-audit.fixture.js';
import type { ReportRequest, ReportRow } from './report.js';

const request: ReportRequest = {
  report: 'moderation',
  from: '2024-02-01',
  to: '2024-02-29',
  by: null,
  asAt: null,
  filters: {},
};

const moderated = (
  count: number,
  firstGrade: string,
  finalGrade: string,
  auditorRole = 'Team manager',
): EarlierAudits => times(count, { firstGrade, finalGrade, moderated: true, auditorRole });

const find = (rows: readonly ReportRow[], series: string, key: string): ReportRow | undefined =>
  rows.find((row) => row.series === series && row.key === key);

describe('the report of moderation', () => {
  // Gwet's own example, cont3x3abstractors of irrCAC, on the three-grade scale.
  const abstractors = (
    [
      ['good', 'good', 13],
      ['adequate', 'adequate', 20],
      ['adequate', 'inadequate', 7],
      ['inadequate', 'adequate', 4],
      ['inadequate', 'inadequate', 56],
    ] as const
  ).map(([first, final, count]) => {
    const { audit } = moderated(count, first, final);
    return times(count, { ...audit, scale: 'good-adequate-inadequate' });
  });

  it('sets first beside final grades, with agreement, shift and coefficients', () => {
    const db = factsOfEarlier([...abstractors, times(100, { scale: 'good-adequate-inadequate', finalGrade: 'good' })]);
    const { rows, notes } = buildReport(db, request);
    expect(find(rows, 'moderated', 'yes')).toMatchObject({ numerator: 100, denominator: 200, percent: 50 });
    expect(find(rows, 'first_x_final', 'adequate>inadequate')).toMatchObject({ numerator: 7, denominator: 100 });
    expect(find(rows, 'first_x_final', 'good>inadequate')).toMatchObject({ numerator: 0, percent: 0 });
    expect(find(rows, 'agreement', 'agreed')).toMatchObject({ numerator: 89, denominator: 100, percent: 89 });
    expect(find(rows, 'agreement', 'upgraded')).toMatchObject({ numerator: 4, percent: 4 });
    expect(find(rows, 'agreement', 'downgraded')).toMatchObject({ numerator: 7, percent: 7 });
    expect(find(rows, 'mean_shift', 'mean')).toMatchObject({ value: -0.03, unit: 'grades', denominator: 100 });
    expect(find(rows, 'weighted_kappa', 'linear')).toMatchObject({
      value: 0.84,
      low: 0.75,
      high: 0.94,
      unit: 'coefficient',
      percent: null,
    });
    expect(find(rows, 'ac2', 'linear')?.value).toBeGreaterThan(0.84);
    expect(find(rows, 'agreement:not_recorded', 'agreed')).toMatchObject({ numerator: 89 });
    expect(notes).toEqual([]);
  });

  it('keeps random, risk-selected and directed audits apart', () => {
    const db = factsOf([
      ...liveAudit('random', { reasons: ['random', 'grade'], first: 'inadequate', final: 'inadequate' }),
      ...liveAudit('risk', { reasons: ['grade'], first: 'inadequate', final: 'good' }),
      ...liveAudit('all', { reasons: ['all'], first: 'good', final: 'good' }),
      ...liveAudit('directed', { reasons: ['random'], first: 'good', final: 'good', origin: 'directed' }),
      ...liveAudit('nobody', { reasons: [], first: 'good', final: 'good' }),
    ]);
    const { rows, notes } = buildReport(db, request);
    const agreed = ['', ':random', ':risk', ':all', ':directed'].map((suffix) => {
      const row = find(rows, `agreement${suffix}`, 'agreed');
      return `${row?.numerator}/${row?.denominator}`;
    });
    expect(agreed).toEqual(['2/3', '1/1', '0/1', '1/1', '1/1']);
    expect(notes.map(({ code }) => code)).toEqual(['directed', 'chosen_for_risk', 'too_few_moderated']);
    expect(find(rows, 'agreement:auditor_group:auditor', 'agreed')).toMatchObject({ denominator: 3 });
  });

  it('leaves coefficients out where few audits were moderated, and keeps the counts', () => {
    const fewer = buildReport(
      factsOfEarlier([moderated(5, 'good', 'good'), moderated(4, 'good', 'inadequate')]),
      request,
    );
    expect(find(fewer.rows, 'weighted_kappa', 'linear')).toMatchObject({ value: null, denominator: 9 });
    expect(find(fewer.rows, 'mean_shift', 'mean')).toMatchObject({ value: null });
    expect(find(fewer.rows, 'agreement', 'agreed')).toMatchObject({ numerator: 5, denominator: 9 });
    const enough = buildReport(
      factsOfEarlier([moderated(5, 'good', 'good'), moderated(5, 'good', 'inadequate')]),
      request,
    );
    expect(find(enough.rows, 'mean_shift', 'mean')).toMatchObject({ value: -1, denominator: 10 });
  });

  it('says why a coefficient or its interval is left out', () => {
    // Kappa is exactly 0 here and so is its variance; AC2 has one, as has neither where nobody disagreed.
    const one = factsOfEarlier([moderated(19, 'good', 'good'), moderated(1, 'good', 'requires_improvement')]);
    const report = buildReport(one, request);
    expect(find(report.rows, 'weighted_kappa', 'linear')).toMatchObject({ value: 0, low: null, high: null });
    expect(find(report.rows, 'ac2', 'linear')?.low).toEqual(expect.any(Number));
    expect(report.notes.map(({ code }) => code)).toEqual(['no_variation']);

    const alike = buildReport(factsOfEarlier([moderated(20, 'good', 'good')]), request);
    expect(find(alike.rows, 'weighted_kappa', 'linear')).toMatchObject({ value: null, low: null, high: null });
    expect(alike.notes.map(({ code }) => code)).toEqual(['one_grade_only', 'no_variation']);
  });

  it('tells groups of auditors apart', () => {
    const db = factsOfEarlier([moderated(2, 'good', 'good'), moderated(1, 'good', 'inadequate', 'Head of service')]);
    const { rows } = buildReport(db, request);
    expect(find(rows, 'agreement:auditor_group:Team manager', 'agreed')).toMatchObject({
      numerator: 2,
      denominator: 2,
    });
    expect(find(rows, 'agreement:auditor_group:Head of service', 'downgraded')).toMatchObject({ percent: 100 });
  });

  it('counts live audits by what their auditors are, with earlier ones that say the same', () => {
    const moderatedLive = { reasons: ['all'], first: 'good', final: 'good' } as const;
    const db = factsOf([
      ...liveAudit('by-a-manager', { ...moderatedLive, auditorGroup: 'Team manager' }),
      ...liveAudit('by-a-leader', { ...moderatedLive, auditorGroup: 'Leader' }),
      ...liveAudit('before-it-was-recorded', moderatedLive),
    ]);
    const { rows } = buildReport(db, request);
    for (const group of ['Team manager', 'Leader', 'auditor'])
      expect(find(rows, `agreement:auditor_group:${group}`, 'agreed')).toMatchObject({ denominator: 1 });
  });

  it('has no first grade of an audit that is not final', () => {
    const events = liveAudit('a', { reasons: ['grade'], first: 'inadequate', final: 'inadequate' });
    const before = events.slice(
      0,
      events.findIndex(({ type }) => type === 'audit-finalised'),
    );
    const { rows } = buildReport(factsOf([...before, importedAudit({ finalGrade: 'good' })]), request);
    expect(rows.filter(({ series, numerator }) => series.startsWith('first_x_final') && (numerator ?? 0) > 0)).toEqual(
      [],
    );
    expect(rows.some(({ series }) => series.endsWith(':risk'))).toBe(false);
  });
});
