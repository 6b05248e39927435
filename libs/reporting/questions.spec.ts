import { defaultSettings, type ProgrammeSettings } from '#domain';
import { buildReport } from './build-report.js';
import { envelope, factsOf, publishedSettings } from './earlier-audits.fixture.js';
import { liveAudit, type LiveAudit } from './live-audit.fixture.js';
import { openFigure } from './open-figure.js';
import type { ReportRequest } from './report.js';
import { outsideReport } from './withholding/outside-report.js';

const DEFAULTS = defaultSettings('Westmere');
const question = (key: string, text: string, answers: string) => ({
  key,
  text,
  guidance: '',
  answers,
  required: false,
  critical: false,
  domainNoBetterThan: null,
  overallNoBetterThan: null,
  exception: 'none' as const,
  weight: null,
});
const word = (key: string, label: string) => ({ key, label });

const settings: ProgrammeSettings = {
  ...DEFAULTS,
  version: 1,
  tools: DEFAULTS.tools.map((tool) =>
    tool.key === 'deep-dive'
      ? {
          ...tool,
          answerScales: [
            {
              key: 'impact',
              label: 'Impact',
              words: [word('great', 'Great'), word('some', 'Some'), word('none', 'None')],
            },
          ],
          domains: tool.domains.map((domain, index) => ({
            ...domain,
            ...(index === 0 && {
              questions: [
                question('seen-alone', 'Was the child seen alone?', 'yes-partly-no'),
                question('difference-made', 'Did it make a difference?', 'impact'),
              ],
            }),
          })),
          statements: [{ key: 'difference', text: 'What difference?', guidance: '', required: false, scale: 'impact' }],
        }
      : tool,
  ),
};

const audit = (final: string, seen: string | null, impact: string | null): LiveAudit => ({
  reasons: [],
  first: final,
  final,
  answers: seen === null ? [] : [{ question: 'seen-alone', answer: seen }],
  statements: impact === null ? [] : [{ statement: 'difference', value: impact }],
});
const six = Array.from({ length: 6 }, (_, index) => liveAudit(`six-${index}`, audit('good', 'yes', 'great')));
const AUDITS = [
  ...six,
  liveAudit('one', audit('inadequate', 'no', 'none')),
  liveAudit('two', audit('good', 'na', 'some')),
  liveAudit('three', audit('good', null, null)),
];
const events = [publishedSettings(settings, '2024-01-01T09:00:00.000Z'), ...AUDITS.flat()];

const YEAR: ReportRequest = {
  report: 'standards',
  from: '2023-04-01',
  to: '2024-03-31',
  by: 'year',
  asAt: null,
  filters: {},
};

const said = ({
  series,
  key,
  label,
  numerator,
  denominator,
  percent,
}: ReturnType<typeof buildReport>['rows'][number]) =>
  `${series} ${key} (${label}) ${numerator}/${denominator} ${percent}`;

describe('what questions and statements came to', () => {
  const report = buildReport(factsOf(events), YEAR);
  const rowsOf = (series: string) => report.rows.filter((row) => row.series === series).map(said);

  it('is counted a question, in the order of its answers; what does not apply apart', () => {
    expect(rowsOf('question:seen-alone')).toEqual([
      'question:seen-alone yes (Yes) 6/7 86',
      'question:seen-alone partly (Partly) 0/7 0',
      'question:seen-alone no (No) 1/7 14',
      'question:seen-alone na (Does not apply) 1/8 13',
    ]);
    expect(rowsOf('question:difference-made')).toEqual([]);
  });

  it('and a scale', () => {
    expect(rowsOf('statement:difference')).toEqual([
      'statement:difference great (Great) 6/8 75',
      'statement:difference some (Some) 1/8 13',
      'statement:difference none (None) 1/8 13',
    ]);
  });

  it('and quality crossed with impact, of the audits that have both', () => {
    expect(rowsOf('quality:difference').filter((row) => !row.includes(' 0/'))).toEqual([
      'quality:difference good>great (Good, great) 6/8 75',
      'quality:difference good>some (Good, some) 1/8 13',
      'quality:difference inadequate>none (Inadequate, none) 1/8 13',
    ]);
  });

  it('opens down to its audits', () => {
    const opened = openFigure(
      factsOf(events),
      { ...YEAR, report: 'standards' },
      { period: '2023-24', series: 'question:seen-alone', key: 'no' },
      10,
    );
    expect(opened).toMatchObject({ total: 1, audits: [{ auditId: 'one' }] });
  });

  it('is put right after it was final', () => {
    const correction = (change: object, revision: number) =>
      envelope('audit-one', '2024-03-01T10:00:00.000Z', { type: 'record-corrected', data: { change } }, revision);
    const corrected = buildReport(
      factsOf([
        ...events,
        correction({ field: 'answer', question: 'seen-alone', from: 'no', to: 'yes' }, 20),
        correction({ field: 'statement', statement: 'difference', from: 'none', to: 'some' }, 21),
      ]),
      YEAR,
    );
    expect(
      corrected.rows.filter(({ series, key }) => series === 'question:seen-alone' && key === 'yes').map(said),
    ).toEqual(['question:seen-alone yes (Yes) 7/7 100']);
    expect(
      corrected.rows.filter(({ series, key }) => series === 'statement:difference' && key === 'some').map(said),
    ).toEqual(['statement:difference some (Some) 2/8 25']);
  });

  it('is no series of a programme whose tools ask nothing', () => {
    const plain = [
      publishedSettings({ ...DEFAULTS, version: 1 }, '2024-01-01T09:00:00.000Z'),
      ...liveAudit('plain', { reasons: [], first: 'good', final: 'good' }),
    ];
    expect(buildReport(factsOf(plain), YEAR).rows).toEqual([]);
  });

  it('leaves the QA team in no small number, and crossed not at all', async () => {
    const outside = await outsideReport(factsOf(events), YEAR, {
      minimum: 5,
      now: Date.parse('2024-05-02T10:00:00.000Z'),
    });
    expect(outside.rows.filter(({ series }) => series.startsWith('quality:'))).toEqual([]);
    const shown = outside.rows.filter(({ series }) => /^(question|statement):/.test(series));
    expect(shown.length).toBeGreaterThan(0);
    for (const { numerator } of shown) expect(numerator === null || numerator === 0 || numerator >= 5).toBe(true);
  });
});
