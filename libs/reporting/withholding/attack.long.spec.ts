import { jest } from '@jest/globals';
import fc from 'fast-check';
import { buildReport } from '../build-report.js';
import { factsOf } from '../earlier-audits.fixture.js';
import type { Report, ReportRow } from '../report.js';
import { withCombined } from '../shown/combined-rows.js';
import { Attack, type Equation, type Sum } from './attack.fixture.js';
import { outsideReport, stoodAt } from './outside-report.js';
import {
  anyProgramme,
  KINDS,
  liveThrough,
  MOMENTS,
  QUESTIONS,
  SPANS,
  spansAt,
  spokenIn,
  TEAMS,
  type Spoken,
} from './programmes.fixture.js';

const MINIMUM = 5;

/** Each programme is asked some 400 questions: `ATTACKS=100` for a long run. */
const ATTACKS = process.env['ATTACKS'];
jest.setTimeout(180_000 + 60_000 * Number(ATTACKS ?? 0));

type Programme = ReturnType<typeof liveThrough>;
type Told = readonly { readonly moment: number; readonly spoken: readonly Spoken[] }[];

const order = (now: string) => ({ minimum: MINIMUM, now: Date.parse(now) });
const upTo = ({ events }: Programme, instant: string) =>
  factsOf(events.filter(({ metadata }) => metadata.recordedAt <= instant));

/** Every answer to every question, each asked when something had just become known. */
async function askedAtEachMoment(
  programme: Programme,
  answer: (db: ReturnType<typeof factsOf>, question: (typeof QUESTIONS)[number], now: string) => Promise<Report>,
): Promise<Report[][]> {
  const answers: Report[][] = [];
  for (const { asked } of MOMENTS) {
    const db = upTo(programme, asked);
    const reports: Report[] = [];
    for (const question of QUESTIONS) reports.push(await answer(db, question, asked));
    answers.push(reports);
  }
  return answers;
}

const outside = (db: ReturnType<typeof factsOf>, question: (typeof QUESTIONS)[number], now: string) =>
  outsideReport(db, question, order(now));

/** Rows that may be asked for as one: of grades, and of answers to a standard. */
const COMBINATIONS = [
  ['good', 'requires_improvement'],
  ['good', 'inadequate'],
  ['requires_improvement', 'inadequate'],
  ['met', 'not_met'],
];

/** The same, with every row that may be asked for as one. */
async function combined(...asked: Parameters<typeof outside>): Promise<Report> {
  const report = await outside(...asked);
  const rows = COMBINATIONS.reduce<readonly ReportRow[]>((all, keys) => {
    const said = withCombined(
      all.filter(({ combines }) => combines === undefined),
      [keys],
    );
    return 'code' in said ? all : [...all, ...said.filter(({ combines }) => combines !== undefined)];
  }, report.rows);
  return { ...report, rows };
}

const toldBy = (answers: readonly (readonly Report[])[]): Told =>
  answers.map((reports, moment) => ({ moment, spoken: reports.flatMap(spokenIn) }));

/**
 * What follows from the rows. A figure may stand as it stood at an earlier moment: whoever attacks is taken to know at which.
 */
function equationsOf(told: Told): Equation[] {
  const known = new Map<string, Equation>();
  for (const { moment, spoken } of told)
    for (const { numerator, denominator, row } of spoken) {
      const stood = stoodAt.get(row);
      const at = stood === undefined ? moment : MOMENTS.findLastIndex(({ recorded }) => Date.parse(recorded) <= stood);
      for (const [kinds, count] of [
        [numerator, row.numerator],
        [denominator, row.denominator],
      ] as const)
        if (count !== null) known.set(`${at} ${count} ${kinds.join()}`, { sum: { kinds, spans: spansAt(at) }, count });
    }
  return [...known.values()];
}

/** Over which spans a figure is looked for: as it stood at each moment, what came between two of them, and what went. */
const LOOKED_FOR: readonly { readonly when: string; readonly spans: readonly number[] }[] = MOMENTS.flatMap(
  (_, later) => [
    { when: `at ${later}`, spans: spansAt(later) },
    ...MOMENTS.slice(0, later).flatMap((_, earlier) => {
      const [before, after] = [spansAt(earlier), spansAt(later)];
      return [
        { when: `came from ${earlier} to ${later}`, spans: after.filter((span) => !before.includes(span)) },
        { when: `went from ${earlier} to ${later}`, spans: before.filter((span) => !after.includes(span)) },
      ];
    }),
  ],
);

function countOf(truth: Programme['truth'], { kinds, spans }: Sum): number {
  const of = new Set(kinds);
  return truth.reduce((sum, { kind, span, audits }) => (of.has(kind) && spans.includes(span) ? sum + audits : sum), 0);
}

/** Every small figure that can be worked out from what was told, and every sum of withheld ones that is small. */
function leaks({ truth }: Programme, told: Told): string[] {
  const equations = equationsOf(told);
  for (const { sum, count } of equations) expect([sum.spans, countOf(truth, sum)]).toEqual([sum.spans, count]);
  const attack = new Attack(KINDS.length, SPANS.length, equations);
  const isLeak = (sum: Sum): boolean => {
    const count = countOf(truth, sum);
    return count > 0 && count < MINIMUM && attack.workedOut(sum) === count;
  };
  const figures = new Map<string, { readonly what: string; readonly kinds: readonly number[] }>();
  const withheld = new Map<
    string,
    { readonly what: string; readonly kinds: Set<number>; readonly spans: readonly number[] }
  >();
  for (const { moment, spoken } of told)
    for (const { what, numerator, denominator, row } of spoken) {
      figures.set(numerator.join(), { what, kinds: numerator });
      if (row.numerator !== null) continue;
      const series = `${moment} ${denominator.join()} ${row.series.split(':')[0]}`;
      const together = withheld.get(series) ?? { what, kinds: new Set(), spans: spansAt(moment) };
      for (const kind of numerator) together.kinds.add(kind);
      withheld.set(series, together);
    }
  return [
    ...[...figures.values()].flatMap(({ what, kinds }) =>
      LOOKED_FOR.filter(({ spans }) => isLeak({ kinds, spans })).map(({ when }) => `${what} ${when}`),
    ),
    ...[...withheld.values()]
      .filter(({ kinds, spans }) => isLeak({ kinds: [...kinds], spans }))
      .map(({ what }) => `with others: ${what}`),
  ];
}

describe('what a reader outside the QA team may ask, all reports and moments together', () => {
  it('does not tell a small figure, nor one that came or went, nor by rows that are asked for as one', async () => {
    let made = 0;
    const isMadeOfSome = ({ combines, numerator }: ReportRow): boolean => combines !== undefined && numerator !== null;
    await fc.assert(
      fc.asyncProperty(anyProgramme, async (arrivals) => {
        const programme = liveThrough(arrivals);
        const answers = await askedAtEachMoment(programme, combined);
        for (const { rows } of answers.flat()) made += rows.filter(isMadeOfSome).length;
        expect(leaks(programme, toldBy(answers))).toEqual([]);
      }),
      { numRuns: Number(ATTACKS ?? 3), endOnFailure: true },
    );
    expect(made).toBeGreaterThan(0);
  });

  it('does not tell one by what an upgrade cannot be', async () => {
    // In April all went up and in May all down, so that whatever ended as the best grade was of April: and so was what is left.
    const [north, , west] = TEAMS;
    const alike = { activity: 'deep-dive', domain: null, standard: null } as const;
    const [april, may] = [
      { month: '2024-04', team: north },
      { month: '2024-05', team: north },
    ] as const;
    const kinds = [
      [30, { ...alike, ...april, first: 'requires_improvement', final: 'good' }],
      [28, { ...alike, ...april, first: 'inadequate', final: 'good', activity: 'case-file' }],
      [3, { ...alike, ...april, first: 'inadequate', final: 'requires_improvement' }],
      [5, { ...alike, ...may, first: 'good', final: 'requires_improvement', team: west }],
      [30, { ...alike, ...may, first: 'good', final: 'inadequate' }],
    ] as const;
    const programme = liveThrough(kinds.map(([audits, kind]) => ({ kind, audits, at: 0, back: false, right: null })));
    expect(leaks(programme, toldBy(await askedAtEachMoment(programme, outside)))).toEqual([]);
  });

  it('is told of a moment later as it was told then', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgramme, async (arrivals) => {
        const programme = liveThrough(arrivals);
        const now = MOMENTS[MOMENTS.length - 1]?.asked ?? '';
        const db = upTo(programme, now);
        for (const { asked, later } of MOMENTS) {
          if (later === null) continue;
          const then = upTo(programme, asked);
          for (const question of QUESTIONS) {
            const { rows } = await outside(db, { ...question, asAt: later }, now);
            expect([later, rows]).toEqual([later, (await outside(then, question, asked)).rows]);
          }
        }
      }),
      { numRuns: Number(ATTACKS ?? 1), endOnFailure: true },
    );
  });

  it('would tell one if only what is small were withheld', async () => {
    const naive = async (db: ReturnType<typeof factsOf>, question: (typeof QUESTIONS)[number]) => {
      const report = buildReport(db, question);
      return {
        ...report,
        rows: report.rows.map((row) =>
          row.numerator !== null && row.numerator > 0 && row.numerator < MINIMUM ? { ...row, numerator: null } : row,
        ),
      };
    };
    let told = 0;
    for (const arrivals of fc.sample(anyProgramme, { numRuns: 2, seed: 11 })) {
      const programme = liveThrough(arrivals);
      if (leaks(programme, toldBy(await askedAtEachMoment(programme, naive))).length > 0) told += 1;
    }
    expect(told).toBe(2);
  });
});
