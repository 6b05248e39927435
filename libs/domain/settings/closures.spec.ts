import type { DecisionContext } from '../decision-context.js';
import { specOf } from '../given.fixture.js';
import { closures } from './closures.js';

const context = (role: 'coordinator' | 'auditor' = 'coordinator'): DecisionContext => ({
  actor: { id: 'p1', roles: [role] },
  now: '2024-05-13T09:00:00.000Z',
  today: '2024-05-13',
  newId: (what) => what,
});
const given = specOf(closures, () => context());
const added = { type: 'closure-added', data: { date: '2024-12-24', reason: 'Christmas' } } as const;
const removed = { type: 'closure-removed', data: { date: '2024-12-24', reason: 'Open after all' } } as const;
const add = { type: 'AddClosure', date: '2024-12-24', reason: 'Christmas' } as const;
const remove = { type: 'RemoveClosure', date: '2024-12-24', reason: 'Open after all' } as const;

describe('a closure', () => {
  it('is added once and removed once', () => {
    given().when(add).then(added);
    given(added).when(add).refused('closure-known', 'rule');
    given(added).when(remove).then(removed);
    given(added, removed).when(remove).refused('closure-unknown', 'not-found');
    given(added, removed).when(add).then(added);
  });

  it.each([
    ['date-unknown', { ...add, date: '2024-02-30' }],
    ['reason-missing', { ...add, reason: ' ' }],
    ['date-unknown', { ...remove, date: '' }],
    ['reason-missing', { ...remove, reason: '' }],
  ])('is refused with %s', (code, command) => {
    given(added).when(command).refused(code, 'invalid');
  });

  it('is the coordinator’s', () => {
    given().when(add, context('auditor')).refused('role-missing', 'not-allowed');
  });
});
