import fc from 'fast-check';
import type { PeopleEvent } from './events.js';
import { EMPTY_DIRECTORY, foldDirectory } from './people-directory.js';
import { away, DETAILS, digestOf, registered, team, token } from './people.fixture.js';

describe('the directory', () => {
  it('finds people by id and reference, teams by id and by name in any case and spacing', () => {
    const directory = foldDirectory([team('t1', 'North  West'), registered('p1', { teamId: 't1' })]);
    expect(directory.person('p1')?.ref).toBe('ref-p1');
    expect(directory.personByRef(' ref-p1 ')?.personId).toBe('p1');
    expect(directory.team('t1')?.name).toBe('North  West');
    expect(directory.teamByName('north\u00A0west ')?.teamId).toBe('t1');
    expect([
      directory.person('p9'),
      directory.personByRef('p1'),
      directory.team('t9'),
      directory.teamByName('East'),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('keeps a person’s reference and forgets a team’s former name', () => {
    const directory = foldDirectory([
      team('t1', 'North'),
      { type: 'team-changed', data: { teamId: 't1', name: 'South', service: 'Fieldwork' } },
      registered('p1'),
      { type: 'person-changed', data: { personId: 'p1', ...DETAILS, roles: ['auditor'] } },
    ]);
    expect(directory.teamByName('North')).toBeUndefined();
    expect(directory.teamByName('South')?.service).toBe('Fieldwork');
    expect(directory.personByRef('ref-p1')?.roles).toEqual(['auditor']);
  });

  it('counts the first and the last day in post', () => {
    const directory = foldDirectory([registered('p1', { from: '2024-05-01', to: '2024-05-31' })]);
    const days = ['2024-04-30', '2024-05-01', '2024-05-31', '2024-06-01'];
    expect(days.map((day) => directory.inPost('p1', day))).toEqual([false, true, true, false]);
    expect(directory.inPost('p9', '2024-05-01')).toBe(false);
  });

  it('names a team’s managers in post', () => {
    const directory = foldDirectory([
      team('t1'),
      registered('p1', { teamId: 't1', roles: ['team_manager'], to: '2024-05-31' }),
      registered('p2', { teamId: 't1', roles: ['team_manager', 'auditor'] }),
      registered('p3', { teamId: 't1', roles: ['practitioner'] }),
      registered('p4', { roles: ['team_manager'] }),
    ]);
    expect(directory.managersOf('t1', '2024-05-31')).toEqual(['p1', 'p2']);
    expect(directory.managersOf('t1', '2024-06-01')).toEqual(['p2']);
    expect(directory.manages('p1', 'p3', '2024-05-31')).toBe(true);
    expect(directory.manages('p1', 'p3', '2024-06-01')).toBe(false);
    expect(directory.manages('p2', 'p2', '2024-05-31')).toBe(false);
  });

  it('passes on what was passed to a deputy who is away too', () => {
    const directory = foldDirectory([
      ...['p1', 'p2', 'p3'].map((id) => registered(id)),
      away('a1', 'p1', '2024-05-01', '2024-05-31', 'p2'),
      away('a2', 'p2', '2024-05-20', null, 'p3'),
      { type: 'absence-ended', data: { absenceId: 'a2', personId: 'p2', on: '2024-05-25' } },
    ]);
    expect(directory.standsInFor('p2', '2024-04-30')).toEqual(['p2']);
    expect(directory.standsInFor('p2', '2024-05-01')).toEqual(['p2', 'p1']);
    expect(directory.standsInFor('p3', '2024-05-19')).toEqual(['p3']);
    expect(directory.standsInFor('p3', '2024-05-24')).toEqual(['p3', 'p2', 'p1']);
    expect(directory.standsInFor('p3', '2024-05-25')).toEqual(['p3']);
  });

  it('is not changed by what is folded onto it later', () => {
    const before = foldDirectory([registered('p1')]);
    const after = foldDirectory([registered('p2')], before);
    expect(before.person('p2')).toBeUndefined();
    expect(after.person('p2')).toBeDefined();
    expect([...EMPTY_DIRECTORY.people()]).toEqual([]);
  });

  const anyHistory = fc.array(
    fc.oneof(
      fc.constantFrom('t1', 't2').map((id) => team(id)),
      fc
        .tuple(fc.constantFrom('p1', 'p2', 'p3'), fc.constantFrom('t1', 't2', null))
        .map(([id, teamId]) => registered(id, { teamId, roles: ['team_manager'] })),
      fc
        .tuple(fc.constantFrom('p1', 'p2'), fc.constantFrom('p2', 'p3'))
        .map(([id, deputy]) => away(`a-${id}`, id, '2024-05-01', null, deputy)),
      fc.constantFrom('p1', 'p2').map((id) => token(`k-${id}`, id, ['team_manager'])),
      fc.constantFrom('p1', 'p2').map((id): PeopleEvent => ({
        type: 'token-revoked',
        data: { tokenId: `k-${id}`, personId: id },
      })),
    ),
    { maxLength: 20 },
  );

  it('is the same folded at once or in any parts', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(20), (history, cut) => {
        const atOnce = foldDirectory(history);
        const inParts = foldDirectory(history.slice(cut), foldDirectory(history.slice(0, cut)));
        expect([...inParts.people()]).toEqual([...atOnce.people()]);
        expect([...inParts.teams()]).toEqual([...atOnce.teams()]);
        for (const id of ['p1', 'p2', 'p3']) {
          expect(inParts.standsInFor(id, '2024-05-02')).toEqual(atOnce.standsInFor(id, '2024-05-02'));
          expect(inParts.tokenByDigest(digestOf(`k-${id}`))).toEqual(atOnce.tokenByDigest(digestOf(`k-${id}`)));
        }
      }),
    );
  });
});
