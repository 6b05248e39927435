import fc from 'fast-check';
import { addDays, addMonths, periodOf } from '#domain';
import { buildReport } from '../build-report.js';
import { envelope, factsOf, importedAudit, type EarlierAudit, type EventEnvelope } from '../earlier-audits.fixture.js';
import type { Report, ReportFilters, ReportName, ReportRequest, ReportRow } from '../report.js';
import { Attack, type Equation } from './attack.fixture.js';
import { outsideReport } from './outside-report.js';

const MINIMUM = 5;
const NOW = '2025-05-20T12:00:00.000Z';

const MONTHS = ['2024-04', '2024-05', '2024-07'];
const TEAMS = [
  ['Safeguarding', 'North'],
  ['Safeguarding', 'South'],
  ['Care', 'West'],
] as const;
const ACTIVITIES = ['deep-dive', 'case-file'];
const GRADES = ['outstanding', 'good', 'requires_improvement', 'inadequate'];

/** What reports tell apart: the unknowns of an attack. */
interface Kind {
  readonly month: string;
  readonly service: string;
  readonly team: string;
  readonly activity: string;
  readonly final: string;
  /** The grade before moderation; null where nobody moderated. */
  readonly first: string | null;
}

const KINDS: readonly Kind[] = MONTHS.flatMap((month) =>
  TEAMS.flatMap(([service, team]) =>
    ACTIVITIES.flatMap((activity) =>
      GRADES.flatMap((final) => [null, ...GRADES].map((first) => ({ month, service, team, activity, final, first }))),
    ),
  ),
);

const audit = (
  { month, service, team, activity, final, first }: Kind,
  recordedAt: string,
  more: Partial<EarlierAudit> = {},
): EventEnvelope =>
  importedAudit(
    {
      auditedOn: `${month}-10`,
      service,
      team,
      activity,
      firstGrade: first,
      finalGrade: final,
      moderated: first !== null,
      ...more,
    },
    recordedAt,
  );

/** Most kinds have none; some have one or two, some many. */
const anyProgramme: fc.Arbitrary<readonly (readonly [kind: number, audits: number])[]> = fc
  .record({
    common: fc.array(fc.tuple(fc.nat({ max: KINDS.length - 1 }), fc.integer({ min: 4, max: 30 })), {
      minLength: 4,
      maxLength: 24,
    }),
    rare: fc.array(fc.tuple(fc.nat({ max: KINDS.length - 1 }), fc.integer({ min: 1, max: 3 })), { maxLength: 8 }),
  })
  .map(({ common, rare }) => [...new Map([...common, ...rare])]);

const FILTERS: readonly ReportFilters[] = [
  {},
  ...['Safeguarding', 'Care'].map((service) => ({ service })),
  ...TEAMS.map(([, team]) => ({ team })),
  ...ACTIVITIES.map((activity) => ({ activity })),
];

/** Every question that may be asked of a financial year. */
const QUESTIONS: readonly ReportRequest[] = (['judgements', 'activity', 'moderation'] as const).flatMap((report) =>
  FILTERS.flatMap((filters) =>
    (['month', 'quarter', 'year'] as const).map((by) => ({
      report,
      from: '2024-04-01',
      to: '2025-03-31',
      by,
      asAt: null,
      filters,
    })),
  ),
);

const steps = (first: string, final: string): string => {
  const up = GRADES.indexOf(first) - GRADES.indexOf(final);
  return up === 0 ? 'agreed' : up > 0 ? 'upgraded' : 'downgraded';
};

/** Which audits a series is about, and which of those a row counts; null for series that hold nothing here. */
const SERIES: Readonly<
  Record<
    string,
    {
      readonly all: (kind: Kind, name: string) => boolean;
      readonly counts: (kind: Kind, key: string, name: string) => boolean;
    }
  >
> = {
  done: { all: () => true, counts: () => true },
  service: { all: () => true, counts: ({ service }, _key, name) => service === name },
  activity: { all: () => true, counts: ({ activity }, _key, name) => activity === name },
  origin: { all: () => true, counts: () => true },
  moderated: { all: () => true, counts: ({ first }, key) => (first !== null) === (key === 'yes') },
  overall: { all: () => true, counts: ({ final }, key) => final === key },
  first_x_final: { all: ({ first }) => first !== null, counts: ({ first, final }, key) => `${first}>${final}` === key },
  agreement: {
    all: ({ first }) => first !== null,
    counts: ({ first, final }, key) => first !== null && steps(first, final) === key,
  },
};

interface Shown {
  readonly what: string;
  readonly numerator: Kinds;
  readonly denominator: Kinds;
  readonly row: ReportRow;
}

/** Kinds of audits by their numbers, and the same in words to compare them by. */
interface Kinds {
  readonly of: ReadonlySet<number>;
  readonly words: string;
}

const kindsThat = (holds: (kind: Kind) => boolean): Kinds => {
  const of = KINDS.flatMap((kind, index) => (holds(kind) ? [index] : []));
  return { of: new Set(of), words: of.join() };
};

const PERIODS = new Map(
  MONTHS.map((month) => [
    month,
    (['month', 'quarter', 'year'] as const).map((length) => periodOf(`${month}-10`, length).key),
  ]),
);

const spokenOf = new Map<string, Pick<Shown, 'numerator' | 'denominator'>>();

/** What the rows of a report speak of. */
function shownIn({ rows, filters }: Report): Shown[] {
  return rows.flatMap((row) => {
    const [start = '', name = ''] = row.series.split(':', 2);
    const series = SERIES[start];
    if (series === undefined) return [];
    const what = JSON.stringify([filters, row.period, row.series, row.key]);
    let spoken = spokenOf.get(what);
    if (spoken === undefined) {
      const asked = (kind: Kind): boolean =>
        PERIODS.get(kind.month)?.includes(row.period) === true &&
        (filters.service ?? kind.service) === kind.service &&
        (filters.team ?? kind.team) === kind.team &&
        (filters.activity ?? kind.activity) === kind.activity &&
        series.all(kind, name);
      const numerator = kindsThat((kind) => asked(kind) && series.counts(kind, row.key, name));
      spokenOf.set(what, (spoken = { numerator, denominator: kindsThat(asked) }));
    }
    return [{ what, ...spoken, row }];
  });
}

const equationsOf = (shown: readonly Shown[]): Equation[] => {
  const known = new Map<string, Equation>();
  for (const { numerator, denominator, row } of shown)
    for (const [{ of, words }, count] of [
      [numerator, row.numerator],
      [denominator, row.denominator],
    ] as const)
      if (count !== null) known.set(words, { of, count });
  return [...known.values()];
};

/** Every small figure of the programme that can be worked out from what is shown, and every sum of withheld ones that is small. */
function leaks(programme: readonly (readonly [number, number])[], shown: readonly Shown[]): string[] {
  const attack = new Attack(KINDS.length, equationsOf(shown));
  const counts = new Map(programme);
  const isLeak = (of: ReadonlySet<number>): boolean => {
    let count = 0;
    for (const kind of of) count += counts.get(kind) ?? 0;
    return count > 0 && count < MINIMUM && attack.workedOut(of) === count;
  };
  const tried = new Map(shown.map(({ what, numerator }) => [numerator.words, { what, of: numerator.of }]));
  const withheld = new Map<string, { readonly what: string; readonly of: Set<number> }>();
  for (const { what, numerator, denominator, row } of shown) {
    if (row.numerator !== null) continue;
    const series = `${denominator.words} ${row.series.split(':')[0]}`;
    const together = withheld.get(series) ?? { what: `with others: ${what}`, of: new Set() };
    for (const kind of numerator.of) together.of.add(kind);
    withheld.set(series, together);
  }
  return [...tried.values(), ...withheld.values()].filter(({ of }) => isLeak(of)).map(({ what }) => what);
}

const recorded = (programme: readonly (readonly [number, number])[]) =>
  factsOf(
    programme.flatMap(([index, audits]) => {
      const kind = KINDS[index];
      return kind === undefined ? [] : Array.from({ length: audits }, () => audit(kind, '2025-04-15T10:00:00.000Z'));
    }),
  );

const order = (now = NOW) => ({ minimum: MINIMUM, now: Date.parse(now), upToDate: true });

describe('what a reader outside the QA team may ask, put together', () => {
  it('does not tell a small figure', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgramme, async (programme) => {
        const db = recorded(programme);
        const shown: Shown[] = [];
        for (const question of QUESTIONS) shown.push(...shownIn(await outsideReport(db, question, order())));
        expect(leaks(programme, shown)).toEqual([]);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  it('does not tell one by what an upgrade cannot be', async () => {
    // In April all went up and in May all down, so that whatever ended as outstanding was of April: and so was what is left.
    const programme = [
      [2, 30],
      [23, 28],
      [206, 5],
      [136, 30],
      [8, 3],
    ] as const;
    const db = recorded(programme);
    const shown: Shown[] = [];
    for (const question of QUESTIONS) shown.push(...shownIn(await outsideReport(db, question, order())));
    expect(leaks(programme, shown)).toEqual([]);
  });

  it('would tell one if only what is small were withheld, or the next smallest with it', () => {
    const programmes = fc.sample(anyProgramme, { numRuns: 12, seed: 11 });
    const naive = (report: Report): Report => ({
      ...report,
      rows: report.rows.map((row) =>
        row.numerator !== null && row.numerator > 0 && row.numerator < MINIMUM ? { ...row, numerator: null } : row,
      ),
    });
    const told = programmes.filter((programme) => {
      const db = recorded(programme);
      return (
        leaks(
          programme,
          QUESTIONS.flatMap((question) => shownIn(naive(buildReport(db, question)))),
        ).length > 0
      );
    });
    expect(told.length).toBeGreaterThan(6);
  });
});

describe('what is known later', () => {
  const day = (month: number, of: number): string =>
    `${addMonths('2024-05-01', month).slice(0, 8)}${String(of).padStart(2, '0')}`;

  it('never differs by a small number from what was known before', async () => {
    const arrivals = fc.array(
      fc.record({
        kind: fc.nat({ max: KINDS.length - 1 }),
        audits: fc.integer({ min: 1, max: 12 }),
        on: fc.tuple(fc.nat({ max: 5 }), fc.integer({ min: 1, max: 28 })).map(([month, of]) => day(month, of)),
        how: fc.oneof(
          fc.constantFrom('lived' as const, 'imported' as const),
          // Days until the import is whole, and until it is taken back.
          fc.tuple(fc.option(fc.nat({ max: 60 })), fc.option(fc.nat({ max: 90 }))),
        ),
      }),
      { minLength: 3, maxLength: 16 },
    );
    await fc.assert(
      fc.asyncProperty(arrivals, async (all) => {
        const events = [...all]
          .sort((one, other) => (one.on < other.on ? -1 : 1))
          .flatMap(({ kind, audits, on, how }, place) => {
            const of = KINDS[kind];
            if (of === undefined) return [];
            const importId = `import-${place}`;
            const came = Array.from({ length: audits }, () => {
              const event = audit(of, `${on}T10:00:00.000Z`, typeof how === 'string' ? {} : { importId });
              // An audit that was lived here arrives with its finalising.
              return how === 'lived' ? lived(event) : event;
            }).flat();
            if (typeof how === 'string') return came;
            const [whole, back] = how;
            const step = (type: string, days: number): EventEnvelope =>
              envelope(`audits-import-${importId}`, `${addDays(on, days)}T11:00:00.000Z`, {
                type,
                data: { importId, audits },
              });
            return [
              step('audits-import-started.v1', 0),
              ...came,
              ...(whole === null ? [] : [step('audits-import-completed.v1', whole)]),
              ...(back === null ? [] : [step('audits-import-taken-back.v1', Math.max(back, whole ?? 0))]),
            ];
          });
        const db = factsOf(events);
        for (const question of QUESTIONS.filter(({ filters }) => Object.keys(filters).length === 0)) {
          const known = new Map<string, number>();
          const moments = [null, ...[0, 1, 2, 3, 4, 5].map((month) => monthEnd(day(month, 1)))];
          const values: Shown[][] = [];
          for (const asAt of moments)
            values.push(shownIn(await outsideReport(db, { ...question, asAt }, order('2024-10-31T23:59:59.999Z'))));
          for (const shown of [...values.slice(1), ...values.slice(0, 1)])
            for (const { what, row } of shown) {
              if (row.numerator === null) continue;
              const change = Math.abs(row.numerator - (known.get(what) ?? row.numerator));
              expect([what, change > 0 && change < MINIMUM]).toEqual([what, false]);
              known.set(what, row.numerator);
            }
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});

const monthEnd = (date: string): string => periodOf(date, 'month').to;

function lived(event: EventEnvelope): EventEnvelope[] {
  const { data } = event;
  const { auditedOn, service, team, activity, firstGrade, finalGrade } = data as Record<string, string>;
  const { metadata, ...rest } = event;
  return [
    {
      type: 'audit-selected.v1',
      data: {
        origin: 'sample',
        pilot: false,
        activity,
        service,
        team,
        scale: 'ofsted',
        sampleId: null,
        period: auditedOn?.slice(0, 7),
        selectedOn: auditedOn,
        allocateBy: auditedOn,
      },
    },
    { type: 'first-grade-submitted.v1', data: { auditedOn } },
    { type: 'moderation-not-required.v1', data: { shareBy: auditedOn } },
    { type: 'audit-finalised.v1', data: { auditedOn, firstGrade, finalGrade, domains: [], standards: [] } },
  ].map((step, revision) => ({ ...rest, ...step, id: `${event.id}-${revision}`, revision, metadata }));
}

describe('a report outside the QA team', () => {
  const months = {
    report: 'judgements' as ReportName,
    from: '2024-04-01',
    to: '2024-06-30',
    by: 'month' as const,
    asAt: null,
    filters: {},
  };
  const grades = (month: string, counts: readonly number[]): EventEnvelope[] =>
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
          '2024-08-01T09:00:00.000Z',
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
    const started = step('audits-import-started.v1', '2024-08-01T09:00:00.000Z');
    const brought = grades('2024-04', [7, 20, 9, 6]).map((event) => ({
      ...event,
      data: { ...(event.data as object), importId },
    }));
    const whole = step('audits-import-completed.v1', '2024-08-03T09:00:00.000Z');
    const back = step('audits-import-taken-back.v1', '2024-08-09T09:00:00.000Z');
    const year = { ...months, by: 'year' as const, from: '2024-04-01', to: '2025-03-31' };
    const at = async (day: string, ...events: EventEnvelope[]) => {
      const report = await outsideReport(
        factsOf([started, ...brought, ...events]),
        year,
        order(`${day}T12:00:00.000Z`),
      );
      return [inadequate(report), report.notes.find(({ code }) => code === 'unfinished_import')?.text];
    };
    expect(await at('2024-09-02')).toEqual([
      [[0, 0]],
      'An import of earlier audits begun on 2024-08-01 is unfinished: none of its audits is counted.',
    ]);
    expect(await at('2024-08-04', whole)).toEqual([[[6, 42]], undefined]);
    expect(await at('2024-08-10', whole, back)).toEqual([[[0, 0]], undefined]);
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
});
