import { readFileSync } from 'node:fs';
import { importPublished } from '#application';
import type { ListRecorded } from '#application';
import { OPERATOR, isRefusal } from '#domain';
import { reportPublished } from '#engine';
import type { PublishedItem } from '#reporting';
import { Council } from '../support/index.js';

const published = JSON.parse(readFileSync('test/data/published-figures.json', 'utf8')) as {
  nottinghamshire_2014_q4: {
    childrens_social_care: Readonly<Record<string, number>>;
    practice_standards: readonly { standard: string; met_pct?: number; not_met_pct?: number }[];
    targeted_support: Readonly<Record<string, number>>;
    family_support_partnership: { audits: number };
    common_assessment_framework: Readonly<Record<string, number>>;
  };
  sefton_oct_nov_2023: {
    deep_dives: number;
    moderated: number;
    moderated_pct: number;
    inadequate_trend_pct: Readonly<Record<string, number>>;
    supervision_domain_inadequate_pct: Readonly<Record<string, number>>;
    child_centred_domain_pct: Readonly<Record<'good' | 'requires_improvement' | 'inadequate', number>>;
    feedback: Readonly<
      Record<
        'parents_carers' | 'children',
        Readonly<Record<string, number>> & { readonly printed_pct: readonly number[] }
      >
    >;
    dip_samples: readonly {
      theme: string;
      subjects: number;
      outcomes?: Readonly<Record<string, number>>;
      printed_pct?: Readonly<Record<string, number>>;
    }[];
  };
};

type Row = readonly [source: string, period: string, series: string, key: string, ...numbers: (number | '')[]];

/** Everything that is printed of figures: percent, numerator and denominator, as far as they are. */
function rowsOfFile(): readonly Row[] {
  const { nottinghamshire_2014_q4: notts, sefton_oct_nov_2023: sefton } = published;
  const care = notts.childrens_social_care;
  const targeted = notts.targeted_support;
  const caf = notts.common_assessment_framework;
  const N = 'Nottinghamshire';
  const S = 'Sefton';
  const q4 = '2013-14-Q4';
  const both = 'October and November 2023';
  return [
    [N, q4, "children's social care", 'adequate or good', care['adequate_or_good_pct'] ?? '', '', care['audits'] ?? ''],
    [N, q4, "children's social care", 'inadequate', care['inadequate_pct'] ?? '', '', care['audits'] ?? ''],
    ...notts.practice_standards.map(({ standard, met_pct, not_met_pct }): Row => {
      const key = met_pct === undefined ? 'not_met' : 'met';
      return [N, q4, `standard:${standard}`, key, met_pct ?? not_met_pct ?? '', '', ''];
    }),
    [
      N,
      q4,
      'targeted support',
      'good or outstanding',
      targeted['good_or_outstanding_pct'] ?? '',
      '',
      targeted['audits'] ?? '',
    ],
    [N, q4, 'targeted support', 'inadequate', targeted['inadequate_pct'] ?? '', '', targeted['audits'] ?? ''],
    [N, '2013-14-Q3', 'targeted support', 'good or outstanding', targeted['previous_quarter_pct'] ?? '', '', ''],
    [N, '2013-14-Q3', 'targeted support', 'inadequate', targeted['previous_quarter_inadequate_pct'] ?? '', '', ''],
    [N, q4, 'family support', 'audits', '', notts.family_support_partnership.audits, ''],
    ...['good', 'requires_improvement', 'inadequate'].map((grade): Row => [
      N,
      q4,
      'common assessment framework',
      grade,
      '',
      caf[grade] ?? '',
      caf['audits'] ?? '',
    ]),
    [N, q4, 'coverage', 'common assessment framework', caf['share_of_eligible_pct'] ?? '', caf['audits'] ?? '', ''],
    [S, both, 'moderated', 'yes', sefton.moderated_pct, sefton.moderated, sefton.deep_dives],
    ...Object.entries(sefton.inadequate_trend_pct).map(([month, percent]): Row => [
      S,
      month,
      'overall',
      'inadequate',
      percent,
      '',
      month === '2023-11' ? sefton.deep_dives : '',
    ]),
    ...Object.entries(sefton.supervision_domain_inadequate_pct).map(([month, percent]): Row => [
      S,
      month,
      'domain:supervision',
      'inadequate',
      percent,
      '',
      month === '2023-11' ? 42 : '',
    ]),
    ...(['good', 'requires_improvement', 'inadequate'] as const).map((grade): Row => {
      const percent = sefton.child_centred_domain_pct[grade];
      return [S, '2023-11', 'domain:child centred', grade, percent, '', sefton.deep_dives];
    }),
    ...(['parents_carers', 'children'] as const).flatMap((who): Row[] => {
      const { spoken_to: whole = '', printed_pct: percents, ...counts } = sefton.feedback[who];
      return Object.entries(counts).map(([key, count], index): Row => [
        S,
        both,
        `respondent:${who}`,
        key,
        percents[index] ?? '',
        Number(count),
        whole === '' ? '' : Number(whole),
      ]);
    }),
    ...sefton.dip_samples.flatMap(({ theme, subjects, outcomes = {}, printed_pct = {} }): Row[] => [
      [S, both, `${theme}: subjects`, 'subjects', '', subjects, ''],
      ...Object.entries(outcomes).map(([key, count]): Row => [S, both, theme, key, '', count, subjects]),
      ...Object.entries(printed_pct).map(([key, percent]): Row => [S, both, theme, key, percent, '', subjects]),
    ]),
  ];
}

const ROWS = rowsOfFile();
const fileOf = (rows: readonly Row[]): Buffer =>
  Buffer.from(
    [
      'source,period,series,key,percent,numerator,denominator',
      ...rows.map((row) => row.map((value) => `"${value}"`).join(',')),
    ].join('\n'),
  );

/** Every percentage in the file that is printed of counts; bands of measures are no figures. */
function percentagesIn(value: unknown, name = ''): number[] {
  if (typeof value === 'number') return /pct$/.test(name) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => percentagesIn(inner, /pct$/.test(name) ? name : key));
}

describe('the figures that two councils printed', () => {
  let council: Council;
  beforeEach(async () => {
    council = await Council.open();
  });
  afterEach(async () => {
    await council.close();
  });

  const enter = async (rows: readonly Row[], acceptRejects = false): Promise<ListRecorded> => {
    const order = { file: fileOf(rows), actor: OPERATOR, now: council.now, acceptRejects };
    const said = await importPublished(council.first, order);
    if (isRefusal(said)) throw new Error(said.sentence);
    return said;
  };
  const report = (asAt: string | null = null) => reportPublished(council.first, { from: null, to: null, asAt });
  const nameOf = ({ source, series, key }: PublishedItem): string => `${source}: ${series}: ${key}`;

  it('come back as printed, all of them, and are flagged exactly where they contradict themselves', async () => {
    expect(await enter(ROWS)).toMatchObject({ recorded: ROWS.length, rejected: [], imported: true });
    const { items, notes } = await report();
    expect(
      items.map(({ source, period, series, key, printed, numerator, denominator }) => [
        source,
        period,
        series,
        key,
        printed ?? '',
        numerator ?? '',
        denominator ?? '',
      ]),
    ).toEqual(ROWS);
    const printed = items.flatMap((item) => item.printed ?? []).sort((one, other) => one - other);
    expect(printed).toEqual(percentagesIn(published).sort((one, other) => one - other));
    expect(
      items.filter(({ verdict }) => verdict === 'contradicts').map((item) => `${nameOf(item)}. ${item.why}`),
    ).toEqual([
      'Sefton: domain:child centred: good. No count of 45 gives 21%.',
      'Sefton: Repeat child protection plans: second plan within 2 years. No count of 20 gives 62.5%.',
    ]);
    expect(notes).toEqual([
      {
        code: 'parts-exceed-whole',
        source: 'Sefton',
        period: 'October and November 2023',
        series: 'Re-referrals',
        text: 'Sefton, October and November 2023, Re-referrals: The parts add up to 16 of 15.',
      },
    ]);
    const agreeing = items.filter(({ verdict }) => verdict === 'agrees');
    expect(agreeing.map(nameOf)).toEqual(
      expect.arrayContaining([
        'Sefton: moderated: yes',
        'Sefton: respondent:children: quite_poor',
        "Nottinghamshire: children's social care: inadequate",
      ]),
    );
    expect(items.filter(({ verdict }) => verdict === 'no-counts').every((item) => item.denominator === null)).toBe(
      true,
    );
  });

  it('are entered once, however often the file is', async () => {
    await enter(ROWS);
    const head = await council.first.ledger.store.head();
    expect(await enter(ROWS)).toMatchObject({ recorded: 0, corrected: 0, unchanged: ROWS.length });
    expect(await council.first.ledger.store.head()).toBe(head);
  });

  it('are corrected by a file that says them otherwise, and stay what they were as at an earlier moment', async () => {
    const figure = (percent: number): Row => ['Sefton', '2023-11', 'moderated', 'yes', percent, 21, 45];
    await enter([figure(74)]);
    const before = council.now;
    const earlier = await report(before);
    expect(earlier.items).toMatchObject([{ printed: 74, fromCounts: 47, verdict: 'contradicts' }]);
    council.now = new Date(Date.parse(before) + 60_000).toISOString();
    expect(await enter([figure(47)])).toMatchObject({ recorded: 0, corrected: 1, unchanged: 0 });
    expect((await report()).items).toMatchObject([{ printed: 47, verdict: 'agrees' }]);
    expect(JSON.stringify(await report(before))).toBe(JSON.stringify(earlier));
  });

  it('are left out all together while a row is no figure, unless that is accepted', async () => {
    const rows: Row[] = [
      ['R', 'P', 'S', 'good', 50, 1, 2],
      ['R', 'P', 'S', '', 50, 1, 2],
    ];
    expect(await enter(rows)).toMatchObject({ imported: false, rejected: [{ row: 3, column: 'key' }] });
    expect((await report()).items).toEqual([]);
    expect(await enter(rows, true)).toMatchObject({ imported: true, recorded: 1 });
    expect((await report()).items).toHaveLength(1);
  });
});
