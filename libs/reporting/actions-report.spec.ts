import fc from 'fast-check';
import { actionsReport, type ActionCounted } from './actions-report.js';

const ASKED = { from: '2026-04-01', to: '2026-06-30', by: 'month' as const, asAt: null, filters: {} };
const anyAction: fc.Arbitrary<ActionCounted> = fc
  .record({
    agreedOn: fc.constantFrom('2026-04-01', '2026-04-30', '2026-05-12', '2026-06-30'),
    team: fc.constantFrom('North', 'South', null),
    ownerId: fc.constantFrom('p1', 'p2'),
    status: fc.constantFrom('open' as const, 'completed' as const, 'verified' as const, 'cancelled' as const),
    due: fc.boolean(),
    isReopened: fc.boolean(),
    days: fc.nat({ max: 20 }),
  })
  .map(({ due, days, ...action }) => ({
    ...action,
    owner: action.ownerId === 'p1' ? 'Ann' : 'Ben',
    isOverdue: action.status === 'open' && due,
    daysToVerify: action.status === 'verified' ? days : null,
  }));

describe('the report of actions', () => {
  it('counts each action once in its period, and once of its team and its owner', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 30 }), (actions) => {
        const { rows } = actionsReport(ASKED, actions);
        const figure = (period: string, series: string, key: string) =>
          rows.find((row) => row.period === period && row.series === series && row.key === key);
        for (const [period, first, last] of [
          ['2026-04', '2026-04-01', '2026-04-30'],
          ['2026-05', '2026-05-01', '2026-05-31'],
          ['2026-06', '2026-06-01', '2026-06-30'],
        ] as const) {
          const own = actions.filter(({ agreedOn }) => first <= agreedOn && agreedOn <= last);
          const count = (is: (action: ActionCounted) => boolean) => own.filter(is).length;
          for (const status of ['open', 'completed', 'verified', 'cancelled'] as const)
            expect(figure(period, 'actions', status)).toMatchObject({
              numerator: count((action) => action.status === status),
              denominator: own.length,
            });
          expect(figure(period, 'actions', 'overdue')?.numerator).toBe(count(({ isOverdue }) => isOverdue));
          expect(figure(period, 'actions', 'reopened')?.numerator).toBe(count(({ isReopened }) => isReopened));
          for (const series of ['open_by_team', 'open_by_owner']) {
            const parts = rows.filter((row) => row.period === period && row.series === series);
            expect(parts.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0)).toBe(
              count(({ status }) => status === 'open'),
            );
            expect(parts.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0)).toBe(own.length);
          }
          const days = own.flatMap(({ daysToVerify }) => daysToVerify ?? []);
          const median = figure(period, 'days_to_verify', 'median')?.value ?? null;
          if (days.length === 0) expect(median).toBeNull();
          else expect(days.filter((each) => each <= (median ?? -1)).length * 2).toBeGreaterThanOrEqual(days.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('names teams and owners, and says where an audit has no team', () => {
    const action = { agreedOn: '2026-04-02', owner: 'Ann', ownerId: 'p1', status: 'open', isReopened: false } as const;
    const { rows } = actionsReport({ ...ASKED, by: null }, [
      { ...action, team: null, isOverdue: true, daysToVerify: null },
      { ...action, team: 'North', isOverdue: false, daysToVerify: null },
    ]);
    expect(
      rows
        .filter(({ series }) => /_by_/.test(series))
        .map(({ series, label, numerator, denominator }) => `${series} ${label} ${numerator}/${denominator}`),
    ).toEqual([
      'open_by_team No team 1/1',
      'open_by_team North 1/1',
      'overdue_by_team No team 1/1',
      'overdue_by_team North 0/1',
      'open_by_owner Ann 2/2',
      'overdue_by_owner Ann 1/2',
    ]);
  });
});
