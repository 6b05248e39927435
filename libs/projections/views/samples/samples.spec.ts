import type { DrawRules } from '#domain';
import { GivenLog, anySplitGivesTheSameRows, projected, sealed } from '../given.fixture.js';
import { samplesView } from './projection.js';
import { findSample, listSampleCases, listSamples, listUnreplaced } from './queries.js';

const rules: DrawRules = {
  size: { kind: 'fixed', count: 2 },
  stratum: 'team',
  reservesPerSelected: 1,
  cooldownMonths: 12,
  activity: 'case-file',
};
const drawn = (position: number, stratum = 'North') => ({ position, subjectId: `s-${position}`, stratum });

function given(): GivenLog {
  const log = new GivenLog();
  const said = { stream: 'sample-may', by: 'kim' };
  log.add(
    'sample-drawn',
    {
      sampleId: 'may',
      period: '2026-05',
      caseloadId: 'april',
      frameRoot: 'root',
      frameSize: 40,
      activity: 'case-file',
      rules,
      seed: 'seed',
      algorithm: 'v1',
      settingsVersion: 3,
      selected: [drawn(9), drawn(4)],
      reserves: [drawn(30), drawn(2), drawn(11)],
      excluded: [{ reason: 'cooldown', count: 6 }],
      excludedByHistory: { cooldown: [1, 2] },
    },
    said,
  );
  log.add('case-directed', { sampleId: 'may', position: 7, subjectId: 's-7', reason: sealed('a theme') }, said);
  log.add('sample-issue-started', { sampleId: 'may', settingsVersion: 3 }, said);
  log.add(
    'sample-case-issued',
    { sampleId: 'may', position: 9, subjectId: 's-9', auditId: 'a9', as: 'selected' },
    said,
  );
  log.add('sample-case-skipped', { sampleId: 'may', position: 4, subjectId: 's-4', reason: 'live_audit' }, said);
  log.add(
    'sample-case-issued',
    { sampleId: 'may', position: 7, subjectId: 's-7', auditId: 'a7', as: 'directed' },
    said,
  );
  log.add('sample-issued', { sampleId: 'may', audits: 2, skipped: 1 }, said);
  log.add('reserve-taken', { sampleId: 'may', position: 30, subjectId: 's-30', replaces: 'a9', auditId: 'a30' }, said);
  log.add(
    'sample-case-issued',
    { sampleId: 'may', position: 30, subjectId: 's-30', auditId: 'a30', as: 'reserve' },
    said,
  );
  log.add('reserves-exhausted', { sampleId: 'may', replaces: 'a7' }, said);
  return log;
}
const rows = (events = given().events.length) => projected(samplesView, given().events.slice(0, events));

describe('the samples view', () => {
  it('shows a draw, with what it was drawn from and by', () => {
    expect(findSample(rows(1), 'may')).toEqual({
      sampleId: 'may',
      period: '2026-05',
      activity: 'case-file',
      caseloadId: 'april',
      drawnAt: '2026-05-01T09:01:00.000Z',
      drawnBy: 'kim',
      draw: {
        frameRoot: 'root',
        frameSize: 40,
        rules,
        seed: 'seed',
        algorithm: 'v1',
        settingsVersion: 3,
        excluded: [{ reason: 'cooldown', count: 6 }],
        asked: 2,
      },
      standing: 'drawn',
      issued: null,
      counts: { selected: 2, directed: 0, reserves: 3, reservesUsed: 0, issued: 0, skipped: 0 },
    });
  });

  it('follows its issue, and the reserves that are used', () => {
    expect(findSample(rows(4), 'may')?.standing).toBe('issuing');
    expect(findSample(rows(), 'may')).toMatchObject({
      standing: 'issued',
      issued: { audits: 2, skipped: 1 },
      counts: { selected: 2, directed: 1, reserves: 3, reservesUsed: 1, issued: 3, skipped: 1 },
    });
    expect(listUnreplaced(rows(), 'may')).toEqual(['a7']);
  });

  it('lists its cases in the order in which they were drawn', () => {
    const cases = listSampleCases(rows(), 'may');
    expect(cases.map(({ position, drawnAs, standing }) => [position, drawnAs, standing])).toEqual([
      [9, 'selected', 'issued'],
      [4, 'selected', 'skipped'],
      [7, 'directed', 'issued'],
      [30, 'reserve', 'issued'],
      [2, 'reserve', 'drawn'],
      [11, 'reserve', 'drawn'],
    ]);
    expect(cases[1]).toMatchObject({ stratum: 'North', skippedBecause: 'live_audit', auditId: null });
    expect(cases[2]).toMatchObject({ stratum: null, reason: sealed('a theme') });
    expect(cases[3]).toMatchObject({ auditId: 'a30', replaces: 'a9' });
  });

  it('lists samples by period', () => {
    expect(listSamples(rows()).map(({ sampleId }) => sampleId)).toEqual(['may']);
    expect(listSamples(rows(), '2026-05')).toHaveLength(1);
    expect(listSamples(rows(), '2026-06')).toEqual([]);
  });

  it('is the same however the log is cut into batches', () => anySplitGivesTheSameRows(samplesView, given().events));
});
