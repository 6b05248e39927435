import { workingDays } from '#domain';
import type { OwnerlessTask, TaskRow } from '#projections';
import { monthsBeside, presentStages } from './present-month.js';
import { ownerIn, presentOwed, presentOwnerless, presentWaitedFor } from './present-owed.js';

const [ANN, BEN] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const around = { names: { [ANN]: 'Ann Ode', [BEN]: null }, today: '2026-05-08', calendar: workingDays() };
const task = (more: Partial<TaskRow>): TaskRow => ({
  auditId: 'a',
  reference: '4K7QF-2M9XC',
  activity: 'deep-dive',
  service: 'Fieldwork',
  team: 'North',
  stage: 'grading',
  key: 'grade',
  task: 'Grade the audit and submit it',
  due: '2026-05-06',
  overdue: true,
  personId: ANN,
  party: null,
  ...more,
});

describe('what is owed, for a coordinator', () => {
  it('names who owes it, and how late it is', () => {
    expect(presentOwed([task({})], around)).toEqual([
      {
        task: 'Grade the audit and submit it',
        reference: '4K7QF-2M9XC',
        href: '/audits/4K7QF-2M9XC',
        caseId: 'Not shown',
        who: 'Ann Ode',
        team: 'North',
        due: '6 May 2026',
        near: '2 working days late',
        isLate: true,
      },
    ]);
  });

  it('calls a party what it is, a team’s manager by the team, and an erased name erased', () => {
    const who = (more: Partial<TaskRow>) => presentOwed([task(more)], around)[0]?.who;
    expect(who({ personId: BEN })).toBe('Name erased');
    expect(who({ personId: null, party: 'coordinator' })).toBe('A coordinator');
    expect(who({ personId: null, party: 'team-manager' })).toBe('Manager of North');
  });

  it('puts together what waits for one person or party, and who has most first', () => {
    const late = { late: 1, oldest: '2026-05-06' };
    const waited = presentWaitedFor(
      [
        { ...late, personId: null, party: 'team-manager', teamId: 'n', team: 'North' },
        { personId: ANN, party: null, teamId: null, team: null, late: 2, oldest: '2026-05-05' },
        { ...late, personId: null, party: 'team-manager', teamId: 's', team: 'South' },
        { ...late, personId: null, party: 'coordinator', teamId: null, team: null },
      ],
      around,
    );
    expect(waited.map(({ who, key, late: count }) => [who, key, count])).toEqual([
      ['Ann Ode', ANN, 2],
      ['A coordinator', 'coordinator', 1],
      ['Manager of North', 'team-manager n', 1],
      ['Manager of South', 'team-manager s', 1],
    ]);
    expect(waited.map(({ key }) => ownerIn(key))).toMatchObject([
      { personId: ANN },
      { party: 'coordinator', teamId: null },
      { party: 'team-manager', teamId: 'n' },
      { party: 'team-manager', teamId: 's' },
    ]);
    expect(waited[0]).toMatchObject({ oldest: '5 May 2026', oldestNear: '3 working days late' });
  });

  it('says why nobody is there, and to whom it fell: to each once, or to nobody', () => {
    const ownerless = (owners: OwnerlessTask['owners']): OwnerlessTask => ({ ...task({}), gap: 'left', owners });
    const owner = { personId: ANN, insteadOf: null, because: null };
    const [fallen, nobodys] = presentOwnerless([ownerless([owner, owner]), ownerless([])], around);
    expect(fallen).toMatchObject({ why: 'Whoever owes it has left', fallenTo: 'Ann Ode' });
    expect(nobodys?.fallenTo).toBeNull();
  });
});

describe('the month', () => {
  it('leads from each figure to the list behind it, and from none to an empty one', () => {
    const counts = presentStages('2026-05', [{ stage: 'grading', count: 4 }], ['allocation', 'grading', 'dispute']);
    expect(counts).toEqual([
      { text: 'Allocation', count: 0, href: null },
      { text: 'First grading', count: 4, href: '/audits?period=2026-05&stage=grading' },
    ]);
  });

  it.each([
    ['2026-01', 'December 2025', 'February 2026'],
    ['2026-12', 'November 2026', 'January 2027'],
  ])('has months beside it: %s', (month, before, after) => {
    expect(monthsBeside(month)).toMatchObject({ before: { text: before }, after: { text: after } });
  });
});
