import type { EventEnvelope } from '#event-store';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { partsBy, recordedMoments } from '#facts';
import { buildReport } from '../build-report.js';
import { envelope, factsOf } from '../earlier-audits.fixture.js';
import { liveAudit, notDone } from '../live-audit.fixture.js';
import { REPORTS, type ReportRequest } from '../report.js';
import { countYear, figureOf, lateOf, MONTHS, possibleFigures } from './figures.js';
import { anyProgramme, liveThrough } from './programmes.fixture.js';

const YEAR = '2024-04-01';
const NOW = Date.parse('2025-06-11T12:00:00.000Z');

const anyBreakdown = fc.constantFrom(null, 'team' as const, 'activity' as const);
const month = fc.constantFrom('2024-04', '2024-05', '2024-07');
const grade = fc.constantFrom('good', 'inadequate');
const anyLiveAudit = fc.record({
  month,
  sample: fc.constantFrom('sample-1', 'sample-2'),
  notDone: fc.option(fc.constantFrom('subject-substituted', 'audit-exempted', 'audit-withdrawn'), { freq: 3 }),
  audit: fc.record({
    reasons: fc.constantFrom([], ['random'] as const, ['at_risk'] as const),
    first: grade,
    final: grade,
    origin: fc.constantFrom('sample' as const, 'directed' as const),
    conversation: fc.constantFrom('held' as const, 'not_held' as const),
    auditorGroup: fc.constantFrom('auditor', 'moderator'),
  }),
});

/** Everything of February happens in another month. */
const movedTo = (to: string, events: readonly EventEnvelope[]): EventEnvelope[] =>
  JSON.parse(JSON.stringify(events).replaceAll('2024-02', to)) as EventEnvelope[];

const draw = (sampleId: string, period: string, issuedAt: string): EventEnvelope[] => [
  envelope(`sample-${sampleId}`, `${period}-01T08:00:00.000Z`, {
    type: 'sample-drawn',
    data: { sampleId, period, activity: 'deep-dive', frameSize: 40, excluded: [] },
  }),
  envelope(`sample-${sampleId}`, issuedAt, { type: 'sample-issue-started', data: { sampleId } }, 1),
];

type Counts = Readonly<Record<string, readonly number[]>>;

/** Figures of which something was counted. */
const filled = (figures: Iterable<readonly [string, ArrayLike<number>]>): Counts =>
  Object.fromEntries(
    [...figures].flatMap(([figure, places]) => {
      const counts = Array.from(places);
      return counts.some((count) => count > 0) ? [[figure, counts] as const] : [];
    }),
  );

/** A theme that nobody has found yet is in no report, though audits are counted in which it was not. */
const foundBy = (counts: Counts): Counts => {
  const themeOf = (figure: string): string => figure.replace(/(?::directed)?\n.*$/, '');
  const found = new Set(
    Object.keys(counts)
      .filter((figure) => figure.endsWith('\nnamed'))
      .map(themeOf),
  );
  return Object.fromEntries(Object.entries(counts).filter(([figure]) => found.has(themeOf(figure))));
};

/** The same figures from the rows of a report. */
function reported(db: Database, request: Parameters<typeof buildReport>[1], places: number): Counts {
  const figures = new Map<string, number[]>();
  const { rows } = buildReport(db, request);
  // A report of parts has the rows of each period for each of them, one after another: each begins with the same row.
  const [first] = rows.map(figureOf);
  let place = -1;
  for (const row of rows) {
    const figure = figureOf(row);
    if (figure === first) place += 1;
    // Breakdowns and agreement are no figures of their own.
    if (row.numerator === null || /^(?:service|activity|agreement)(?::|$)/.test(row.series)) continue;
    const late = (row.denominator ?? 0) - row.numerator;
    for (const [name, count] of [
      [figure, row.numerator] as const,
      ...(row.unit === 'working_days' ? [[lateOf(figure), late] as const] : []),
    ]) {
      const counts = figures.get(name) ?? new Array<number>(places).fill(0);
      counts[place] = count;
      figures.set(name, counts);
    }
  }
  return filled(figures);
}

async function expectAsReported(db: Database, by: 'team' | 'activity' | null): Promise<number> {
  const { moments, ofYear } = recordedMoments(db, NOW);
  const apart = by === null ? null : partsBy(db, [by]);
  const counted = { year: YEAR, moments, spans: ofYear.get(YEAR) ?? [], until: NOW, apart };
  let compared = 0;
  for (const report of REPORTS)
    for (const { at, counts } of await countYear(db, {
      ...counted,
      report,
      figures: possibleFigures(db, report, YEAR, NOW),
    })) {
      const range: ReportRequest = {
        report,
        from: YEAR,
        to: '2025-03-31',
        by: 'month',
        asAt: new Date(at).toISOString(),
        filters: {},
      };
      const request = { ...range, apart: apart ?? undefined, scalesNamed: true };
      const covered = ([figure]: readonly [string, unknown]): boolean =>
        apart === null || !figure.startsWith('coverage\n');
      const expected = Object.entries(reported(db, request, MONTHS * (apart?.size ?? 1))).filter(covered);
      const standing = report === 'themes' ? foundBy(filled(counts)) : filled(counts);
      expect([report, range.asAt, standing]).toEqual([report, range.asAt, Object.fromEntries(expected)]);
      compared += 1;
    }
  return compared;
}

describe('a year counted at every moment at once', () => {
  it('is what the reports as at each moment count of earlier audits', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgramme, anyBreakdown, async (programme, by) => {
        expect(await expectAsReported(factsOf(liveThrough(programme).events), by)).toBeGreaterThan(0);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('is what the reports as at each moment count of audits done here, or not done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLiveAudit, { minLength: 1, maxLength: 12 }), anyBreakdown, async (audits, by) => {
        const events = [
          ...draw('sample-1', '2024-04', '2024-04-01T09:00:00.000Z'),
          ...draw('sample-2', '2024-05', '2024-06-20T09:00:00.000Z'),
          ...audits.flatMap(({ month: to, sample, notDone: because, audit }, place) => {
            const id = `audit-${place}`;
            const lived = because === null ? liveAudit(id, audit) : notDone(id, because, 'in_court');
            return movedTo(to, lived).map((event) =>
              event.revision === 0 ? { ...event, data: { ...(event.data as object), sampleId: sample } } : event,
            );
          }),
        ].sort((one, other) => (one.metadata.recordedAt < other.metadata.recordedAt ? -1 : 1));
        expect(await expectAsReported(factsOf(events), by)).toBeGreaterThan(0);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
