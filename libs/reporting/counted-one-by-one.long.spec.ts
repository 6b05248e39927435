import type { EventEnvelope } from '#event-store';
import fc from 'fast-check';
import { percent, periodKey } from '#domain';
import { buildReport } from './build-report.js';
import { envelope, factsOf, importedAudit } from './earlier-audits.fixture.js';
import { REPORTS, type ReportFilters, type ReportName, type ReportRow } from './report.js';

/** All that the figures below depend on, of one audit. */
interface KnownAudit {
  /** The day it was recorded, and the day its final grade was put right, if it was. */
  readonly recordedOn: string;
  readonly correctedOn: string | null;
  readonly correctedTo: string;
  readonly kind: 'imported' | 'directed' | 'pilot' | 'sample' | 'not_yet_final';
  readonly auditedOn: string;
  readonly activity: string;
  readonly service: string;
  readonly team: string | null;
  readonly role: string;
  readonly first: string;
  readonly final: string;
  readonly moderated: boolean;
  readonly domains: readonly (readonly [domain: string, grade: string])[];
  readonly standards: readonly (readonly [standard: string, answer: 'met' | 'not_met' | 'na'])[];
  /** Of an audit done here only: a spreadsheet brings neither. */
  readonly questions: readonly (readonly [question: string, answer: string])[];
  readonly impact: string | null;
  readonly found: readonly (readonly [kind: 'strength' | 'improvement', theme: string])[];
}

const day = (from: string, to: string): fc.Arbitrary<string> =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const grade = fc.constantFrom('outstanding', 'good', 'requires_improvement', 'inadequate');
const answersTo = <Answer extends string>(
  names: readonly string[],
  answer: fc.Arbitrary<Answer>,
): fc.Arbitrary<(readonly [string, Answer])[]> =>
  fc.uniqueArray(fc.tuple(fc.constantFrom(...names), answer), { selector: ([name]) => name, maxLength: names.length });

const THEMES = ['Supervision', 'Visits', 'Plans'] as const;

const anyAudit: fc.Arbitrary<KnownAudit> = fc.record({
  recordedOn: day('2024-06-01', '2024-06-30'),
  correctedOn: fc.option(day('2024-07-01', '2024-07-31')),
  correctedTo: grade,
  kind: fc.constantFrom('imported', 'imported', 'imported', 'directed', 'pilot', 'sample', 'not_yet_final'),
  auditedOn: day('2024-01-15', '2024-05-20'),
  activity: fc.constantFrom('deep-dive', 'case-file'),
  service: fc.constantFrom('Safeguarding', 'Care'),
  team: fc.constantFrom('North', 'South', null),
  role: fc.constantFrom('Team manager', 'Head of service'),
  first: grade,
  final: grade,
  moderated: fc.boolean(),
  domains: answersTo(['assessment', 'planning', 'impact'], grade),
  standards: answersTo(['supervision', 'visits'], fc.constantFrom('met', 'not_met', 'na')),
  questions: answersTo(['seen-alone', 'plan-shared'], fc.constantFrom('yes', 'partly', 'no', 'na')),
  impact: fc.option(fc.constantFrom('great', 'some', 'none')),
  found: fc.array(fc.tuple(fc.constantFrom('strength' as const, 'improvement' as const), fc.constantFrom(...THEMES)), {
    maxLength: 3,
  }),
});

const anyQuestion = fc.record({
  by: fc.constantFrom('month', 'year', null),
  asAt: fc.option(day('2024-05-31', '2024-08-01')),
  filters: fc.record(
    { service: fc.constant('care'), team: fc.constant(' NORTH '), activity: fc.constant('deep-dive') },
    { requiredKeys: [] },
  ),
});

const FROM = '2024-02-01';
const TO = '2024-04-30';

describe.each(REPORTS)('the report of %s', (report) => {
  it('says what counting the audits one by one says', () => {
    fc.assert(
      fc.property(fc.array(anyAudit, { maxLength: 60 }), anyQuestion, (audits, { by, asAt, filters }) => {
        const { rows } = buildReport(factsOf(recorded(audits)), { report, from: FROM, to: TO, by, asAt, filters });
        const counted = audits.filter((audit) => isAskedFor(audit, asAt, filters));
        expect(figuresIn(rows)).toEqual(figuresOf(report, counted, asAt, by));
      }),
      { numRuns: 60 },
    );
  });

  it('says so of more audits than a block of facts holds', () => {
    const audits = fc.sample(anyAudit, { numRuns: 3000, seed: 3000 });
    for (const asAt of [null, '2024-06-15', '2024-07-15']) {
      const { rows } = buildReport(factsOf(recorded(audits)), {
        report,
        from: FROM,
        to: TO,
        by: 'month',
        asAt,
        filters: {},
      });
      const counted = audits.filter((audit) => isAskedFor(audit, asAt, {}));
      expect(figuresIn(rows)).toEqual(figuresOf(report, counted, asAt, 'month'));
    }
  });
});

/** The events of the audits, in the order of their recording. */
function recorded(audits: readonly KnownAudit[]): EventEnvelope[] {
  return audits
    .flatMap((audit, index) => eventsOf(audit, `audit-${index}`))
    .sort((left, right) => left.metadata.recordedAt.localeCompare(right.metadata.recordedAt));
}

function eventsOf(audit: KnownAudit, id: string): EventEnvelope[] {
  const { recordedOn, correctedOn, correctedTo, kind } = audit;
  const at = (date: string): string => `${date}T10:00:00.000Z`;
  const begun = kind === 'imported' ? [imported(audit, id, at(recordedOn))] : lived(audit, id, at(recordedOn));
  if (correctedOn === null || kind === 'not_yet_final') return begun;
  const change = { field: 'finalGrade', from: audit.final, to: correctedTo };
  const correction = { type: 'record-corrected', data: { change } };
  return [...begun, envelope(`audit-${id}`, at(correctedOn), correction, begun.length)];
}

function imported(audit: KnownAudit, id: string, recordedAt: string): EventEnvelope {
  const { auditedOn, activity, service, team, role, first, final, moderated, domains, standards } = audit;
  const event = importedAudit(
    {
      auditedOn,
      activity,
      service,
      team,
      moderated,
      auditorRole: role,
      firstGrade: first,
      finalGrade: final,
      domains: domains.map(([domain, of]) => ({ domain, grade: of })),
      standards: standards.map(([standard, answer]) => ({ standard, answer })),
    },
    recordedAt,
  );
  return { ...event, stream: `audit-${id}` };
}

function lived(audit: KnownAudit, id: string, recordedAt: string): EventEnvelope[] {
  const { kind, activity, service, team, auditedOn, first, final } = audit;
  const events = [
    {
      type: 'audit-selected',
      data: {
        origin: kind === 'directed' ? 'directed' : 'sample',
        pilot: kind === 'pilot',
        activity,
        service,
        team,
        scale: 'ofsted',
        sampleId: null,
        period: auditedOn.slice(0, 7),
        selectedOn: auditedOn,
        allocateBy: auditedOn,
      },
    },
    ...audit.found.map(([kindFound, theme], place) => ({
      type: 'finding-recorded',
      data: { findingId: `finding-${place}`, kind: kindFound, theme },
    })),
    { type: 'first-grade-submitted', data: { auditedOn } },
    audit.moderated
      ? { type: 'moderation-required', data: { reasons: ['random'], moderateBy: auditedOn } }
      : { type: 'moderation-not-required', data: { shareBy: auditedOn } },
    ...(audit.moderated ? [{ type: 'grade-upheld', data: { shareBy: auditedOn } }] : []),
    {
      type: 'audit-finalised',
      data: {
        auditedOn,
        firstGrade: first,
        finalGrade: final,
        domains: audit.domains.map(([domain, of]) => ({ domain, first: of, final: of })),
        standards: audit.standards.map(([standard, answer]) => ({ standard, answer })),
        answers: audit.questions.map(([question, answer]) => ({ question, answer })),
        statements: [{ statement: 'difference', value: audit.impact }],
      },
    },
  ];
  return (kind === 'not_yet_final' ? events.slice(0, -1) : events).map((event, revision) => {
    const { metadata, ...rest } = envelope(`audit-${id}`, recordedAt, event, revision);
    return { ...rest, metadata: { ...metadata, actor: { id: 'person-1', role: audit.role } } };
  });
}

function isAskedFor(audit: KnownAudit, asAt: string | null, filters: ReportFilters): boolean {
  const isNamed = (name: string | null, filter: string | undefined): boolean =>
    filter === undefined || name?.toLowerCase() === filter.trim().toLowerCase();
  return (
    (asAt === null || audit.recordedOn <= asAt) &&
    FROM <= audit.auditedOn &&
    audit.auditedOn <= TO &&
    isNamed(audit.service, filters.service) &&
    isNamed(audit.team, filters.team) &&
    isNamed(audit.activity, filters.activity)
  );
}

/** What one audit says in a report. */
interface Answer {
  readonly series: string;
  readonly key: string;
  /** Among which answers its share is: those of the same period that say the same here. */
  readonly of: string;
  /** Whether it adds to those. */
  readonly counts: boolean;
}

const answer = (series: string, key: string, of = series): Answer => ({ series, key, of, counts: of === series });

const isFinal = ({ kind }: KnownAudit): boolean => kind !== 'not_yet_final';
const isPublished = (audit: KnownAudit): boolean => isFinal(audit) && audit.kind !== 'pilot';
const apart = ({ kind }: KnownAudit): string => (kind === 'directed' ? ':directed' : '');
const finalGrade = ({ final, correctedOn, correctedTo }: KnownAudit, asAt: string | null): string =>
  correctedOn !== null && (asAt === null || correctedOn <= asAt) ? correctedTo : final;

const answersIn: Readonly<Record<ReportName, (audit: KnownAudit, asAt: string | null) => readonly Answer[]>> = {
  judgements: (audit, asAt) =>
    isPublished(audit)
      ? [
          answer(`overall${apart(audit)}`, finalGrade(audit, asAt)),
          ...audit.domains.map(([domain, of]) => answer(`domain:${domain}${apart(audit)}`, of)),
        ]
      : [],
  standards: (audit, asAt) =>
    isPublished(audit)
      ? [
          ...audit.standards.flatMap(([standard, given]) => answered(`standard:${standard}${apart(audit)}`, given)),
          ...(audit.kind === 'imported' ? [] : askedIn(audit, asAt)),
        ]
      : [],
  // What was not found is told of every theme; `figuresOf` leaves out those that nobody found.
  themes: (audit) =>
    isPublished(audit) && audit.kind !== 'imported' && audit.found.length > 0
      ? (['strength', 'improvement'] as const).flatMap((kind) =>
          THEMES.map((theme) => {
            const isFound = audit.found.some(([one, of]) => one === kind && of === theme);
            return answer(`${kind}:${theme}${apart(audit)}`, isFound ? 'named' : 'not_named');
          }),
        )
      : [],
  activity: (audit) => [
    answer('done', 'done'),
    answer(`activity:${audit.activity}`, 'done', 'done'),
    answer(`service:${audit.service}`, 'done', 'done'),
    answer('origin', ORIGINS[audit.kind], 'done'),
    ...(isFinal(audit) ? [answer('moderated', audit.moderated ? 'yes' : 'no')] : []),
    ...(audit.kind === 'imported' ? [] : [answer('selected', 'done')]),
  ],
  moderation: (audit, asAt) => [
    ...(isFinal(audit) ? [answer('moderated', audit.moderated ? 'yes' : 'no')] : []),
    ...(isPublished(audit) && audit.moderated
      ? suffixesOf(audit).flatMap((suffix) => [
          answer(`first_x_final${suffix}`, `${audit.first}>${finalGrade(audit, asAt)}`),
          answer(`agreement${suffix}`, movement(audit.first, finalGrade(audit, asAt))),
        ])
      : []),
  ],
};

function answered(series: string, given: string): readonly Answer[] {
  const all = { series, key: given, of: `${series}, whether or not it applies`, counts: true };
  return given === 'na' ? [all] : [answer(series, given), { ...all, series: '' }];
}

function askedIn(audit: KnownAudit, asAt: string | null): readonly Answer[] {
  const { questions, impact } = audit;
  return [
    ...questions.flatMap(([question, given]) => answered(`question:${question}${apart(audit)}`, given)),
    ...(impact === null
      ? []
      : [
          answer(`statement:difference${apart(audit)}`, impact),
          answer(`quality:difference${apart(audit)}`, `${finalGrade(audit, asAt)}>${impact}`),
        ]),
  ];
}

const ORIGINS = {
  imported: 'imported',
  directed: 'directed',
  pilot: 'sample',
  sample: 'sample',
  not_yet_final: 'sample',
} as const;

function suffixesOf({ kind, role }: KnownAudit): readonly string[] {
  if (kind === 'directed') return [':directed'];
  return ['', kind === 'imported' ? ':not_recorded' : ':random', `:auditor_group:${role}`];
}

const BEST_FIRST = ['outstanding', 'good', 'requires_improvement', 'inadequate'];

function movement(first: string, final: string): string {
  const steps = BEST_FIRST.indexOf(first) - BEST_FIRST.indexOf(final);
  return steps === 0 ? 'agreed' : steps > 0 ? 'upgraded' : 'downgraded';
}

/** Every figure that is not 0, as `period series key numerator/denominator percent%`. */
function figuresOf(
  report: ReportName,
  audits: readonly KnownAudit[],
  asAt: string | null,
  by: 'month' | 'year' | null,
): string[] {
  const numerators = new Map<string, { readonly of: string; count: number }>();
  const denominators = new Map<string, number>();
  for (const audit of audits) {
    const period = by === null ? 'total' : periodKey(audit.auditedOn, by);
    for (const { series, key, of, counts } of answersIn[report](audit, asAt)) {
      const figure = `${period} ${series} ${key}`;
      const among = `${period} ${of}`;
      const numerator = numerators.get(figure) ?? { of: among, count: 0 };
      if (series !== '') numerators.set(figure, { ...numerator, count: numerator.count + 1 });
      if (counts) denominators.set(among, (denominators.get(among) ?? 0) + 1);
    }
  }
  const themeOf = (figure: string): string => figure.split(' ')[1]?.replace(':directed', '') ?? '';
  const found = new Set([...numerators.keys()].filter((figure) => figure.endsWith(' named')).map(themeOf));
  return [...numerators]
    .filter(([figure]) => report !== 'themes' || found.has(themeOf(figure)))
    .map(([figure, { of, count }]) => {
      const denominator = denominators.get(of) ?? 0;
      return `${figure} ${count}/${denominator} ${percent(count, denominator)}%`;
    })
    .sort();
}

function figuresIn(rows: readonly ReportRow[]): string[] {
  return rows
    .filter(({ numerator, unit }) => numerator !== null && numerator > 0 && unit !== 'working_days')
    .map((row) => `${row.period} ${row.series} ${row.key} ${row.numerator}/${row.denominator} ${row.percent}%`)
    .sort();
}
