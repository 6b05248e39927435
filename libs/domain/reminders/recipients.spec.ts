import { foldDirectory } from '../people/people-directory.js';
import { away, registered } from '../people/people.fixture.js';
import type { PeopleEvent } from '../people/events.js';
import { initialAudit, isSelected, type SelectedAudit } from '../audit/state.js';
import { auditDecider } from '../audit/decider.js';
import type { ObligationOwner } from '../audit/obligations.js';
import { DEFAULT_RESPONSIBILITIES } from '../settings/default-settings.js';
import { recipientsOf } from './recipients.js';
import { AUDIT } from './rules.fixture.js';
import type { Rung } from './steps.js';

const TODAY = '2024-05-13';

const audit: SelectedAudit = (() => {
  const state = auditDecider().evolve(initialAudit, {
    type: 'audit-selected',
    data: {
      auditId: AUDIT,
      reference: 'AUD-1',
      origin: 'sample',
      sampleId: null,
      activity: 'case-file',
      subjectId: 's1',
      subjectType: 'child',
      service: null,
      teamId: 'north',
      team: 'North',
      practitionerId: 'pat',
      workerMatched: true,
      period: '2024-05',
      settingsVersion: 1,
      tool: { key: 'case-file', version: 1 },
      scale: 'ofsted',
      pilot: false,
      reauditOf: null,
      replaces: null,
      plan: {
        conversation: 'skipped',
        familyContact: 'skipped',
        moderation: 'optional',
        dispute: 'required',
        graded: true,
      },
      selectedOn: '2024-05-01',
      allocateBy: '2024-05-03',
      counted: null,
    },
  });
  if (!isSelected(state)) throw new Error('The audit was selected');
  return state;
})();

const people: readonly PeopleEvent[] = [
  { type: 'team-registered', data: { teamId: 'north', name: 'North', service: null } },
  registered('dee', { roles: ['leader'] }),
  registered('hal', { roles: ['leader'], managerId: 'dee' }),
  registered('tim', { roles: ['team_manager'], teamId: 'north', managerId: 'hal' }),
  registered('pat', { roles: ['practitioner'], teamId: 'north', managerId: 'tim' }),
  registered('col', { roles: ['coordinator'] }),
  registered('zoe', { roles: ['practitioner'] }),
];
const pat: ObligationOwner = { personId: 'pat' };

/** What a person owes by way of an action is theirs by name, whatever their role; the rest is a party's. */
const owedBy = (owner: ObligationOwner) =>
  'personId' in owner
    ? ({ key: 'prepare:x', owner, as: 'invited' } as const)
    : { key: KEYS[owner.party] ?? 'x', owner, as: owner.party };
const KEYS: Readonly<Record<string, string>> = { coordinator: 'allocate', 'team-manager': 'respond' };

const hear = (owner: ObligationOwner, rung: Rung, ...more: readonly PeopleEvent[]) =>
  recipientsOf({
    owed: owedBy(owner),
    rung,
    audit,
    directory: foldDirectory([...people, ...more]),
    today: TODAY,
    responsibilities: DEFAULT_RESPONSIBILITIES,
  }).map(({ personId, insteadOf, because }) =>
    [personId, insteadOf, because].filter((part) => part !== null).join(' '),
  );
const leaves = (personId: string, details: Parameters<typeof registered>[1]): PeopleEvent => ({
  ...registered(personId, { ...details, to: '2024-05-10' }),
});

describe('who hears of an obligation', () => {
  it.each([
    ['owner', 'pat'],
    ['manager', 'tim'],
    ['head_of_service', 'hal'],
    ['assistant_director', 'dee'],
  ] as const)('the %s is found up the line: %s', (rung, personId) => {
    expect(hear(pat, rung)).toEqual([personId]);
  });

  it('is the topmost there is where the line is short', () => {
    expect(hear({ personId: 'hal' }, 'assistant_director')).toEqual(['dee']);
    expect(hear({ personId: 'zoe' }, 'manager')).toEqual(['dee', 'hal']);
  });

  it('is everybody of a role, the team’s managers for a team', () => {
    expect(hear({ party: 'coordinator', teamId: null }, 'owner')).toEqual(['col']);
    expect(hear({ party: 'team-manager', teamId: 'north' }, 'owner')).toEqual(['tim']);
    expect(hear({ party: 'panel-member', teamId: null }, 'owner')).toEqual(['dee', 'hal', 'col']);
  });

  it('is the deputy of somebody absent, and the deputy’s deputy', () => {
    expect(hear(pat, 'owner', away('a1', 'pat', '2024-05-12', null, 'zoe'))).toEqual(['zoe pat absent']);
    expect(
      hear(pat, 'owner', away('a1', 'pat', '2024-05-12', null, 'zoe'), away('a2', 'zoe', '2024-05-13', null, 'hal')),
    ).toEqual(['hal pat absent']);
    expect(hear(pat, 'owner', away('a1', 'pat', '2024-05-12', null, null))).toEqual(['tim pat absent']);
    expect(hear(pat, 'owner', away('a1', 'pat', '2024-05-01', '2024-05-12', 'zoe'))).toEqual(['pat']);
  });

  it('is the manager of somebody who has left, and it shows', () => {
    const left = leaves('pat', { roles: ['practitioner'], teamId: 'north', managerId: 'tim' });
    expect(hear(pat, 'owner', left)).toEqual(['tim pat left']);
    expect(
      hear(pat, 'owner', left, leaves('tim', { roles: ['team_manager'], teamId: 'north', managerId: 'hal' })),
    ).toEqual(['hal pat left']);
  });

  it('are the coordinators where there is nobody, and it shows', () => {
    expect(hear({ personId: 'zoe' }, 'owner', leaves('zoe', { roles: ['practitioner'] }))).toEqual(['col zoe nobody']);
  });

  it('hears once, for however many', () => {
    const second = registered('una', { roles: ['team_manager'], teamId: 'north', managerId: 'hal' });
    expect(hear({ party: 'team-manager', teamId: 'north' }, 'manager', second)).toEqual(['hal']);
  });
});
