import { defaultSettings, type ProgrammeSettings } from '#domain';
import { factNamesAsAt } from '#facts';
import { buildReport } from './build-report.js';
import { factsOf, importedAudit, publishedSettings, type EarlierAudit } from './earlier-audits.fixture.js';
import { openFigure } from './open-figure.js';
import type { ReportName, ReportRequest } from './report.js';

const settings: ProgrammeSettings = { ...defaultSettings('Council'), version: 1 };
const request = (report: ReportName, filters: ReportRequest['filters'] = {}): ReportRequest => ({
  report,
  from: '2024-02-01',
  to: '2024-02-29',
  by: null,
  asAt: null,
  filters,
});
const earlier = (audit: Partial<EarlierAudit>) => importedAudit({ finalGrade: 'good', ...audit });
const good = (domain: string) => [{ domain, grade: 'good' }];

const db = factsOf([
  earlier({ activity: 'Deep dive', service: 'Safeguarding North', domains: good('Assessment') }),
  earlier({ activity: 'DEEP_DIVE', service: 'safeguarding-north', domains: good('Planning & Review') }),
  publishedSettings(settings),
  earlier({ activity: 'deep-dive', service: 'Safeguarding  North', domains: good('assessment') }),
  earlier({
    activity: 'Themed look',
    domains: good('Life story'),
    standards: [{ standard: 'Chronology Current', answer: 'met' }],
  }),
  earlier({
    activity: 'themed-look',
    domains: good('LIFE STORY'),
    standards: [{ standard: 'chronology-current', answer: 'not_met' }],
  }),
  // one spreadsheet that held a domain under two spellings: the audit counts once
  earlier({ activity: 'deep-dive', domains: [...good('assessment'), ...good('ASSESSMENT')] }),
]);

function counted(report: ReportName, filters?: ReportRequest['filters']): Record<string, number | null> {
  const { rows } = buildReport(db, request(report, filters));
  return Object.fromEntries(
    rows
      .filter(({ numerator }) => (numerator ?? 0) > 0)
      .map(({ series, key, numerator }) => [`${series} ${key}`, numerator]),
  );
}

describe('names of earlier audits', () => {
  it('mean the same in every spelling, and as the settings call them', () => {
    const { meant } = factNamesAsAt(db, null);
    expect(meant('service', 'SAFEGUARDING north')).toBe(meant('service', 'Safeguarding North'));
    expect(meant('activity', 'Deep dive')).toBe(meant('activity', 'deep-dive'));
    expect(meant('service', 'Safeguarding South')).not.toBe(meant('service', 'Safeguarding North'));
  });

  it('that mean one thing make one series, of a log written before the names were matched too', () => {
    expect(counted('judgements')).toEqual({
      'overall good': 6,
      'domain:assessment good': 3,
      'domain:planning good': 1,
      'domain:LIFE STORY good': 2,
    });
    expect(counted('standards')).toEqual({
      'standard:chronology-current met': 1,
      'standard:chronology-current not_met': 1,
    });
    expect(counted('activity')).toMatchObject({
      'activity:deep-dive done': 4,
      'activity:Themed look done': 2,
      'service:Safeguarding North done': 3,
    });
  });

  it.each(['Deep dive', 'deep-dive', 'DEEP DIVE'])('are found by the filter %j', (activity) => {
    expect(counted('judgements', { activity })['overall good']).toBe(4);
  });

  it('open down to all their audits', () => {
    const row = { series: 'domain:assessment', key: 'good' };
    const { rows } = buildReport(db, request('judgements'));
    const period = rows[0]?.period ?? '';
    expect(openFigure(db, { ...request('judgements'), report: 'judgements' }, { ...row, period }, 10)?.total).toBe(3);
  });

  it('are joined by an alias given later, and not in a report as at an earlier day', () => {
    const auditTypes = settings.auditTypes.map((type) =>
      type.key === 'case-file' ? { ...type, aliases: ['Themed look'] } : type,
    );
    const later = publishedSettings({ ...settings, version: 2, auditTypes });
    const metadata = { ...later.metadata, recordedAt: '2024-06-01T09:00:00.000Z' };
    const renamed = factsOf([
      publishedSettings(settings),
      earlier({ activity: 'Themed look' }),
      { ...later, metadata },
    ]);
    const done = (asAt: string | null) =>
      buildReport(renamed, { ...request('activity'), asAt })
        .rows.filter(({ series }) => series.startsWith('activity:'))
        .map(({ series }) => series);
    expect(done(null)).toEqual(['activity:case-file']);
    expect(done('2024-05-31')).toEqual(['activity:Themed look']);
  });
});
