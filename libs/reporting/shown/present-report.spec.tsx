import { renderToStaticMarkup } from 'preact-render-to-string';
import { ShareChart } from '#charts';
import type { ReportRow } from '../report.js';
import { presentReport } from './present-report.js';
import { seriesWords } from './report-words.js';

const row = (more: Partial<ReportRow>): ReportRow => ({
  period: '2026-27-Q1',
  series: 'overall',
  key: 'good',
  label: 'Good',
  numerator: 12,
  denominator: 40,
  percent: 30,
  ...more,
});
const nowhere = () => null;
const shown = (rows: readonly ReportRow[], hrefOf: Parameters<typeof presentReport>[3] = nowhere) =>
  presentReport({ report: 'judgements', rows }, 'quarter', null, hrefOf);

describe('a report on its page', () => {
  it('says each figure with its counts and its change, and leads to the audits behind it', () => {
    const [section] = shown([row({ value: -4, unit: 'percentage_points' })], ({ key }) => `/behind/${key}`);
    expect(section).toMatchObject({
      title: 'Overall grade',
      periods: ['April to June 2026'],
      rows: [{ label: 'Good', figures: [{ text: '30%, 12 of 40', more: 'down 4 points', href: '/behind/good' }] }],
    });
  });

  it('opens no figure that counts nobody, and says what is withheld, not counted, or not worked out', () => {
    const figureOf = (more: Partial<ReportRow>) => shown([row(more)], () => '/behind')[0]?.rows[0]?.figures[0];
    expect(figureOf({ numerator: 0, percent: 0 })).toEqual({ text: '0%, 0 of 40', more: '', href: null });
    expect(figureOf({ withheld: true, numerator: null, denominator: null, percent: null })?.text).toBe('Withheld');
    expect(figureOf({ numerator: 0, denominator: 0, percent: null })?.text).toBe('None counted');
    const measure = { numerator: null, percent: null, unit: 'coefficient', value: 0.8, low: 0.6, high: 1 } as const;
    expect(figureOf(measure)).toEqual({ text: '0.8', more: '0.6 to 1, from 40 audits', href: null });
    expect(figureOf({ ...measure, value: null })).toMatchObject({ text: 'Not worked out', more: 'from 40 audits' });
  });

  it('keeps a figure under its own period, whatever periods the others have', () => {
    const [section] = shown([
      row({}),
      row({ period: '2026-27-Q2', key: 'inadequate', label: 'Inadequate', percent: 1 }),
    ]);
    expect(section?.rows.map(({ figures }) => figures.map(({ text }) => text))).toEqual([
      ['30%, 12 of 40', 'None counted'],
      ['None counted', '1%, 12 of 40'],
    ]);
  });

  it('draws what are parts of a whole, without what does not apply, and nothing where nothing is known', () => {
    const standard = row({ series: 'standard:seen', key: 'met', label: 'Met' });
    const [section] = shown([standard, { ...standard, key: 'na', label: 'Not applicable' }]);
    expect(section?.bars?.[0]?.parts).toEqual([{ label: 'Met', percent: 30 }]);
    expect(shown([row({ percent: null, withheld: true })])[0]?.bars).toBeNull();
  });
});

describe('a chart', () => {
  const bars = [
    {
      label: 'May',
      parts: [
        { label: 'Good', percent: 60 },
        { label: 'Poor', percent: 40 },
      ],
      otherwise: '',
    },
  ];
  const drawn = renderToStaticMarkup(<ShareChart id="c" title="Grades" bars={bars} />);

  it('is said in words, told apart by pattern, and styled by the sheet alone', () => {
    expect(drawn).toContain('role="img"');
    expect(drawn).toContain('<desc id="c-words">May: Good 60%, Poor 40%.</desc>');
    expect(drawn).toContain('fill="url(#c-0)"');
    expect(drawn).toContain('fill="url(#c-1)"');
    expect(drawn).not.toContain('style=');
  });

  it('fills its width with what makes a hundred', () => {
    const widths = [...drawn.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="30" fill="url/g)];
    expect(widths.map(([, width]) => Number(width)).reduce((sum, width) => sum + width, 0)).toBeCloseTo(528);
  });
});

describe('what a series is called', () => {
  const settings = {
    scales: [{ key: 'four', label: 'Four grades', grades: [] }],
    tools: [
      {
        key: 't',
        version: 1,
        label: 'T',
        scale: null,
        lookbackMonths: 6,
        domains: [{ key: 'voice', label: 'Voice of the child', prompt: '', required: true }],
        standards: [{ key: 'seen', label: 'Child seen' }],
        themes: [],
        pilot: false,
      },
    ],
  };
  it.each([
    ['overall', 'Overall grade'],
    ['domain:voice', 'Voice of the child'],
    ['domain:voice:four:directed', 'Voice of the child (Four grades, directed picks)'],
    ['standard:seen', 'Child seen'],
    ['agreement:random', 'Whether the grade was changed (chosen at random)'],
    ['agreement:auditor_group:Team manager', 'Whether the grade was changed (audited by: team manager)'],
    ['something_new', 'Something new'],
  ])('%s is %s', (series, title) => {
    expect(seriesWords(series, settings).title).toBe(title);
  });
});
