import { GivenLog, anySplitGivesTheSameRows, everything, projected, sealed } from '../given.fixture.js';
import { peopleView } from './projection.js';
import { findPerson, listAbsences, listPeople, listTeams, listTokens } from './queries.js';

const ann = {
  personId: 'ann',
  name: sealed('Ann', 'person:ann'),
  aliases: [sealed('A. Nother', 'person:ann')],
  email: sealed('ann@example.org', 'person:ann'),
  teamId: 'north',
  managerId: 'bea',
  roles: ['auditor'] as const,
  from: '2024-01-01',
  to: null,
};

function given(): GivenLog {
  const log = new GivenLog();
  log.add('team-registered', { teamId: 'north', name: 'North', service: 'Assessment' });
  log.add('person-registered', { ...ann, ref: 'P1' });
  log.add('person-registered', { ...ann, personId: 'bea', ref: 'P2', managerId: null, roles: ['team_manager'] });
  log.add('person-registered', { ...ann, personId: 'cyd', ref: 'P3', teamId: null, to: '2024-12-31' });
  log.add('team-changed', { teamId: 'north', name: 'North and West', service: null });
  log.add('person-changed', { ...ann, roles: ['auditor', 'moderator'], email: sealed('new', 'person:ann') });
  log.add('absence-recorded', {
    absenceId: 'a1',
    personId: 'bea',
    from: '2026-05-01',
    to: '2026-05-10',
    deputyId: 'ann',
  });
  log.add('absence-recorded', { absenceId: 'a2', personId: 'ann', from: '2026-05-05', to: null, deputyId: 'cyd' });
  log.add('absence-ended', { absenceId: 'a2', personId: 'ann', on: '2026-05-08' });
  log.add('token-created', {
    tokenId: 't1',
    personId: 'ann',
    roles: ['auditor'],
    digest: 'd1g35t',
    expiresOn: null,
    whole: true,
  });
  log.add('token-created', {
    tokenId: 't2',
    personId: 'ann',
    roles: ['moderator'],
    digest: 'd1g35t2',
    expiresOn: '2026-12-31',
    through: 'operator',
  });
  log.add('token-revoked', { tokenId: 't1', personId: 'ann' });
  const asked = { personId: 'bea', roles: null, email: null, requestedBy: 'operator' } as const;
  log.add('person-change-requested', { ...asked, changeId: 'c1', roles: ['team_manager', 'leader'] });
  log.add('person-change-requested', { ...asked, changeId: 'c2', email: 'bea@new.example' });
  log.add('person-change-confirmed', { changeId: 'c1', personId: 'bea', confirmedBy: 'ann' });
  return log;
}
const rows = () => projected(peopleView, given().events);

describe('the people view', () => {
  it('shows a person as last changed, names sealed', () => {
    const expected = {
      personId: 'ann',
      ref: 'P1',
      name: ann.name,
      aliases: ann.aliases,
      email: sealed('new', 'person:ann'),
      teamId: 'north',
      team: 'North and West',
      managerId: 'bea',
      roles: ['auditor', 'moderator'],
      from: '2024-01-01',
      to: null,
    };
    expect(findPerson(rows(), 'ann')).toEqual(expected);
    expect(findPerson(rows(), 'nobody')).toBeUndefined();
  });

  it.each([
    [{}, ['ann', 'bea', 'cyd']],
    [{ teamId: 'north' }, ['ann', 'bea']],
    [{ role: 'team_manager' }, ['bea']],
    [{ role: 'moderator' }, ['ann']],
    [{ inPostOn: '2024-12-31' }, ['ann', 'bea', 'cyd']],
    [{ inPostOn: '2025-01-01' }, ['ann', 'bea']],
    [{ inPostOn: '2023-12-31' }, []],
  ] as const)('lists people by %j', (filter, expected) => {
    expect(listPeople(rows(), filter).map(({ personId }) => personId)).toEqual(expected);
  });

  it('shows a change of roles or of an address once it has been confirmed', () => {
    expect(findPerson(rows(), 'bea')).toMatchObject({ roles: ['team_manager', 'leader'], email: ann.email });
  });

  it('lists teams', () => {
    expect(listTeams(rows())).toEqual([{ teamId: 'north', name: 'North and West', service: null }]);
  });

  it('lists tokens newest first, and keeps no digest anywhere', () => {
    expect(listTokens(rows(), 'ann')).toEqual([
      {
        tokenId: 't2',
        roles: ['moderator'],
        createdAt: '2026-05-01T09:11:00.000Z',
        expiresOn: '2026-12-31',
        revoked: false,
        whole: false,
        through: 'operator',
      },
      {
        tokenId: 't1',
        roles: ['auditor'],
        createdAt: '2026-05-01T09:10:00.000Z',
        expiresOn: null,
        revoked: true,
        whole: true,
        through: null,
      },
    ]);
    expect(JSON.stringify(everything(rows()))).not.toContain('d1g35t');
  });

  it('knows who stands in for whom', () => {
    expect(listAbsences(rows(), 'ann')).toEqual([
      { absenceId: 'a2', personId: 'ann', from: '2026-05-05', to: null, deputyId: 'cyd', endedOn: '2026-05-08' },
    ]);
  });

  it('is the same however the log is cut into batches', () => anySplitGivesTheSameRows(peopleView, given().events));
});
