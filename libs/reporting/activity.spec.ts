import type { EventEnvelope } from '#event-store';
import { buildReport } from './build-report.js';
import { envelope, factsOf, importedAudit } from './earlier-audits.fixture.js';
import { liveAudit, notDone } from './live-audit.fixture.js';
import type { ReportRequest, ReportRow } from './report.js';

const request: ReportRequest = {
  report: 'activity',
  from: '2024-02-01',
  to: '2024-03-31',
  by: 'month',
  asAt: null,
  filters: {},
};

const graded = { reasons: [], first: 'good', final: 'good' } as const;
const drawn = (sampleId: string, frameSize: number, excluded: number, recordedAt: string): EventEnvelope[] => [
  envelope(`sample-${sampleId}`, recordedAt, {
    type: 'sample-drawn',
    data: {
      sampleId,
      period: '2024-02',
      activity: 'deep-dive',
      frameSize,
      excluded: [{ reason: 'cooldown', count: excluded }],
    },
  }),
  envelope(`sample-${sampleId}`, recordedAt, { type: 'sample-issue-started', data: { sampleId } }, 1),
];

const february = [
  ...drawn('sample-1', 110, 10, '2024-02-01T09:00:00.000Z'),
  ...liveAudit('a', graded),
  ...liveAudit('b', { ...graded, reasons: ['random'], conversation: 'not_held' }),
  ...notDone('c', 'audit-exempted', 'in_court'),
  ...notDone('d', 'audit-exempted', 'in_court'),
  ...notDone('e', 'audit-withdrawn', 'moved_away'),
  ...notDone('f', 'subject-substituted', 'conflict').slice(0, 1),
  importedAudit({ activity: 'family-support', service: 'Early help', scale: null, auditedOn: '2024-03-01' }),
];

const rowsAsAt = (asAt: string | null = null, filters = {}): string[] =>
  buildReport(factsOf(february), { ...request, asAt, filters }).rows.map(line);

function line({ period, series, key, numerator, denominator, percent, value, unit }: ReportRow): string {
  return `${period} ${series} ${key}: ${numerator}/${denominator} ${percent}%${unit === undefined ? '' : ` ${value} ${unit}`}`;
}

describe('the report of activity', () => {
  it('counts audits done by activity, service and origin, ungraded ones among them', () => {
    expect(rowsAsAt()).toEqual(
      expect.arrayContaining([
        '2024-02 done done: 2/2 100%',
        '2024-02 activity:deep-dive done: 2/2 100%',
        '2024-02 activity:family-support done: 0/2 0%',
        '2024-02 service:Safeguarding done: 2/2 100%',
        '2024-02 origin sample: 2/2 100%',
        '2024-03 activity:family-support done: 1/1 100%',
        '2024-03 service:Early help done: 1/1 100%',
        '2024-03 origin imported: 1/1 100%',
      ]),
    );
  });

  it('counts moderated audits among those that carry a grade', () => {
    expect(rowsAsAt()).toEqual(
      expect.arrayContaining([
        '2024-02 moderated yes: 1/2 50%',
        '2024-02 moderated no: 1/2 50%',
        '2024-03 moderated yes: 0/0 null%',
      ]),
    );
  });

  it('says which audits were not done and why, in the month they were selected for', () => {
    expect(rowsAsAt()).toEqual(
      expect.arrayContaining([
        '2024-02 selected done: 2/6 33%',
        '2024-02 selected open: 1/6 17%',
        '2024-02 selected exempted: 2/6 33%',
        '2024-02 selected withdrawn: 1/6 17%',
        '2024-02 selected substituted: 0/6 0%',
        '2024-02 not_done:exempted in_court: 2/2 100%',
        '2024-02 not_done:withdrawn moved_away: 1/1 100%',
      ]),
    );
  });

  it('says how many conversations were not held, and why', () => {
    expect(rowsAsAt()).toEqual(
      expect.arrayContaining([
        '2024-02 conversation held: 1/2 50%',
        '2024-02 conversation not_held: 1/2 50%',
        '2024-02 conversation_not_held worker_left: 1/1 100%',
      ]),
    );
  });

  it('says how many of each stage were in time, and the median of their working days', () => {
    expect(rowsAsAt().filter((row) => row.startsWith('2024-02 timeliness'))).toEqual([
      '2024-02 timeliness:allocate in_time: 2/2 100% 1 working_days',
      '2024-02 timeliness:accept in_time: 0/2 0% 3 working_days',
      '2024-02 timeliness:grade in_time: 2/2 100% 5 working_days',
      '2024-02 timeliness:moderate in_time: 1/1 100% 2 working_days',
      // From Wednesday 14 to Monday 19 February, and from Friday 16 to the same Monday.
      '2024-02 timeliness:share in_time: 1/2 50% 2 working_days',
    ]);
  });

  it('leaves days out that were known to be closures', () => {
    const closed = envelope('calendar', '2024-02-01T08:00:00.000Z', {
      type: 'closure-added',
      data: { date: '2024-02-02', reason: 'storm' },
    });
    const reopened = envelope(
      'calendar',
      '2024-02-20T08:00:00.000Z',
      { type: 'closure-removed', data: { date: '2024-02-02', reason: 'no storm' } },
      1,
    );
    const db = factsOf([closed, ...february, reopened]);
    const allocated = (asAt: string | null) =>
      buildReport(db, { ...request, asAt }).rows.find(({ series }) => series === 'timeliness:allocate')?.value;
    expect(allocated('2024-02-19')).toBe(0);
    expect(allocated(null)).toBe(1);
  });

  it('gives coverage of the eligible cases, where the whole council is asked about', () => {
    expect(rowsAsAt()).toContain('2024-02 coverage audited: 2/100 2%');
    expect(rowsAsAt(null, { activity: 'deep-dive' })).toContain('2024-02 coverage audited: 2/100 2%');
    expect(rowsAsAt(null, { service: 'Safeguarding' }).filter((row) => row.includes('coverage'))).toEqual([]);
    expect(rowsAsAt('2024-01-31').filter((row) => row.includes('coverage'))).toEqual([]);
  });

  it('as at a date counts what had been carried out, and says what was not final', () => {
    expect(rowsAsAt('2024-02-15')).toEqual(
      expect.arrayContaining(['2024-02 done done: 2/2 100%', '2024-02 moderated yes: 0/0 null%']),
    );
    const { notes } = buildReport(factsOf(february), { ...request, asAt: '2024-02-15' });
    expect(notes.find(({ code }) => code === 'not_yet_final')?.text).toMatch(/^2 audits /);
    expect(rowsAsAt('2024-02-13')).toContain('2024-02 done done: 0/0 null%');
  });
});
