import { dipSamplesReport, feedbackReport } from '#reporting';
import type { DipSampleSaid, Report, ReportRow } from '#reporting';
import type { Composition } from './build-document.js';
import { MARKUP, cover } from './cover.fixture.js';
import type { ListPartReport } from './parts.js';

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

const ALL = { from: null, to: null, by: null, asAt: null };
const SAID = '2026-06-01T09:00:00.000Z';
const answered = (date: string, answer: string, count: number): DipSampleSaid[] =>
  Array.from({ length: count }, (_, index) => ({
    resultId: `${date} ${answer} ${index}`,
    theme: 'Visits',
    date,
    unit: 'child',
    answers: [{ question: 'Was the child seen alone?', answer }],
    recordedAt: SAID,
  }));
const gave = (count: number, rating: string, respondent: 'child' | 'staff') =>
  Array.from({ length: count }, () => ({ date: '2026-05-01', respondent, rating, recordedAt: SAID }));
const outside = { minimum: 5, until: '2026-06-30T22:59:59.999Z' };
const reviewed = { reviewDue: null, reviews: [], reviewOn: null };

/** What was entered, some of it withheld. */
export const lists: readonly ListPartReport[] = [
  {
    report: 'measures',
    ...ALL,
    measures: [
      {
        measure: 'Visits in time',
        meaning: null,
        unit: '%',
        direction: 'higher',
        bands: { requires_improvement: '65-75', good: '75-84', outstanding: '85+' },
        source: null,
        version: 1,
        findings: [{ kind: 'overlap', text: '75 is in two bands.' }],
      },
    ],
    items: [
      {
        measure: 'Visits in time',
        unit: '%',
        direction: 'higher',
        period: '2026-27-Q1',
        numerator: 80,
        denominator: 100,
        value: 80,
        band: 'good',
        fits: ['good'],
        ambiguous: false,
      },
    ],
    notes: [],
  },
  feedbackReport(
    [...gave(9, 'good', 'child'), ...gave(6, 'poor', 'child'), ...gave(2, 'good', 'staff')],
    [{ date: '2026-05-01', respondent: 'child', text: MARKUP }],
    ALL,
    outside,
  ),
  dipSamplesReport(
    [
      ...answered('2026-03-02', 'yes', 8),
      ...answered('2026-03-02', 'no', 12),
      ...answered('2026-05-02', 'yes', 15),
      ...answered('2026-05-02', 'no', 5),
      ...answered('2026-05-20', 'yes', 3),
    ],
    ALL,
    outside,
  ),
  {
    report: 'improvement-plan',
    asAt: null,
    items: [
      {
        actionId: 'a1',
        section: '1. Leadership',
        ref: '1.1.1',
        action: MARKUP,
        lead: 'Director',
        reviewDate: '2026-09-30',
        status: 'On track',
        commentary: '12 May: advertised.\n3 June: appointed.',
        ...reviewed,
      },
    ],
    notes: [],
  },
  {
    report: 'risks',
    asAt: null,
    items: [
      {
        riskId: 'r1',
        risk: 'Turnover',
        description: 'Posts are vacant',
        mitigation: null,
        rating: 'B2',
        lead: null,
        reviewDate: null,
        ...reviewed,
      },
    ],
    notes: [],
  },
];
