import type { PlanActionRecorded, RiskRecorded } from './events.js';
import { planAfter, recordPlan, recordRisks, risksAfter, type Register } from './registers.js';

const action = {
  actionId: 'a1',
  section: 'Leadership',
  ref: '1.1.1',
  reviewOn: null,
  action: 'Appoint a lead',
  lead: 'Director',
  reviewDate: 'Ongoing',
  status: 'Ongoing',
  commentary: null,
  digest: 'd1',
};
const risk = { riskId: 'r1', risk: 'Turnover', description: null, mitigation: null, rating: 'B2', digest: 'd1' };
const today = '2026-05-11';
const context = {
  actor: { id: 'p1', roles: ['coordinator' as const] },
  responsibilities: { headsOfService: [] },
  today,
};
const called = '1.1.1, Leadership';
const recorded = (version: number, digest = 'd1'): PlanActionRecorded => ({
  type: 'plan-action-recorded',
  data: { ...action, digest, version, reviewDue: null },
});

describe('the improvement plan', () => {
  it('records what is new, and what is said otherwise as its next version', () => {
    expect(recordPlan([action], new Map(), context)).toEqual([recorded(1)]);
    const known = planAfter(new Map(), [recorded(1)]);
    expect(recordPlan([action], known, context)).toEqual([]);
    expect(recordPlan([{ ...action, digest: 'd2' }], known, context)).toEqual([recorded(2, 'd2')]);
    expect(planAfter(known, [recorded(2, 'd2')])).toEqual(
      new Map([['a1', { version: 2, digest: 'd2', due: null, leadId: null, called }]]),
    );
  });

  it('is for coordinators and heads of service', () => {
    const actor = { id: 'p2', roles: ['leader' as const] };
    expect(recordPlan([action], new Map(), { ...context, actor })).toMatchObject({ code: 'role-missing' });
    const responsibilities = { headsOfService: [{ personId: 'p2' }] };
    expect(recordPlan([action], new Map(), { actor, responsibilities, today })).toHaveLength(1);
  });
});

describe('the risk register', () => {
  it('records what is new, and what is said otherwise as its next version', () => {
    const first: RiskRecorded = { type: 'risk-recorded', data: { ...risk, version: 1, reviewDue: null } };
    expect(recordRisks([risk], new Map(), context)).toEqual([first]);
    const known = risksAfter(new Map(), [first]);
    expect(recordRisks([risk], known, context)).toEqual([]);
    expect(recordRisks([{ ...risk, digest: 'd2' }], known, context)).toMatchObject([{ data: { version: 2 } }]);
  });

  it('is for coordinators and heads of service', () => {
    const actor = { id: 'p2', roles: ['auditor' as const] };
    expect(recordRisks([risk], new Map(), { ...context, actor })).toMatchObject({ code: 'role-missing' });
  });
});

describe('the review of an action', () => {
  const on = (reviewOn: string | null, digest = 'd1') => ({ ...action, reviewOn, digest, leadId: 'p9' });
  const dueOf = (item: ReturnType<typeof on>, known: Register, day = today) => {
    const events = recordPlan([item], known, { ...context, today: day });
    return 'refused' in events ? events.code : events.map(({ data }) => data.reviewDue);
  };
  const knownAs = (reviewDue: string | null | undefined): Register =>
    planAfter(new Map(), [{ type: 'plan-action-recorded', data: { ...on('2026-06-30'), version: 1, reviewDue } }]);

  it('is owed by its date from the day it is entered, and not by a date that was past by then', () => {
    expect(dueOf(on('2026-06-30'), new Map())).toEqual(['2026-06-30']);
    expect(dueOf(on(today), new Map())).toEqual([today]);
    expect(dueOf(on('2026-05-10'), new Map())).toEqual([null]);
    expect(dueOf(on(null), new Map())).toEqual([null]);
  });

  it('once it is owed moves to whatever day it is changed to, and ends where no date is left', () => {
    const known = knownAs('2026-06-30');
    expect(known.get('a1')).toMatchObject({ due: '2026-06-30', leadId: 'p9', called });
    expect(dueOf(on('2026-06-30', 'd2'), known, '2026-07-10')).toEqual(['2026-06-30']);
    expect(dueOf(on('2026-07-01', 'd2'), known, '2026-07-10')).toEqual(['2026-07-01']);
    expect(dueOf(on(null, 'd2'), known)).toEqual([null]);
  });

  it('is owed of what was entered before reviews were, once it is entered again', () => {
    expect(dueOf(on('2026-06-30'), knownAs(undefined))).toEqual(['2026-06-30']);
    expect(dueOf(on('2026-05-10'), knownAs(undefined))).toEqual([]);
    expect(dueOf(on('2026-06-30'), knownAs('2026-06-30'))).toEqual([]);
  });

  it('is next owed as the last review says', () => {
    const review = { on: today, reviewedBy: 'p1', words: 'Done', standing: null };
    const after = (reviewDue: string | null) =>
      planAfter(knownAs('2026-06-30'), [
        { type: 'plan-action-reviewed', data: { actionId: 'a1', ...review, reviewDue } },
      ]).get('a1')?.due;
    expect([after('2026-09-30'), after(null)]).toEqual(['2026-09-30', null]);
    const risks = risksAfter(new Map(), [
      { type: 'risk-recorded', data: { ...risk, version: 1, reviewDue: '2026-06-30' } },
      { type: 'risk-reviewed', data: { riskId: 'r1', ...review, reviewDue: null } },
      { type: 'risk-reviewed', data: { riskId: 'r2', ...review, reviewDue: '2026-09-30' } },
    ]);
    expect([...risks].map(([id, { due }]) => [id, due])).toEqual([['r1', null]]);
  });
});
