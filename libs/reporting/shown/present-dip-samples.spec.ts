import type { DipSampleRow } from '../dip-samples-report.js';
import { presentDipSamples } from './present-dip-samples.js';

const row = (more: Partial<DipSampleRow>): DipSampleRow => ({
  period: '2024-05-14',
  series: 'theme:Visits',
  question: 'Seen alone?',
  key: 'yes',
  label: 'Yes',
  unit: 'child',
  numerator: 9,
  denominator: 10,
  percent: 90,
  before: { period: '2023-11-14', numerator: 6, denominator: 10, percent: 60 },
  item: 'i1',
  ...more,
});
const sample = { theme: 'Visits', date: '2024-05-14', unit: 'child' as const, subjects: 10, repeats: '2023-11-14' };

describe('dip samples on their page', () => {
  it('say each share with its counts beside the one before, and lead to what it counts', () => {
    const [theme] = presentDipSamples({ samples: [sample], rows: [row({})] }, (item) => `/reports/dip-samples/${item}`);
    expect(theme?.samples[0]).toMatchObject({
      title: '14 May 2024: 10 children',
      repeats: '14 November 2023',
      rows: [{ figure: '90%, 9 of 10', before: '60%, 6 of 10', href: '/reports/dip-samples/i1' }],
      bars: [{ label: 'Seen alone?', parts: [{ label: 'Yes', percent: 90 }] }],
    });
  });

  it('say what is withheld, draw nothing of it and lead nowhere', () => {
    const withheld = row({
      key: 'any',
      numerator: null,
      denominator: null,
      percent: null,
      before: null,
      withheld: true,
    });
    const [theme] = presentDipSamples({ samples: [{ ...sample, subjects: null }], rows: [withheld] }, () => null);
    expect(theme?.samples[0]).toMatchObject({
      title: '14 May 2024: children, how many is withheld',
      rows: [{ figure: 'Withheld', before: '', href: null }],
      bars: null,
    });
  });

  it('stand together by theme, the newest first, and draw no answer that is in no share', () => {
    const first = { ...sample, theme: 'visits', date: '2023-11-14', repeats: null, subjects: 1 };
    const before = row({
      period: '2023-11-14',
      series: 'theme:visits',
      before: null,
      key: 'na',
      label: 'Not applicable',
    });
    const themes = presentDipSamples(
      { samples: [first, sample], rows: [before, row({})] },
      (item) => `/reports/dip-samples/${item}`,
    );
    expect(themes.map(({ samples }) => samples.map(({ title }) => title))).toEqual([
      ['14 May 2024: 10 children', '14 November 2023: 1 child'],
    ]);
    expect(themes[0]?.samples[1]?.bars).toEqual([{ label: 'Seen alone?', parts: [], otherwise: 'Nobody' }]);
  });
});
