import { envelope, factsOf, importedAudit } from './earlier-audits.fixture.js';
import { liveAudit } from './live-audit.fixture.js';
import { buildReport } from './build-report.js';
import { openFigure } from './open-figure.js';
import type { ReportRequest } from './report.js';

const REQUEST: ReportRequest = {
  report: 'themes',
  from: '2024-02-01',
  to: '2024-02-29',
  by: 'month',
  asAt: null,
  filters: {},
};
type Found = readonly (readonly [kind: 'strength' | 'improvement', theme: string])[];

/** An audit in which things were found before it was submitted. */
function withFindings(id: string, found: Found) {
  const [selected, ...rest] = liveAudit(id, { reasons: [], first: 'good', final: 'good' });
  if (selected === undefined) throw new Error('An audit begins');
  const findings = found.map(([kind, theme], place) =>
    envelope(
      selected.stream,
      selected.metadata.recordedAt,
      { type: 'finding-recorded', data: { findingId: `f${place}`, kind, theme } },
      1 + place,
    ),
  );
  return [selected, ...findings, ...rest.map((event) => ({ ...event, revision: event.revision + findings.length }))];
}

const corrected = (id: string, findingId: string, [kind, theme]: Found[number]) =>
  envelope(
    `audit-${id}`,
    '2024-06-01T09:00:00.000Z',
    { type: 'finding-corrected', data: { findingId, kind, theme } },
    90,
  );

const AUDITS = [
  ...withFindings('a', [
    ['improvement', 'Supervision'],
    ['improvement', 'Supervision'],
    ['strength', 'Visits'],
  ]),
  ...withFindings('b', [['improvement', 'Plans']]),
  ...withFindings('c', []),
  importedAudit({ auditedOn: '2024-02-10' }, '2024-03-01T09:00:00.000Z'),
];

const rowsOf = (events: Parameters<typeof factsOf>[0], more: Partial<ReportRequest> = {}) =>
  buildReport(factsOf(events), { ...REQUEST, ...more }).rows.map(
    ({ series, key, numerator, denominator }) => `${series} ${key} ${numerator}/${denominator}`,
  );

describe('the report of themes', () => {
  it('counts an audit once for a theme, out of those in which anything was found, what to improve first', () => {
    expect(rowsOf(AUDITS)).toEqual([
      'improvement:Plans named 1/2',
      'improvement:Plans not_named 1/2',
      'improvement:Supervision named 1/2',
      'improvement:Supervision not_named 1/2',
      'strength:Visits named 1/2',
      'strength:Visits not_named 1/2',
    ]);
  });

  it('counts a finding as it was corrected, and as it was before as at an earlier day', () => {
    const after = [
      ...AUDITS,
      corrected('a', 'f2', ['improvement', 'Visits']),
      corrected('b', 'f0', ['improvement', 'Visits']),
    ];
    expect(rowsOf(after).filter((row) => row.includes(' named'))).toEqual([
      'improvement:Supervision named 1/2',
      'improvement:Visits named 2/2',
    ]);
    expect(rowsOf(after, { asAt: '2024-05-31' })).toEqual(rowsOf(AUDITS));
  });

  it('opens each figure to its audits, those in which the theme was not found too', () => {
    const db = factsOf(AUDITS);
    const opened = (key: string) =>
      openFigure(db, REQUEST, { period: '2024-02', series: 'improvement:Plans', key }, 10)?.audits.map(
        ({ auditId }) => auditId,
      );
    expect([opened('named'), opened('not_named'), opened('other')]).toEqual([['b'], ['a'], undefined]);
  });
});
