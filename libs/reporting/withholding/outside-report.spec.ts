import type { EventEnvelope } from '#event-store';
import { buildReport } from '../build-report.js';
import { envelope, factsOf, importedAudit } from '../earlier-audits.fixture.js';
import type { Report, ReportName } from '../report.js';
import { outsideReport } from './outside-report.js';

const GRADES = ['outstanding', 'good', 'requires_improvement', 'inadequate'];

const order = (now = '2025-05-20T12:00:00.000Z') => ({ minimum: 5, now: Date.parse(now) });

describe('a report outside the QA team', () => {
  const months = {
    report: 'judgements' as ReportName,
    from: '2024-04-01',
    to: '2024-06-30',
    by: 'month' as const,
    asAt: null,
    filters: {},
  };
  const grades = (month: string, counts: readonly number[], recordedOn = '2024-08-01T09:00:00.000Z'): EventEnvelope[] =>
    counts.flatMap((count, place) =>
      Array.from({ length: count }, () =>
        importedAudit(
          {
            auditedOn: `${month}-15`,
            service: 'North',
            team: 'North 1',
            activity: 'case_file',
            finalGrade: GRADES[place] ?? '',
          },
          recordedOn,
        ),
      ),
    );
  const quarter = [
    ...grades('2024-04', [7, 20, 9, 6]),
    ...grades('2024-05', [6, 22, 8, 2]),
    ...grades('2024-06', [9, 19, 7, 5]),
  ];
  const inadequate = ({ rows }: Report): unknown[] =>
    rows
      .filter(({ series, key }) => series === 'overall' && key === 'inadequate')
      .map(({ numerator, denominator }) => [numerator, denominator]);

  it('shows an import when it is whole, says that it is unfinished without a number, and no more of one taken back', async () => {
    const importId = 'import-1';
    const step = (type: string, at: string): EventEnvelope =>
      envelope(`audits-import-${importId}`, at, { type, data: { importId, audits: 42 } });
    const started = step('audits-import-started', '2025-08-01T09:00:00.000Z');
    const brought = grades('2024-04', [7, 20, 9, 6]).map((event) => ({
      ...event,
      data: { ...(event.data as object), importId },
    }));
    const whole = step('audits-import-completed', '2025-08-03T09:00:00.000Z');
    const back = step('audits-import-taken-back', '2025-08-09T09:00:00.000Z');
    const year = { ...months, by: 'year' as const, from: '2024-04-01', to: '2025-03-31' };
    const at = async (day: string, ...events: EventEnvelope[]) => {
      const report = await outsideReport(
        factsOf([started, ...brought, ...events]),
        year,
        order(`${day}T12:00:00.000Z`),
      );
      return [inadequate(report), report.notes.find(({ code }) => code === 'unfinished_import')?.text];
    };
    expect(await at('2025-09-02')).toEqual([
      [[0, 0]],
      'An import of earlier audits begun on 2025-08-01 is unfinished: none of its audits is counted.',
    ]);
    expect(await at('2025-08-04', whole)).toEqual([[[6, 42]], undefined]);
    expect(await at('2025-08-10', whole, back)).toEqual([[[0, 0]], undefined]);
  });

  it('shows a quarter whose months would tell a small figure, and not the months', async () => {
    const db = factsOf(quarter);
    const byMonth = await outsideReport(db, months, order());
    expect(inadequate(byMonth)).toEqual([
      [null, 42],
      [null, 38],
      [null, 40],
    ]);
    expect(byMonth.rows.every(({ withheld, value }) => withheld !== true || value === undefined)).toBe(true);
    expect(byMonth.notes.map(({ code }) => code)).toEqual(['small_numbers', 'as_at_month_end']);
    expect(inadequate(await outsideReport(db, { ...months, by: 'quarter' }, order()))).toEqual([[13, 120]]);
    expect(inadequate(await outsideReport(db, { ...months, by: null }, order()))).toEqual([[13, 120]]);
  });

  it('makes a year known with its first half and when it is over, and says nothing of what was not over then', async () => {
    const april = grades('2024-04', [7, 20, 9, 6], '2024-05-10T09:00:00.000Z');
    const september = grades('2024-09', [0, 0, 2, 1], '2024-09-28T09:00:00.000Z');
    const december = grades('2024-12', [0, 0, 2, 1], '2024-12-28T09:00:00.000Z');
    const year = { ...months, to: '2025-03-31', by: 'year' as const };
    const at = async (day: string, request: typeof months | typeof year, events: readonly EventEnvelope[]) =>
      inadequate(await outsideReport(factsOf(events), request, order(`${day}T12:00:00.000Z`)));
    // Told of in May, April would stand in the way of three audits more.
    expect(await at('2024-10-31', year, [...april, ...september])).toEqual([[null, null]]);
    expect(await at('2024-11-01', year, [...april, ...september])).toEqual([[7, 45]]);
    // Three more would tell of single ones: what was told in October stands while the year is not over.
    const since = [...april, ...september, ...december];
    expect(await at('2025-01-20', year, since)).toEqual([[7, 45]]);
    expect(await at('2025-05-20', year, since)).toEqual([[null, null]]);
    expect(await at('2025-05-20', { ...months, from: '2024-12-01', to: '2024-12-31' }, since)).toEqual([[null, null]]);
    // Nothing has come since: none is none.
    expect(await at('2025-05-20', months, april)).toEqual([
      [6, 42],
      [0, 0],
      [0, 0],
    ]);
  });

  it('is the whole report where nothing is small', async () => {
    const db = factsOf([...grades('2024-04', [7, 20, 9, 6]), ...grades('2024-05', [6, 22, 8, 7])]);
    const figures = ({ rows }: Report) =>
      rows.map(({ period, series, key, numerator, denominator, percent, value }) => [
        period,
        series,
        key,
        numerator,
        denominator,
        percent,
        value,
      ]);
    for (const by of ['month', 'quarter', 'year'] as const) {
      const request = { ...months, to: '2025-03-31', by };
      expect(figures(await outsideReport(db, request, order()))).toEqual(figures(buildReport(db, request)));
    }
  });

  it('shows services and types of audit as shares of all', async () => {
    const audits = [
      ['North', 'case-file', 20],
      ['South', 'deep-dive', 10],
    ] as const;
    const db = factsOf(
      audits.flatMap(([service, activity, count]) =>
        Array.from({ length: count }, () =>
          importedAudit({ auditedOn: '2024-05-15', service, activity, finalGrade: 'good' }, '2024-08-01T09:00:00.000Z'),
        ),
      ),
    );
    const request = { ...months, report: 'activity' as const, to: '2025-03-31', by: 'year' as const };
    const shares = ({ rows }: Report) =>
      rows
        .filter(({ series }) => /^(?:service|activity|done|origin)/.test(series))
        .map(({ series, numerator, denominator, percent }) => [series, numerator, denominator, percent]);
    expect(shares(await outsideReport(db, request, order()))).toEqual(shares(buildReport(db, request)));
    expect(shares(buildReport(db, request))).toContainEqual(['service:North', 20, 30, 67]);
  });
});
