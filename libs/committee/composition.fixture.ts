import type { Report, ReportRow } from '#reporting';
import type { Composition } from './build-document.js';
import { cover } from './cover.fixture.js';

const row = (key: string, label: string, counts: readonly [number, number] | null): ReportRow => ({
  period: '2025-26',
  series: 'overall',
  key,
  label,
  ...(counts === null
    ? { numerator: null, denominator: null, percent: null, withheld: true }
    : { numerator: counts[0], denominator: counts[1], percent: Math.round((100 * counts[0]) / counts[1]) }),
});

const report = (name: Report['report'], rows: readonly ReportRow[]): Report => ({
  report: name,
  from: '2025-04-01',
  to: '2026-03-31',
  by: 'year',
  asAt: null,
  filters: {},
  rows,
  notes: [{ code: 'small_numbers', text: 'Withheld: figures of fewer than 5 audits.' }],
});

/** Two parts, of which each has a table that is called the same. */
export const composition: Composition = {
  council: 'Westmere',
  cover,
  reports: [
    report('judgements', [
      row('good', 'Good', [66, 182]),
      row('inadequate', 'Inadequate', [27, 182]),
      { ...row('good', 'Good', null), series: 'domain:planning' },
    ]),
    ...(['activity', 'moderation'] as const).map((name) =>
      report(name, [{ ...row('yes', 'Moderated', [104, 182]), series: 'moderated' }]),
    ),
  ],
  by: 'year',
  settings: null,
  asAt: '2026-11-29T00:00:00.000Z',
  checkpoint: 'log.example/westmere\n40\nroot\n\n— log.example/westmere sig\n',
};
