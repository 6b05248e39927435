import { readFileSync } from 'node:fs';
import { percent } from '#domain';
import { buildReport } from './build-report.js';
import { factsOf, importedAudit, type EarlierAudit } from './earlier-audits.fixture.js';
import { comparePublished, type PublishedFigure } from './published.js';
import type { ReportName, ReportRow } from './report.js';

/**
 * Counts and figures printed in public council reports (test/data/published-figures.json): the audits are fed as they
 * would be imported, one event each, and the reports must give the printed figures. Where a report prints no counts,
 * they are taken from `countsGiving`; where no counts give what it printed, that is what the comparison must say.
 */
const published = JSON.parse(readFileSync('test/data/published-figures.json', 'utf8')) as {
  nottinghamshire_2014_q4: Record<string, unknown>;
};

interface Group {
  readonly audits: Partial<EarlierAudit>;
  /** For each final grade, how many; null for ungraded. */
  readonly finalGrades: readonly (readonly [grade: string | null, count: number])[];
  /** How many of them, from the first, were moderated. */
  readonly moderated?: number;
  /** For each domain, how many audits were given each grade, from the first audit on; the rest left it empty. */
  readonly domains?: Readonly<Record<string, readonly (readonly [grade: string, count: number])[]>>;
  readonly standards?: Readonly<
    Record<string, readonly (readonly [answer: 'met' | 'not_met' | 'na', count: number])[]>
  >;
}

const LETTERS = 'good-adequate-inadequate';

const nottinghamshire: readonly Group[] = [
  {
    // Counts are not printed; 262 and 58 fit. How good and adequate divide is not printed at all.
    audits: { activity: 'case-file', service: "Children's social care", scale: LETTERS, auditedOn: '2014-02-12' },
    finalGrades: [
      ['good', 120],
      ['adequate', 142],
      ['inadequate', 58],
    ],
    standards: {
      'Working together with children, parents and agencies': [
        ['met', 314],
        ['not_met', 6],
      ],
      // "Of fieldwork cases": their number is not printed. 200 is taken; to the others the standard does not apply.
      'Legislative timescales': [
        ['met', 146],
        ['not_met', 54],
        ['na', 120],
      ],
      'Management oversight': [
        ['met', 162],
        ['not_met', 38],
        ['na', 120],
      ],
    },
  },
  {
    audits: { activity: 'targeted-support', service: 'Targeted support', auditedOn: '2014-03-03' },
    finalGrades: [
      ['outstanding', 12],
      ['good', 48],
      ['requires_improvement', 32],
      ['inadequate', 9],
    ],
  },
  {
    audits: { activity: 'caf', service: 'Early help', auditedOn: '2014-01-20' },
    finalGrades: [
      ['good', 4],
      ['requires_improvement', 9],
      ['inadequate', 2],
    ],
  },
  {
    audits: { activity: 'family-support', service: 'Family support partnership', scale: null, auditedOn: '2014-03-31' },
    finalGrades: [[null, 235]],
  },
];

const sefton: readonly Group[] = [
  {
    audits: { activity: 'deep-dive', auditedOn: '2023-11-15' },
    finalGrades: [
      ['good', 11],
      ['requires_improvement', 28],
      ['inadequate', 6],
    ],
    moderated: 21,
    domains: {
      // 17% of 45 is no count; 7 of the 42 that graded it is.
      supervision: [
        ['inadequate', 7],
        ['requires_improvement', 25],
        ['good', 10],
      ],
      // The nearest that 45 audits come to 21, 73 and 7.
      'child centred': [
        ['good', 9],
        ['requires_improvement', 33],
        ['inadequate', 3],
      ],
    },
  },
  // Deferred to the next report.
  { audits: { activity: 'deep-dive', auditedOn: '2023-12-11' }, finalGrades: [['requires_improvement', 24]] },
];

const facts = {
  nottinghamshire: factsOf(nottinghamshire.flatMap(auditsOf)),
  sefton: factsOf(sefton.flatMap(auditsOf)),
};
const ranges = {
  nottinghamshire: { from: '2014-01-01', to: '2014-03-31' },
  sefton: { from: '2023-10-01', to: '2023-11-30' },
};

describe('the printed figures of Nottinghamshire, January to March 2014', () => {
  it.each([
    ["Children's social care", 'overall', 'inadequate', 58, 320, 18],
    ['Targeted support', 'overall', 'inadequate', 9, 101, 9],
    ['Early help', 'overall', 'good', 4, 15, 27],
    ['Early help', 'overall', 'requires_improvement', 9, 15, 60],
    ['Early help', 'overall', 'inadequate', 2, 15, 13],
    ['Early help', 'overall', 'outstanding', 0, 15, 0],
    ['Family support partnership', 'overall', 'good', 0, 0, null],
  ])('%s: %s %s is %i of %i, %s%%', (service, series, key, numerator, denominator, share) => {
    const row = find(reportOf('nottinghamshire', 'judgements', { service }), series, key);
    expect(row).toMatchObject({ period: 'total', numerator, denominator, percent: share });
  });

  it.each([
    ["Children's social care", ['good', 'adequate'], 262, 82],
    ['Targeted support', ['good', 'outstanding'], 60, 59],
  ])('%s: %s together are %i, %i%%', (service, keys, numerator, share) => {
    const rows = reportOf('nottinghamshire', 'judgements', { service });
    const together = keys.map((key) => find(rows, 'overall', key));
    const count = together.reduce((sum, row) => sum + (row?.numerator ?? 0), 0);
    expect(count).toBe(numerator);
    expect(percent(count, together[0]?.denominator ?? 0)).toBe(share);
  });

  it.each([
    ['Working together with children, parents and agencies', 'met', 314, 320, 98],
    ['Legislative timescales', 'not_met', 54, 200, 27],
    ['Management oversight', 'not_met', 38, 200, 19],
    ['Management oversight', 'na', 120, 320, 38],
  ])('%s: %s is %i of %i, %i%%', (standard, key, numerator, denominator, share) => {
    const row = find(reportOf('nottinghamshire', 'standards'), `standard:${standard}`, key);
    expect(row).toMatchObject({ numerator, denominator, percent: share });
  });

  it('count family support, which nobody graded, among the audits done', () => {
    const rows = reportOf('nottinghamshire', 'activity');
    expect(find(rows, 'activity:family-support', 'done')).toMatchObject({
      numerator: 235,
      denominator: 671,
      percent: 35,
    });
    expect(find(rows, 'moderated', 'no')).toMatchObject({ numerator: 436, denominator: 436 });
  });

  it('never add grades of two scales together', () => {
    const rows = reportOf('nottinghamshire', 'judgements');
    expect(find(rows, 'overall', 'inadequate')).toMatchObject({ numerator: 11, denominator: 116 });
    expect(find(rows, `overall:${LETTERS}`, 'inadequate')).toMatchObject({ numerator: 58, denominator: 320 });
  });

  it('are flagged where what was printed cannot be checked or does not follow', () => {
    const figure: PublishedFigure = {
      source: 'Nottinghamshire, January to March 2014',
      period: 'total',
      series: 'overall',
      key: 'inadequate',
      percent: 9,
      decimals: 0,
      numerator: null,
      denominator: 101,
    };
    const rows = reportOf('nottinghamshire', 'judgements', { service: 'Targeted support' });
    const [right, wrong] = comparePublished([figure, { ...figure, percent: 18 }], rows);
    expect(right).toMatchObject({ flagged: false, recorded: { verdict: 'agrees', numerator: 9, denominator: 101 } });
    expect(wrong).toMatchObject({
      flagged: true,
      figure: { percent: 18 },
      recorded: { verdict: 'differs', computed: 9 },
    });
    expect(published.nottinghamshire_2014_q4).toMatchObject({ targeted_support: { audits: 101, inadequate_pct: 9 } });
  });
});

describe('the printed figures of Sefton, October and November 2023', () => {
  it.each([
    ['overall', 'inadequate', 6, 45, 13],
    ['domain:supervision', 'inadequate', 7, 42, 17],
    ['domain:child centred', 'requires_improvement', 33, 45, 73],
    ['domain:child centred', 'inadequate', 3, 45, 7],
    ['domain:child centred', 'good', 9, 45, 20],
  ])('%s %s is %i of %i, %i%%', (series, key, numerator, denominator, share) => {
    expect(find(reportOf('sefton', 'judgements'), series, key)).toMatchObject({
      numerator,
      denominator,
      percent: share,
    });
  });

  it.each(['activity', 'moderation'] as const)(
    'in the report of %s: 21 of 45 deep dives were moderated, 47%%',
    (report) => {
      expect(find(reportOf('sefton', report), 'moderated', 'yes')).toMatchObject({
        numerator: 21,
        denominator: 45,
        percent: 47,
      });
    },
  );

  it('are not forced where no count gives them', () => {
    const figures = (
      [
        ['good', 21],
        ['requires_improvement', 73],
        ['inadequate', 7],
      ] as const
    ).map(([key, share]): PublishedFigure => ({
      source: 'Sefton, November 2023',
      period: 'total',
      series: 'domain:child centred',
      key,
      percent: share,
      decimals: 0,
      numerator: null,
      denominator: 45,
    }));
    const compared = comparePublished(figures, reportOf('sefton', 'judgements'));
    expect(
      compared.map(({ figure, printed, recorded, flagged }) => [
        figure.percent,
        printed.verdict,
        recorded?.computed,
        flagged,
      ]),
    ).toEqual([
      [21, 'no_count_gives_it', 20, true],
      [73, 'agrees', 73, false],
      [7, 'agrees', 7, false],
    ]);
  });

  it('leave December, which was deferred, to its own month', () => {
    const rows = buildReport(facts.sefton, {
      report: 'judgements',
      from: '2023-10-01',
      to: '2023-12-31',
      by: 'month',
      asAt: null,
      filters: {},
    }).rows.filter(({ series, key }) => series === 'overall' && key === 'requires_improvement');
    expect(
      rows.map(({ period, numerator, denominator, percent: share }) => [period, numerator, denominator, share]),
    ).toEqual([
      ['2023-10', 0, 0, null],
      ['2023-11', 28, 45, 62],
      ['2023-12', 24, 24, 100],
    ]);
  });
});

function reportOf(council: keyof typeof facts, report: ReportName, filters = {}): readonly ReportRow[] {
  return buildReport(facts[council], { report, ...ranges[council], by: null, asAt: null, filters }).rows;
}

function find(rows: readonly ReportRow[], series: string, key: string): ReportRow | undefined {
  return rows.find((row) => row.series === series && row.key === key);
}

function auditsOf({ audits, finalGrades, moderated = 0, domains = {}, standards = {} }: Group) {
  const domainColumns = Object.entries(domains).map(([domain, counts]) => [domain, expanded(counts)] as const);
  const standardColumns = Object.entries(standards).map(([standard, counts]) => [standard, expanded(counts)] as const);
  return expanded(finalGrades).map((finalGrade, index) =>
    importedAudit({
      ...audits,
      finalGrade,
      firstGrade: finalGrade,
      moderated: index < moderated,
      domains: domainColumns.flatMap(([domain, given]) => {
        const grade = given[index];
        return grade === undefined ? [] : [{ domain, grade }];
      }),
      standards: standardColumns.flatMap(([standard, given]) => {
        const answer = given[index];
        return answer === undefined ? [] : [{ standard, answer }];
      }),
    }),
  );
}

function expanded<Item>(counts: readonly (readonly [item: Item, count: number])[]): Item[] {
  return counts.flatMap(([item, count]) => Array.from({ length: count }, () => item));
}
