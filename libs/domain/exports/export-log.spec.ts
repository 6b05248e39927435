import type { Role } from '../roles.js';
import { isRefusal } from '../refusal.js';
import { exportLog } from './export-log.js';
import type { ExportCommand } from './events.js';

const context = (role: Role | 'system') => ({
  actor: { id: 'p1', roles: [role] },
  now: '2026-06-01T09:00:00.000Z',
  today: '2026-06-01',
  newId: () => 'new',
});

const request = (
  dates: { from?: string; to?: string; asAt?: string | null } = {},
  withSmallNumbers = true,
): ExportCommand => ({
  type: 'RequestExport',
  exportId: 'e1',
  withSmallNumbers,
  order: {
    report: 'judgements',
    from: '2026-04-01',
    to: '2026-05-31',
    by: 'month',
    asAt: null,
    service: null,
    team: null,
    activity: null,
    format: 'csv',
    ...dates,
  },
});

const codeOf = (answer: ReturnType<typeof exportLog.decide>): string | undefined =>
  isRefusal(answer) ? answer.code : undefined;

describe('a report in a file', () => {
  it('is of the instant it was asked for, with small numbers for the QA team alone', () => {
    expect(exportLog.decide(request(), 'not-requested', context('coordinator'))).toMatchObject([
      {
        type: 'export-requested',
        data: { requestedBy: 'p1', order: { asAt: '2026-06-01T09:00:00.000Z' }, withSmallNumbers: true },
      },
    ]);
    expect(exportLog.decide(request({ asAt: '2026-05-31' }, false), 'not-requested', context('leader'))).toMatchObject([
      { data: { order: { asAt: '2026-05-31' }, withSmallNumbers: false } },
    ]);
  });

  it('is refused to whoever may not read reports, and for days the wrong way round', () => {
    expect(codeOf(exportLog.decide(request(), 'not-requested', context('auditor')))).toBe('role-missing');
    const reversed = request({ from: '2026-06-01', to: '2026-05-31' });
    expect(codeOf(exportLog.decide(reversed, 'not-requested', context('leader')))).toBe('dates-reversed');
  });

  it('is recorded as made once, by the engine itself', () => {
    const made: ExportCommand = { type: 'RecordExportMade', exportId: 'e1', bytes: 10, digest: 'd' };
    expect(exportLog.decide(made, 'requested', context('system'))).toMatchObject([{ type: 'export-made' }]);
    expect(exportLog.decide(made, 'made', context('system'))).toEqual([]);
    expect(codeOf(exportLog.decide(made, 'requested', context('coordinator')))).toBe('role-missing');
  });
});
