import type { PlanActionRecorded, RiskRecorded } from './events.js';
import { planAfter, recordPlan, recordRisks, risksAfter } from './registers.js';

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
const context = { actor: { id: 'p1', roles: ['coordinator' as const] }, responsibilities: { headsOfService: [] } };
const recorded = (version: number, digest = 'd1'): PlanActionRecorded => ({
  type: 'plan-action-recorded',
  data: { ...action, digest, version },
});

describe('the improvement plan', () => {
  it('records what is new, and what is said otherwise as its next version', () => {
    expect(recordPlan([action], new Map(), context)).toEqual([recorded(1)]);
    const known = planAfter(new Map(), [recorded(1)]);
    expect(recordPlan([action], known, context)).toEqual([]);
    expect(recordPlan([{ ...action, digest: 'd2' }], known, context)).toEqual([recorded(2, 'd2')]);
    expect(planAfter(known, [recorded(2, 'd2')])).toEqual(new Map([['a1', { version: 2, digest: 'd2' }]]));
  });

  it('is for coordinators and heads of service', () => {
    const actor = { id: 'p2', roles: ['leader' as const] };
    expect(recordPlan([action], new Map(), { ...context, actor })).toMatchObject({ code: 'role-missing' });
    const responsibilities = { headsOfService: [{ personId: 'p2' }] };
    expect(recordPlan([action], new Map(), { actor, responsibilities })).toHaveLength(1);
  });
});

describe('the risk register', () => {
  it('records what is new, and what is said otherwise as its next version', () => {
    const first: RiskRecorded = { type: 'risk-recorded', data: { ...risk, version: 1 } };
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
