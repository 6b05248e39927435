import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { periodsBetween } from '#domain';
import { AuditHistory, projected } from './audit-history.fixture.js';
import type { FactFilters } from './fact-scan.js';
import { tallyJudgements, tallyStandards } from './tally.js';

function judgements(db: Database, asAt: string | null = null, filters: FactFilters = {}): string[] {
  const periods = periodsBetween('2024-04-01', '2024-07-31', 'month');
  return tallyJudgements(db, { periods, asAt, filters })
    .tallies.map(
      ({ period, directed, series, key, count }) =>
        `${periods[period]?.key} ${series} ${key} ${count}${directed ? ' directed' : ''}`,
    )
    .sort();
}

function aside(db: Database, asAt: string | null = null) {
  const periods = periodsBetween('2024-04-01', '2024-07-31', 'total');
  return tallyJudgements(db, { periods, asAt, filters: {} }).asides[0];
}

const audit = (auditId = 'a'): AuditHistory => new AuditHistory(auditId);
const finished = (auditId = 'a'): AuditHistory =>
  audit(auditId).selected('2024-05-01').graded('2024-05-15').finalised('2024-06-03');

describe('the facts of an audit', () => {
  it('hold its grades from the moment they are final, in the month of its audit date', () => {
    const db = projected(finished().events);
    expect(judgements(db, '2024-06-02')).toEqual([]);
    expect(judgements(db, '2024-06-03')).toEqual([
      '2024-05 domain:assessment inadequate 1',
      '2024-05 overall inadequate 1',
    ]);
    expect(judgements(db)).toEqual(judgements(db, '2024-06-03'));
  });

  it('as at a date are those recorded by its end in London', () => {
    const history = audit().selected('2024-05-01').graded('2024-05-15').finalised('2024-06-03');
    const last = history.events.at(-1);
    // 00:30 on 4 June in London.
    const late = { ...last, metadata: { ...last?.metadata, recordedAt: '2024-06-03T23:30:00.000Z' } };
    const db = projected([...history.events.slice(0, -1), late] as typeof history.events);
    expect(judgements(db, '2024-06-03')).toEqual([]);
    expect(judgements(db, '2024-06-04')).not.toEqual([]);
    expect(judgements(db, '2024-06-03T23:29:59.999Z')).toEqual([]);
    expect(judgements(db, '2024-06-03T23:30:00.000Z')).not.toEqual([]);
  });

  it('say how many are graded and not yet final, and nothing of the grade', () => {
    const db = projected(
      audit()
        .selected('2024-05-01')
        .graded('2024-05-15')
        .on('2024-05-15', {
          type: 'moderation-required',
          data: { reasons: ['random'], blind: true, moderateBy: '2024-05-30', counted: null },
        })
        .corrected('2024-05-16', { field: 'domainGrade', domain: 'assessment', from: 'inadequate', to: 'good' }).events,
    );
    expect(aside(db)).toMatchObject({ counted: 0, notYetFinal: 1 });
    expect(judgements(db)).toEqual([]);
    expect(db.prepare('SELECT * FROM fact_grade').all()).toEqual([]);
    const columns = db.prepare<[], string>('SELECT DISTINCT name FROM fact_column').pluck().all();
    expect(columns.filter((name) => /first|final|domain|standard/.test(name))).toEqual([]);
  });

  it('follow a correction, and still say what was known before it', () => {
    const db = projected(
      finished()
        .corrected('2024-07-01', { field: 'finalGrade', from: 'inadequate', to: 'requires_improvement' })
        .corrected('2024-07-02', { field: 'domainGrade', domain: 'assessment', from: 'inadequate', to: 'good' })
        .corrected('2024-07-03', { field: 'auditedOn', from: '2024-05-14', to: '2024-06-01' }).events,
    );
    expect(judgements(db, '2024-06-30')).toEqual([
      '2024-05 domain:assessment inadequate 1',
      '2024-05 overall inadequate 1',
    ]);
    expect(judgements(db, '2024-07-02')).toEqual([
      '2024-05 domain:assessment good 1',
      '2024-05 overall requires_improvement 1',
    ]);
    expect(judgements(db)).toEqual(['2024-06 domain:assessment good 1', '2024-06 overall requires_improvement 1']);
    expect(aside(db, '2024-06-30')).toMatchObject({ corrected: 0, knownOtherwiseSince: 1 });
    expect(aside(db)).toMatchObject({ corrected: 1, knownOtherwiseSince: 0 });
  });

  it('follow the correction of a standard', () => {
    const db = projected(
      finished().corrected('2024-07-01', { field: 'standard', standard: 'supervision', from: 'met', to: 'na' }).events,
    );
    const periods = periodsBetween('2024-05-01', '2024-05-31', 'total');
    const answers = (asAt: string | null) =>
      tallyStandards(db, { periods, asAt, filters: {} }).tallies.map(({ series, key, count }) => [series, key, count]);
    expect(answers('2024-06-30')).toEqual([['standard:supervision', 'met', 1]]);
    expect(answers(null)).toEqual([['standard:supervision', 'na', 1]]);
  });

  it('are not corrected by a note', () => {
    expect(aside(projected(finished().corrected('2024-07-01', { field: 'note' }).events))).toMatchObject({
      corrected: 0,
    });
  });

  it('follow a change of team from the day it was recorded', () => {
    const db = projected(
      finished().on('2024-07-01', {
        type: 'audit-team-changed',
        data: { teamId: 't2', team: 'South', service: 'Care', reason: 'moved', subjectId: 'subject-1' },
      }).events,
    );
    expect(judgements(db, '2024-06-30', { team: 'North' })).toHaveLength(2);
    expect(judgements(db, null, { team: 'North' })).toEqual([]);
    expect(judgements(db, null, { team: ' south ', service: 'care', activity: 'Deep-Dive' })).toHaveLength(2);
    expect(judgements(db, null, { team: 'Nowhere' })).toEqual([]);
  });

  it('of a directed pick are apart, and of a pilot outside', () => {
    const directed = audit('d').selected('2024-05-01', { origin: 'directed' }).finalised('2024-06-03');
    const pilot = audit('p').selected('2024-05-01', { pilot: true }).finalised('2024-06-03');
    const db = projected([...directed.events, ...pilot.events]);
    expect(judgements(db)).toEqual([
      '2024-05 domain:assessment inadequate 1 directed',
      '2024-05 overall inadequate 1 directed',
    ]);
    expect(aside(db)).toMatchObject({ counted: 1, directed: 1, pilot: 1 });
  });

  it('forget what a second finalising no longer holds', () => {
    const db = projected(
      finished().finalised('2024-07-01', {
        finalGrade: 'good',
        domains: [{ domain: 'planning', first: 'good', final: 'good' }],
        standards: [],
      }).events,
    );
    expect(judgements(db)).toEqual(['2024-05 domain:planning good 1', '2024-05 overall good 1']);
    const periods = periodsBetween('2024-05-01', '2024-05-31', 'total');
    expect(tallyStandards(db, { periods, asAt: null, filters: {} })).toMatchObject({ tallies: [] });
  });

  it('are the same however the log is cut into batches', () => {
    const histories = Array.from({ length: 30 }, (_, index) =>
      finished(`audit-${index}`).corrected('2024-07-01', { field: 'finalGrade', from: 'inadequate', to: 'good' }),
    );
    const events = Array.from({ length: 4 }, (_, step) => histories.flatMap(({ events }) => events[step] ?? [])).flat();
    const whole = rowsOf(projected(events));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }), (batches) => {
        expect(rowsOf(projected(events, batches))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('of more audits than a block holds are all found, and closed where they stand', () => {
    const histories = Array.from({ length: 3000 }, (_, index) => finished(`audit-${index}`));
    const first = histories[0]?.corrected('2024-07-01', { field: 'finalGrade', from: 'inadequate', to: 'good' });
    const db = projected(
      histories.flatMap(({ events }) => events.slice(0, 3)),
      [2500, 2500],
    );
    const corrected = projected([
      ...histories.flatMap(({ events }) => events.slice(0, 3)),
      ...(first?.events.slice(3) ?? []),
    ]);
    expect(judgements(db)).toContain('2024-05 overall inadequate 3000');
    expect(judgements(corrected)).toEqual([
      '2024-05 domain:assessment inadequate 3000',
      '2024-05 overall good 1',
      '2024-05 overall inadequate 2999',
    ]);
    expect(judgements(corrected, '2024-06-30')).toContain('2024-05 overall inadequate 3000');
  });
});

/** As text: rows of thousands of bytes are compared sooner so. */
function rowsOf(db: Database): string {
  return ['fact', 'fact_column', 'fact_name', 'fact_grade']
    .flatMap((table) => db.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw().all())
    .map((row) => row.map((cell) => (Buffer.isBuffer(cell) ? cell.toString('base64') : String(cell))).join())
    .join('\n');
}
