import { buildReport } from './build-report.js';
import { envelope, factsOf, importedAudit } from './earlier-audits.fixture.js';
import type { ReportName } from './report.js';

const importId = 'b3b0c7a2-0000-5000-8000-000000000001';
const of = (type: string, recordedAt: string, audits = 3) =>
  envelope(`audits-import-${importId}`, recordedAt, { type, data: { importId, audits } });
const brought = (recordedAt: string) => importedAudit({ finalGrade: 'good', importId }, recordedAt);

const started = of('audits-import-started', '2024-04-02T09:00:00.000Z');
const two = [brought('2024-04-02T09:00:01.000Z'), brought('2024-04-02T09:00:02.000Z')];
const third = brought('2024-04-05T09:00:00.000Z');
const completed = of('audits-import-completed', '2024-04-05T09:00:01.000Z');
const takenBack = of('audits-import-taken-back', '2024-04-10T09:00:00.000Z');
const old = importedAudit({ finalGrade: 'good' });

function told(events: Parameters<typeof factsOf>[0], asAt: string | null = null, report: ReportName = 'judgements') {
  const { rows, notes } = buildReport(factsOf(events), {
    report,
    from: '2024-02-01',
    to: '2024-02-29',
    by: null,
    asAt,
    filters: {},
  });
  const counted = rows.find(({ series, key }) =>
    report === 'activity' ? series === 'done' : key === 'good',
  )?.numerator;
  return { counted, note: notes.find(({ code }) => code === 'unfinished_import')?.text };
}

describe('audits of an import', () => {
  it('count once it is whole, and until then a report says how far it has come', () => {
    const unfinished = told([old, started, ...two]);
    expect(unfinished.counted).toBe(1);
    expect(unfinished.note).toContain('unfinished, 2 of 3');
    expect(unfinished.note).toContain(importId);
    expect(told([old, started, ...two, third, completed])).toEqual({ counted: 4, note: undefined });
  });

  it.each(['standards', 'activity', 'moderation'] as const)('are told of in the report of %s', (report) => {
    expect(told([started, ...two], null, report).note).toContain('2 of 3');
  });

  it('count no more once it is taken back, whole or unfinished', () => {
    expect(told([old, started, ...two, takenBack])).toEqual({ counted: 1, note: undefined });
    expect(told([old, started, ...two, third, completed, takenBack])).toEqual({ counted: 1, note: undefined });
  });

  it('are reported as at any day as they stood then', () => {
    const all = [old, started, ...two, third, completed, takenBack];
    expect(told(all, '2024-04-01').note).toBeUndefined();
    expect(told(all, '2024-04-03')).toEqual({ counted: 1, note: expect.stringContaining('2 of 3') });
    expect(told(all, '2024-04-05')).toEqual({ counted: 4, note: undefined });
    expect(told(all, '2024-04-10')).toEqual({ counted: 1, note: undefined });
  });
});
