import { defaultSettings, type ProgrammeSettings } from '#domain';
import { buildReport } from './build-report.js';
import { factsOf, factsOfEarlier, importedAudit, publishedSettings, times } from './earlier-audits.fixture.js';
import type { Report, ReportRequest } from './report.js';

const request: ReportRequest = {
  report: 'judgements',
  from: '2024-02-01',
  to: '2024-03-31',
  by: null,
  asAt: null,
  filters: {},
};

const settings = (changes: Partial<ProgrammeSettings>): ProgrammeSettings => ({
  ...defaultSettings('Westmere'),
  version: 1,
  ...changes,
});

/** `period series key: numerator/denominator percent` */
const lines = ({ rows }: Report): string[] =>
  rows.map(
    ({ period, series, key, numerator, denominator, percent, value }) =>
      `${period} ${series} ${key}: ${numerator}/${denominator} ${percent}%${value === undefined ? '' : ` ${value}`}`,
  );
const codes = ({ notes }: Report): string[] => notes.map(({ code }) => code);

describe('the report of judgements', () => {
  it('has one shape, and a row for every grade of the scale', () => {
    const db = factsOfEarlier([times(1, { finalGrade: 'good' }), times(2, { finalGrade: 'requires_improvement' })]);
    expect(JSON.parse(JSON.stringify(buildReport(db, request)))).toEqual({
      ...request,
      rows: [
        ['outstanding', 'Outstanding', 0, 0],
        ['good', 'Good', 1, 33],
        ['requires_improvement', 'Requires improvement to be good', 2, 67],
        ['inadequate', 'Inadequate', 0, 0],
      ].map(([key, label, numerator, percent]) => ({
        period: 'total',
        series: 'overall',
        key,
        label,
        numerator,
        denominator: 3,
        percent,
      })),
      notes: [],
    });
  });

  it('of nothing has its rows, without percentages', () => {
    expect(lines(buildReport(factsOf([]), request))).toEqual([
      'total overall outstanding: 0/0 null%',
      'total overall good: 0/0 null%',
      'total overall requires_improvement: 0/0 null%',
      'total overall inadequate: 0/0 null%',
    ]);
  });

  it('counts a domain only where it was graded, in the order of the tools', () => {
    const db = factsOf([
      publishedSettings(settings({})),
      importedAudit({ finalGrade: 'good', domains: [{ domain: 'planning', grade: 'good' }] }),
      importedAudit({
        finalGrade: 'good',
        domains: [
          { domain: 'Bespoke', grade: 'good' },
          { domain: 'planning', grade: 'inadequate' },
          { domain: 'assessment', grade: 'inadequate' },
        ],
      }),
      importedAudit({ finalGrade: 'good' }),
    ]);
    const report = buildReport(db, request);
    expect([...new Set(report.rows.map(({ series }) => series))]).toEqual([
      'overall',
      'domain:assessment',
      'domain:planning',
      'domain:Bespoke',
    ]);
    expect(lines(report)).toEqual(
      expect.arrayContaining([
        'total overall good: 3/3 100%',
        'total domain:assessment inadequate: 1/1 100%',
        'total domain:planning good: 1/2 50%',
        'total domain:planning outstanding: 0/2 0%',
      ]),
    );
  });

  it('by month has every month in order, the excluded ones too, and the change since the month before', () => {
    const db = factsOf([
      publishedSettings(settings({ excludedMonths: [2] }), '2024-01-02T09:00:00.000Z'),
      importedAudit({ finalGrade: 'good', auditedOn: '2023-12-31' }),
      importedAudit({ finalGrade: 'inadequate', auditedOn: '2023-12-31' }),
      importedAudit({ finalGrade: 'good', auditedOn: '2024-01-01' }),
      importedAudit({ finalGrade: 'good', auditedOn: '2024-03-31' }),
    ]);
    const report = buildReport(db, { ...request, from: '2024-01-01', by: 'month' });
    expect(lines(report).filter((line) => line.includes('overall good'))).toEqual([
      '2024-01 overall good: 1/1 100% 50',
      '2024-02 overall good: 0/0 null%',
      '2024-03 overall good: 1/1 100%',
    ]);
    expect(report.rows.find(({ value }) => value === 50)?.unit).toBe('percentage_points');
    expect(report.notes).toEqual([
      { code: 'excluded_month', text: '2024-02: the programme does no audits in February 2024.' },
      expect.objectContaining({ code: 'compared_with_period_before' }),
    ]);
  });

  it('leaves a month out by the settings that were in force in it, and no year before they were set', () => {
    const db = factsOf([
      publishedSettings(settings({ version: 1, excludedMonths: [8] }), '2023-08-31T22:59:59.999Z'),
      publishedSettings(settings({ version: 2, excludedMonths: [12] }), '2024-08-15T09:00:00.000Z'),
    ]);
    const excluded = (asAt: string | null): string[] =>
      buildReport(db, { ...request, from: '2022-01-01', to: '2025-12-31', asAt })
        .notes.filter(({ code }) => code === 'excluded_month')
        .map(({ text }) => text.slice(0, 7));
    expect(excluded(null)).toEqual(['2023-08', '2024-12', '2025-12']);
    expect(excluded('2024-08-01')).toEqual(['2023-08', '2024-08', '2025-08']);
    expect(excluded('2023-08-30')).toEqual([]);
  });

  it.each([
    ['quarter', ['2023-24-Q4', '2024-25-Q1'], ['1/1', '1/1']],
    ['year', ['2023-24', '2024-25'], ['1/1', '1/1']],
    [null, ['total'], ['2/2']],
  ] as const)('by %s has the periods of the financial year, cut to the range', (by, periods, counts) => {
    const db = factsOfEarlier([
      times(1, { finalGrade: 'good', auditedOn: '2024-01-14' }),
      times(1, { finalGrade: 'good', auditedOn: '2024-01-15' }),
      times(1, { finalGrade: 'good', auditedOn: '2024-04-30' }),
      times(1, { finalGrade: 'good', auditedOn: '2024-05-01' }),
    ]);
    const { rows } = buildReport(db, { ...request, from: '2024-01-15', to: '2024-04-30', by });
    const good = rows.filter(({ key }) => key === 'good');
    expect(good.map(({ period }) => period)).toEqual(periods);
    expect(good.map(({ numerator, denominator }) => `${numerator}/${denominator}`)).toEqual(counts);
  });

  it('of a whole range is compared with as many months, or days, before it', () => {
    const db = factsOfEarlier([
      times(1, { finalGrade: 'inadequate', auditedOn: '2023-12-01' }),
      times(1, { finalGrade: 'good', auditedOn: '2024-01-31' }),
      times(1, { finalGrade: 'good', auditedOn: '2024-02-02' }),
    ]);
    const good = (from: string, to: string) =>
      buildReport(db, { ...request, from, to }).rows.find(({ key }) => key === 'good');
    expect(good('2024-02-01', '2024-03-31')).toMatchObject({ percent: 100, value: 50 });
    expect(good('2024-02-01', '2024-02-02')).toMatchObject({ percent: 100, value: 0 });
  });

  it("keeps scales apart, the programme's first under the plain names", () => {
    const db = factsOfEarlier([
      times(3, { scale: 'good-adequate-inadequate', finalGrade: 'adequate' }),
      times(1, { finalGrade: 'good' }),
      times(1, { scale: 'stars', finalGrade: 'five', domains: [{ domain: 'plans', grade: 'four' }] }),
    ]);
    const report = buildReport(db, request);
    expect(lines(report)).toEqual([
      'total overall outstanding: 0/1 0%',
      'total overall good: 1/1 100%',
      'total overall requires_improvement: 0/1 0%',
      'total overall inadequate: 0/1 0%',
      'total overall:good-adequate-inadequate good: 0/3 0%',
      'total overall:good-adequate-inadequate adequate: 3/3 100%',
      'total overall:good-adequate-inadequate inadequate: 0/3 0%',
      'total overall:stars five: 1/1 100%',
      'total overall:stars four: 0/1 0%',
      'total domain:plans:stars five: 0/1 0%',
      'total domain:plans:stars four: 1/1 100%',
    ]);
    expect(codes(report)).toEqual(['several_scales']);
  });

  it('with one scale only uses the plain names for it', () => {
    const db = factsOfEarlier([times(1, { scale: 'good-adequate-inadequate', finalGrade: 'adequate' })]);
    expect(lines(buildReport(db, request))[1]).toBe('total overall adequate: 1/1 100%');
  });

  it('takes the filters in any case', () => {
    const db = factsOfEarlier([
      times(1, { finalGrade: 'good', service: 'Early help', team: 'North', activity: 'caf' }),
      times(1, { finalGrade: 'inadequate', service: 'Early help', team: 'South', activity: 'caf' }),
    ]);
    const report = buildReport(db, { ...request, filters: { service: 'early help', team: 'NORTH', activity: 'CAF' } });
    expect(lines(report)).toContain('total overall good: 1/1 100%');
    expect(report.filters).toEqual({ service: 'early help', team: 'NORTH', activity: 'CAF' });
  });

  it('says so when nothing has what the filters ask for', () => {
    const db = factsOfEarlier([times(1, { finalGrade: 'good', team: 'North' })]);
    expect(codes(buildReport(db, { ...request, filters: { team: 'Nroth' } }))).toEqual(['nothing_matches']);
    expect(codes(buildReport(db, { ...request, filters: { team: 'North' } }))).toEqual([]);
  });

  it('as at a date is what was known then, and says what has changed since', () => {
    const db = factsOf([
      importedAudit({ finalGrade: 'good' }, '2024-04-02T09:00:00.000Z'),
      importedAudit({ finalGrade: 'good' }, '2024-04-03T09:00:00.000Z'),
    ]);
    const asAt = (date: string) => lines(buildReport(db, { ...request, asAt: date }))[1];
    expect(asAt('2024-04-01')).toBe('total overall good: 0/0 null%');
    expect(asAt('2024-04-02')).toBe('total overall good: 1/1 100%');
    expect(asAt('2024-04-03T08:59:59.999Z')).toBe('total overall good: 1/1 100%');
    expect(asAt('2024-04-03T09:00:00.000Z')).toBe('total overall good: 2/2 100%');
  });

  it('refuses a range that ends before it begins, and an instant that is none', () => {
    expect(() => buildReport(factsOf([]), { ...request, to: '2024-01-31' })).toThrow(RangeError);
    expect(() => buildReport(factsOf([]), { ...request, asAt: 'yesterday' })).toThrow(RangeError);
  });
});

describe('the report of standards', () => {
  it('leaves those to whom a standard does not apply out of met and not met', () => {
    const answer = (standard: string, given: 'met' | 'not_met' | 'na') =>
      importedAudit({ finalGrade: 'good', standards: [{ standard, answer: given }] });
    const db = factsOf([
      answer('supervision', 'met'),
      answer('supervision', 'met'),
      answer('supervision', 'not_met'),
      answer('supervision', 'na'),
      answer('chronology', 'met'),
    ]);
    const report = buildReport(db, { ...request, report: 'standards' });
    expect(lines(report)).toEqual([
      'total standard:chronology met: 1/1 100%',
      'total standard:chronology not_met: 0/1 0%',
      'total standard:chronology na: 0/1 0%',
      'total standard:supervision met: 2/3 67%',
      'total standard:supervision not_met: 1/3 33%',
      'total standard:supervision na: 1/4 25%',
    ]);
    expect(codes(report)).toEqual(['not_applicable']);
  });
});
