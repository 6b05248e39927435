import fc from 'fast-check';
import { periodOf } from '#domain';
import type { EventEnvelope } from '#event-store';
import { envelope, importedAudit, type EarlierAudit } from '../earlier-audits.fixture.js';
import type { Report, ReportFilters, ReportRequest, ReportRow } from '../report.js';

const MONTHS = ['2024-04', '2024-05', '2024-07'] as const;
export const TEAMS = [
  ['Safeguarding', 'North'],
  ['Safeguarding', 'South'],
  ['Care', 'West'],
] as const;
const ACTIVITIES = ['deep-dive', 'case-file'] as const;
/** The best first. */
const GRADES = ['good', 'requires_improvement', 'inadequate'] as const;
const MODERATED = [null, ...GRADES] as const;
const DOMAIN = [null, 'good', 'inadequate'] as const;
const STANDARD = [null, 'met', 'not_met', 'na'] as const;

/** What reports tell apart. */
interface Kind {
  readonly month: (typeof MONTHS)[number];
  readonly team: (typeof TEAMS)[number];
  readonly activity: (typeof ACTIVITIES)[number];
  readonly final: (typeof GRADES)[number];
  /** The grade before moderation; null where nobody moderated. */
  readonly first: (typeof MODERATED)[number];
  readonly domain: (typeof DOMAIN)[number];
  readonly standard: (typeof STANDARD)[number];
}

/**
 * Whether supervision is to be improved, of audits in which anything was found: told apart neither as domains nor as standards are,
 * so that their figures and those of themes overlap.
 */
const supervisionOf = ({ domain, standard }: Kind): 'named' | 'not_named' | null =>
  domain === null ? null : (standard === 'met' || standard === 'na') !== (domain === 'good') ? 'named' : 'not_named';
const THEMES = { named: 'Supervision', not_named: 'Visits' } as const;

export const KINDS: readonly Kind[] = MONTHS.flatMap((month) =>
  TEAMS.flatMap((team) =>
    ACTIVITIES.flatMap((activity) =>
      GRADES.flatMap((final) =>
        MODERATED.flatMap((first) =>
          DOMAIN.flatMap((domain) =>
            STANDARD.map((standard) => ({ month, team, activity, final, first, domain, standard })),
          ),
        ),
      ),
    ),
  ),
);
const wordsOf = ({ month, team, activity, final, first, domain, standard }: Kind): string =>
  JSON.stringify([month, team, activity, final, first, domain, standard]);
const places = new Map(KINDS.map((kind, place) => [wordsOf(kind), place]));
const placeOf = (kind: Kind): number => places.get(wordsOf(kind)) ?? -1;

/**
 * The moments at which something is made known: the first half of the year with an import of earlier audits before; another
 * import when the year is over; the end of a month in which some were put right; and a day on which more came and some were
 * taken back. Each with the day on which a reader then asks.
 */
export const MOMENTS = [
  { recorded: '2024-10-10T10:00:00.000Z', asked: '2024-11-01T12:00:00.000Z', later: '2024-10-31' },
  { recorded: '2025-05-10T10:00:00.000Z', asked: '2025-05-11T12:00:00.000Z', later: null },
  { recorded: '2025-05-20T10:00:00.000Z', asked: '2025-06-01T12:00:00.000Z', later: '2025-05-31' },
  { recorded: '2025-06-10T10:00:00.000Z', asked: '2025-06-11T12:00:00.000Z', later: null },
] as const;
const [FIRST, SECOND, PUT_RIGHT, LAST] = [0, 1, 2, 3] as const;
const NEVER = MOMENTS.length;

/** From which moment until before which an audit counts as one of a kind. */
export const SPANS: readonly (readonly [from: number, to: number])[] = MOMENTS.flatMap((_, from) =>
  [PUT_RIGHT, LAST, NEVER].flatMap((to) => (from < to ? [[from, to] as const] : [])),
);

export const spansAt = (moment: number): readonly number[] =>
  SPANS.flatMap(([from, to], span) => (from <= moment && moment < to ? [span] : []));

/** A number of audits that are alike, and what becomes of them. */
interface Arrival {
  readonly kind: Kind;
  readonly audits: number;
  readonly at: typeof FIRST | typeof SECOND | typeof LAST;
  /** Taken back at the last moment, where they came at the second. */
  readonly back: boolean;
  /** How many of them are put right. */
  readonly right:
    (Partial<Pick<Kind, 'month' | 'final' | 'domain' | 'standard' | 'team'>> & { readonly audits: number }) | null;
}

const kind = fc.record<Kind>({
  month: fc.constantFrom(...MONTHS),
  team: fc.constantFrom(...TEAMS),
  activity: fc.constantFrom(...ACTIVITIES),
  final: fc.constantFrom(...GRADES),
  first: fc.constantFrom(...MODERATED),
  domain: fc.constantFrom(...DOMAIN),
  standard: fc.constantFrom(...STANDARD),
});
const right = fc.record(
  {
    audits: fc.integer({ min: 1, max: 8 }),
    month: fc.constantFrom(...MONTHS),
    final: fc.constantFrom(...GRADES),
    domain: fc.constantFrom('good' as const, 'inadequate' as const),
    standard: fc.constantFrom('met' as const, 'not_met' as const, 'na' as const),
    team: fc.constantFrom(...TEAMS),
  },
  { requiredKeys: ['audits'] },
);
const arrival = (audits: fc.Arbitrary<number>): fc.Arbitrary<Arrival> =>
  fc.record({
    kind,
    audits,
    at: fc.constantFrom(FIRST, FIRST, FIRST, SECOND, LAST),
    back: fc.boolean(),
    right: fc.option(right, { freq: 3 }),
  });

/** Most kinds have none; some have one or two, some many. */
export const anyProgramme: fc.Arbitrary<readonly Arrival[]> = fc
  .tuple(
    fc.array(arrival(fc.integer({ min: 4, max: 30 })), { minLength: 3, maxLength: 16 }),
    fc.array(arrival(fc.integer({ min: 1, max: 3 })), { maxLength: 6 }),
  )
  .map((all) => all.flat());

/** What is recorded of a programme, in order, and how many audits truly are of each kind over each span. */
export function liveThrough(programme: readonly Arrival[]): {
  readonly events: readonly EventEnvelope[];
  readonly truth: readonly { readonly kind: number; readonly span: number; readonly audits: number }[];
} {
  const truth: { kind: number; span: number; audits: number }[] = [];
  const count = (of: Kind, from: number, to: number, audits: number): void => {
    const span = SPANS.findIndex(([began, ended]) => began === from && ended === to);
    if (audits > 0) truth.push({ kind: placeOf(of), span, audits });
  };
  const events = programme.flatMap(({ kind: of, audits, at, back, right: change }, place) => {
    const until = back && at === SECOND ? LAST : NEVER;
    const importId = until === LAST ? `import-${place}` : undefined;
    const recordedAt = MOMENTS[at].recorded;
    const came = Array.from({ length: audits }, () => audit(of, recordedAt, importId));
    const found = came.flatMap((event) => themeFound(event, of, recordedAt, 1));
    const changed = change === null || at === LAST ? 0 : Math.min(change.audits, audits);
    const { audits: _, ...fields } = change ?? { audits: 0 };
    const after: Kind = { ...of, ...fields };
    if (changed > 0 && placeOf(after) !== placeOf(of)) {
      count(of, at, PUT_RIGHT, changed);
      count(after, PUT_RIGHT, until, changed);
      count(of, at, until, audits - changed);
    } else count(of, at, until, audits);
    return [
      ...(importId === undefined ? [] : [manifest(importId, 'started', recordedAt, audits)]),
      ...came,
      ...found,
      ...(importId === undefined
        ? []
        : [
            manifest(importId, 'completed', recordedAt, audits),
            manifest(importId, 'taken-back', MOMENTS[LAST].recorded, audits),
          ]),
      ...came.slice(0, changed).flatMap((event) => corrections(event, fields, after)),
    ];
  });
  const order = ({ metadata }: EventEnvelope): string => metadata.recordedAt;
  return {
    events: events.sort((one, other) => (order(one) < order(other) ? -1 : order(one) > order(other) ? 1 : 0)),
    truth,
  };
}

function audit({ month, team, activity, final, first, domain, standard }: Kind, recordedAt: string, importId?: string) {
  return importedAudit(
    {
      auditedOn: `${month}-10`,
      service: team[0],
      team: team[1],
      activity,
      firstGrade: first,
      finalGrade: final,
      moderated: first !== null,
      domains: domain === null ? [] : [{ domain: 'assessment', grade: domain }],
      standards: standard === null ? [] : [{ standard: 'supervision', answer: standard }],
      ...(importId === undefined ? {} : { importId }),
    } satisfies Partial<EarlierAudit>,
    recordedAt,
  );
}

const manifest = (importId: string, step: 'started' | 'completed' | 'taken-back', at: string, audits: number) =>
  envelope(`audits-import-${importId}`, at, { type: `audits-import-${step}`, data: { importId, audits } });

/** What was found in it, as it is once it is final. */
function themeFound({ stream }: EventEnvelope, kind: Kind, at: string, revision: number): EventEnvelope[] {
  const found = supervisionOf(kind);
  if (found === null) return [];
  const data = { findingId: 'finding-1', kind: 'improvement', theme: THEMES[found] };
  return [envelope(stream, at, { type: 'finding-corrected', data }, revision)];
}

function corrections(
  event: EventEnvelope,
  { month, final, domain, standard, team }: Partial<Kind>,
  after: Kind,
): EventEnvelope[] {
  const { stream } = event;
  const changes = [
    ...(month === undefined ? [] : [{ field: 'auditedOn', to: `${month}-10` }]),
    ...(final === undefined ? [] : [{ field: 'finalGrade', to: final }]),
    ...(domain === undefined ? [] : [{ field: 'domainGrade', domain: 'assessment', to: domain }]),
    ...(standard === undefined ? [] : [{ field: 'standard', standard: 'supervision', to: standard }]),
  ].map((change) => ({ type: 'record-corrected', data: { change } as object }));
  const moved = team === undefined ? [] : [{ type: 'audit-team-changed', data: { service: team[0], team: team[1] } }];
  const all = [...changes, ...moved].map((change, place) =>
    envelope(stream, MOMENTS[PUT_RIGHT].recorded, change, place + 2),
  );
  return [...all, ...themeFound(event, after, MOMENTS[PUT_RIGHT].recorded, all.length + 2)];
}

const FILTERS: readonly ReportFilters[] = [
  {},
  ...['Safeguarding', 'Care'].map((service) => ({ service })),
  ...TEAMS.map(([, team]) => ({ team })),
  ...ACTIVITIES.map((activity) => ({ activity })),
];

const PERIODS = {
  month: ['2024-04-01', '2024-07-31'],
  quarter: ['2024-04-01', '2024-09-30'],
  year: ['2024-04-01', '2025-03-31'],
} as const;

/** Every question that may be asked of the months in which there are audits. */
export const QUESTIONS: readonly ReportRequest[] = (
  ['judgements', 'standards', 'themes', 'activity', 'moderation'] as const
).flatMap((report) =>
  FILTERS.flatMap((filters) =>
    (['month', 'quarter', 'year'] as const).map((by) => {
      const [from, to] = PERIODS[by];
      return { report, from, to, by, asAt: null, filters };
    }),
  ),
);

const movement = (first: string, final: string): string => {
  const order: readonly string[] = GRADES;
  const up = order.indexOf(first) - order.indexOf(final);
  return up === 0 ? 'agreed' : up > 0 ? 'upgraded' : 'downgraded';
};

/** Whether it is the key of a row, or one of those that are asked for as one. */
const isOneOf = (answer: string | null, key: string): boolean => answer !== null && key.split('+').includes(answer);

interface Series {
  /** Which audits are in the denominator. */
  readonly all: (kind: Kind, key: string, name: string) => boolean;
  /** Which of those a row counts. */
  readonly counts: (kind: Kind, key: string, name: string) => boolean;
}

/** Series that say nothing of kinds are not here. */
const SERIES: Readonly<Record<string, Series>> = {
  done: { all: () => true, counts: () => true },
  origin: { all: () => true, counts: () => true },
  service: { all: () => true, counts: ({ team: [service] }, _key, name) => service === name },
  activity: { all: () => true, counts: ({ activity }, _key, name) => activity === name },
  moderated: { all: () => true, counts: ({ first }, key) => (first !== null) === (key === 'yes') },
  overall: { all: () => true, counts: ({ final }, key) => isOneOf(final, key) },
  domain: { all: ({ domain }) => domain !== null, counts: ({ domain }, key) => isOneOf(domain, key) },
  standard: {
    all: ({ standard }, key) => standard !== null && (key === 'na' || standard !== 'na'),
    counts: ({ standard }, key) => isOneOf(standard, key),
  },
  improvement: {
    all: (kind) => supervisionOf(kind) !== null,
    counts: (kind, key, name) =>
      (supervisionOf(kind) === (name === THEMES.named ? 'named' : 'not_named')) === (key === 'named'),
  },
  first_x_final: { all: ({ first }) => first !== null, counts: ({ first, final }, key) => `${first}>${final}` === key },
  agreement: {
    all: ({ first }) => first !== null,
    counts: ({ first, final }, key) => first !== null && movement(first, final) === key,
  },
};

/** What a row speaks of, as kinds of audits. */
export interface Spoken {
  readonly what: string;
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
  readonly row: ReportRow;
}

const periodsOf = new Map(
  MONTHS.map((month) => [
    month,
    (['month', 'quarter', 'year'] as const).map((length) => periodOf(`${month}-10`, length).key),
  ]),
);
const known = new Map<string, Pick<Spoken, 'numerator' | 'denominator'>>();

const asked = new Map<string, readonly number[]>();

function kindsAsked(filters: ReportFilters, period: string): readonly number[] {
  const key = JSON.stringify([filters, period]);
  let kinds = asked.get(key);
  if (kinds === undefined) {
    kinds = KINDS.flatMap(({ month, team: [service, team], activity }, place) =>
      periodsOf.get(month)?.includes(period) === true &&
      (filters.service ?? service) === service &&
      (filters.team ?? team) === team &&
      (filters.activity ?? activity) === activity
        ? [place]
        : [],
    );
    asked.set(key, kinds);
  }
  return kinds;
}

export function spokenIn({ rows, filters }: Report): Spoken[] {
  return rows.flatMap((row) => {
    const [start = '', name = ''] = row.series.split(':', 2);
    const series = SERIES[start];
    if (series === undefined) return [];
    const what = JSON.stringify([filters, row.period, row.series, row.key]);
    let of = known.get(what);
    if (of === undefined) {
      const asked = kindsAsked(filters, row.period);
      const kindsThat = (holds: Series['all']): number[] =>
        asked.filter((place) => {
          const one = KINDS[place];
          return one !== undefined && series.all(one, row.key, name) && holds(one, row.key, name);
        });
      known.set(what, (of = { numerator: kindsThat(series.counts), denominator: kindsThat(() => true) }));
    }
    return [{ what, ...of, row }];
  });
}
