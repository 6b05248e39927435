import fc from 'fast-check';
import { buildReport } from './build-report.js';
import { envelope, factsOf } from './earlier-audits.fixture.js';
import { liveAudit } from './live-audit.fixture.js';
import type { ReportRequest } from './report.js';
import { countPractitioners, trendsOf } from './trends-report.js';
import { outsideReport } from './withholding/outside-report.js';
import { MOMENTS, QUESTIONS, anyProgramme, liveThrough } from './withholding/programmes.fixture.js';

const REQUEST: ReportRequest = {
  report: 'judgements',
  from: '2024-01-01',
  to: '2024-02-29',
  by: 'month',
  asAt: null,
  filters: {},
};

/** An audit of a case of somebody's. */
const heldBy = (id: string, practitionerId: string, final: string, origin: 'sample' | 'directed' = 'sample') =>
  liveAudit(id, { reasons: [], first: final, final, origin }).map((event) =>
    event.revision === 0 ? { ...event, data: { ...(event.data as object), practitionerId } } : event,
  );
const moved = (id: string, to: string) =>
  envelope(
    `audit-${id}`,
    '2024-06-01T09:00:00.000Z',
    { type: 'practitioner-reassigned', data: { from: null, to } },
    90,
  );

const AUDITS = [
  ...heldBy('a', 'p1', 'good'),
  ...heldBy('b', 'p1', 'inadequate'),
  ...heldBy('c', 'p2', 'good'),
  ...heldBy('d', 'p2', 'inadequate', 'directed'),
];
const NAMES = { p1: 'Zoe', p2: 'Amir' };

const byPractitioner = (events: Parameters<typeof factsOf>[0], more: Partial<ReportRequest> = {}) => {
  const { ids, rowsFor } = countPractitioners(factsOf(events), { ...REQUEST, ...more });
  const rows = rowsFor(NAMES).filter(({ numerator }) => (numerator ?? 0) > 0);
  return {
    ids,
    rows: rows.map((row) => `${row.period} ${row.series} ${row.label} ${row.numerator}/${row.denominator}`),
  };
};

describe('trends', () => {
  it('are, by practitioner, final grades of the cases that each holds, in the order of names, without directed picks', () => {
    expect(byPractitioner(AUDITS)).toEqual({
      ids: ['p1', 'p2'],
      rows: [
        '2024-02 by_practitioner:good Amir 1/1',
        '2024-02 by_practitioner:good Zoe 1/2',
        '2024-02 by_practitioner:inadequate Zoe 1/2',
      ],
    });
  });

  it('go by who holds the case since it was reassigned, and who did as at an earlier day', () => {
    const after = [...AUDITS, moved('a', 'p2')];
    expect(byPractitioner(after).rows).toEqual([
      '2024-02 by_practitioner:good Amir 2/2',
      '2024-02 by_practitioner:inadequate Zoe 1/1',
    ]);
    expect(byPractitioner(after, { asAt: '2024-05-31' })).toEqual(byPractitioner(AUDITS));
  });

  it('are the rows of judgements and standards, and each note once', () => {
    const db = factsOf(AUDITS);
    const [judgements, standards] = (['judgements', 'standards'] as const).map((report) =>
      buildReport(db, { ...REQUEST, report }),
    );
    if (judgements === undefined || standards === undefined) throw new Error('Two reports were built');
    const trends = trendsOf(judgements, standards, []);
    expect(trends.report).toBe('trends');
    expect(trends.rows).toEqual([...judgements.rows, ...standards.rows]);
    const codes = trends.notes.map(({ code, text }) => `${code} ${text}`);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('tell a reader outside the QA team the very rows that those reports do, whatever is asked', async () => {
    const now = MOMENTS[MOMENTS.length - 1]?.asked ?? '';
    await fc.assert(
      fc.asyncProperty(anyProgramme, async (arrivals) => {
        const { events } = liveThrough(arrivals);
        const db = factsOf(events.filter(({ metadata }) => metadata.recordedAt <= now));
        const order = { minimum: 5, now: Date.parse(now) };
        for (const question of QUESTIONS.filter(({ report }) => report === 'judgements')) {
          const judgements = await outsideReport(db, question, order);
          const standards = await outsideReport(db, { ...question, report: 'standards' }, order);
          const told = new Set([...judgements.rows, ...standards.rows]);
          const { rows } = trendsOf(judgements, standards, []);
          expect(rows.filter((row) => !told.has(row))).toEqual([]);
          expect(rows.length).toBeGreaterThanOrEqual(judgements.rows.length);
        }
      }),
      { numRuns: 3 },
    );
  });
});
