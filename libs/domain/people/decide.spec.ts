import fc from 'fast-check';
import { OPERATOR, onBehalfOf } from '../actor.js';
import { specOf } from '../given.fixture.js';
import { isRefusal } from '../refusal.js';
import { DEFAULT_NOTIFICATIONS } from '../settings/default-settings.js';
import type { NotificationSettings } from '../settings/programme-settings.js';
import type { PersonDetails, PersonRow } from './commands.js';
import { people } from './decide.js';
import {
  ADMINISTRATOR,
  away,
  COORDINATOR,
  DETAILS,
  digestOf,
  peopleContext,
  registered,
  team,
  token,
} from './people.fixture.js';

const given = specOf(people, () => peopleContext());
const practitioner = { id: 'p1', roles: ['practitioner'] as const };

describe('how a person hears of what they owe', () => {
  const prefers = (email: 'each' | 'digest' | 'off') =>
    ({ type: 'SetNotificationPreference', personId: 'p1', email }) as const;
  const set = (email: 'each' | 'digest' | 'off') =>
    ({ type: 'notification-preference-set', data: { personId: 'p1', messages: email } }) as const;
  const allowing = (allowed: Partial<NotificationSettings>) => ({
    ...peopleContext(practitioner),
    notifications: { ...DEFAULT_NOTIFICATIONS, ...allowed },
  });

  it('is for them to choose, or for a coordinator', () => {
    given(registered('p1')).when(prefers('digest'), peopleContext(practitioner)).then(set('digest'));
    given(registered('p1'), set('digest')).when(prefers('digest')).then();
    given(registered('p1'))
      .when(prefers('digest'), peopleContext({ id: 'p2', roles: ['practitioner'] }))
      .refused('preference-not-yours', 'not-allowed');
    given().when(prefers('digest')).refused('person-unknown', 'not-found');
  });

  it('keeps within what the council allows', () => {
    given(registered('p1')).when(prefers('off'), allowing({})).refused('messages-not-optional', 'rule');
    given(registered('p1'))
      .when(prefers('off'), allowing({ mayTurnOff: true }))
      .then(set('off'));
    given(registered('p1'))
      .when(prefers('digest'), allowing({ digest: 'never' }))
      .refused('digest-not-offered');
    given(registered('p1'))
      .when(prefers('each'), allowing({ digest: 'always' }))
      .refused('digest-for-all');
  });
});

describe('teams', () => {
  it('are registered under a name of their own', () => {
    given()
      .when({ type: 'RegisterTeam', name: ' North ', service: 'Fieldwork' })
      .then({ type: 'team-registered', data: { teamId: 'id-of-team', name: 'North', service: 'Fieldwork' } });
    given(team('t1', 'North')).when({ type: 'RegisterTeam', name: 'NORTH', service: null }).refused('team-name-taken');
    given().when({ type: 'RegisterTeam', name: ' ', service: null }).refused('blank', 'invalid');
  });

  it('keep what a change leaves out', () => {
    const north = () => given(team('t1', 'North', 'Fieldwork'));
    north().when({ type: 'ChangeTeamDetails', teamId: 't1' }).then();
    north()
      .when({ type: 'ChangeTeamDetails', teamId: 't1', name: 'North 1' })
      .then({ type: 'team-changed', data: { teamId: 't1', name: 'North 1', service: 'Fieldwork' } });
    north()
      .when({ type: 'ChangeTeamDetails', teamId: 't1', service: null })
      .then({ type: 'team-changed', data: { teamId: 't1', name: 'North', service: null } });
  });

  it('are changed once, and not into another team', () => {
    given(team('t1', 'North'))
      .when({ type: 'ChangeTeamDetails', teamId: 't1', name: 'North', service: 'Fieldwork' })
      .then({ type: 'team-changed', data: { teamId: 't1', name: 'North', service: 'Fieldwork' } });
    given(team('t1', 'North')).when({ type: 'ChangeTeamDetails', teamId: 't1', name: 'North', service: null }).then();
    given(team('t1', 'North'), team('t2', 'South'))
      .when({ type: 'ChangeTeamDetails', teamId: 't1', name: 'south', service: null })
      .refused('team-name-taken', 'rule');
    given().when({ type: 'ChangeTeamDetails', teamId: 't1', name: 'South', service: null }).refused('team-unknown');
    given(team('t1')).when({ type: 'ChangeTeamDetails', teamId: 't1', name: '', service: null }).refused('blank');
  });
});

describe('people', () => {
  it('are registered with trimmed details', () => {
    given(team('t1'))
      .when({
        type: 'RegisterPerson',
        ref: ' W7 ',
        ...DETAILS,
        name: ' Amina Okafor ',
        aliases: [' ', 'A Okafor '],
        teamId: 't1',
      })
      .then({
        type: 'person-registered',
        data: { personId: 'id-of-person', ref: 'W7', ...DETAILS, aliases: ['A Okafor'], teamId: 't1' },
      });
  });

  it.each([
    ['blank', { name: ' ' }],
    ['email-wrong', { email: 'amina at council' }],
    ['date-unknown', { from: '2024-02-30' }],
    ['date-unknown', { to: 'soon' }],
    ['dates-reversed', { from: '2024-05-02', to: '2024-05-01' }],
    ['team-unknown', { teamId: 't9' }],
    ['manager-unknown', { managerId: 'p9' }],
    ['manager-loop', { managerId: 'id-of-person' }],
  ])('are refused with %s', (code, wrong) => {
    given()
      .when({ type: 'RegisterPerson', ref: 'W7', ...DETAILS, ...wrong })
      .refused(code);
  });

  it('keep their references apart', () => {
    given(registered('p1'))
      .when({ type: 'RegisterPerson', ref: 'ref-p1', ...DETAILS })
      .refused('ref-taken', 'rule');
    given()
      .when({ type: 'RegisterPerson', ref: ' ', ...DETAILS })
      .refused('blank');
  });

  it('keep whatever a change of them leaves out', () => {
    const changes: fc.Arbitrary<Partial<PersonDetails>> = fc.record(
      {
        name: fc.constantFrom('Amina Okafor', 'Amina Bello'),
        aliases: fc.constantFrom<string[]>([], ['A Bello']),
        email: fc.constantFrom('', 'amina.bello@example.gov.uk'),
        teamId: fc.constantFrom(null, 't2'),
        managerId: fc.constantFrom(null, 'p2'),
        roles: fc.constantFrom<PersonDetails['roles']>([], ['auditor']),
        from: fc.constantFrom(null, '2024-02-02'),
        to: fc.constantFrom(null, '2030-01-01'),
      },
      { requiredKeys: [] },
    );
    const before = {
      ...DETAILS,
      aliases: ['A Okafor'],
      teamId: 't1',
      managerId: 'p3',
      from: '2020-01-01',
      to: '2029-01-01',
    };
    fc.assert(
      fc.property(changes, (change) => {
        const after = { ...before, ...change };
        const { answer } = given(
          team('t1'),
          team('t2'),
          registered('p1', before),
          registered('p2'),
          registered('p3'),
        ).when({
          type: 'ChangePerson',
          personId: 'p1',
          ...change,
        });
        const differs = JSON.stringify(after) !== JSON.stringify(before);
        expect(answer).toEqual(differs ? [{ type: 'person-changed', data: { personId: 'p1', ...after } }] : []);
      }),
    );
  });

  it('are changed, but not into their manager’s manager', () => {
    given(registered('p1'))
      .when({ type: 'ChangePerson', personId: 'p1', to: '2024-06-30' })
      .then({ type: 'person-changed', data: { personId: 'p1', ...DETAILS, to: '2024-06-30' } });
    given(registered('p1'), registered('p2', { managerId: 'p1' }), registered('p3', { managerId: 'p2' }))
      .when({ type: 'ChangePerson', personId: 'p1', ...DETAILS, managerId: 'p3' })
      .refused('manager-loop', 'rule');
    given()
      .when({ type: 'ChangePerson', personId: 'p1', ...DETAILS })
      .refused('person-unknown', 'not-found');
  });

  it('become administrators by an administrator, or at the command line', () => {
    const command = { type: 'RegisterPerson', ref: 'W7', ...DETAILS, roles: ['administrator'] } as const;
    given().when(command, peopleContext(COORDINATOR)).refused('administrator-role', 'not-allowed');
    expect(isRefusal(given().when(command, peopleContext(OPERATOR)).answer)).toBe(false);
    given(registered('p1', { roles: ['administrator'] }))
      .when({ type: 'ChangePerson', personId: 'p1', ...DETAILS }, peopleContext(COORDINATOR))
      .refused('administrator-role');
  });

  it('are the administrator’s and the coordinator’s to change', () => {
    const stranger = peopleContext(practitioner);
    given(team('t1'), registered('p1'))
      .when({ type: 'RegisterTeam', name: 'East', service: null }, stranger)
      .refused('role-missing', 'not-allowed');
    given(team('t1'))
      .when({ type: 'ChangeTeamDetails', teamId: 't1', name: 'E', service: null }, stranger)
      .refused('role-missing');
    given()
      .when({ type: 'RegisterPerson', ref: 'W7', ...DETAILS }, stranger)
      .refused('role-missing');
    given(registered('p1'))
      .when({ type: 'ChangePerson', personId: 'p1', ...DETAILS }, stranger)
      .refused('role-missing');
    given().when({ type: 'ImportPeople', rows: [] }, stranger).refused('role-missing');
    given(registered('p1'))
      .when(
        { type: 'CreateToken', personId: 'p1', roles: ['practitioner'], digest: digestOf('k'), expiresOn: null },
        peopleContext({ id: 'p2', roles: ['practitioner'] }),
      )
      .refused('token-not-yours', 'not-allowed');
    given(registered('p2'), token('k', 'p2', ['practitioner']))
      .when({ type: 'RevokeToken', tokenId: 'k' }, stranger)
      .refused('role-missing');
  });
});

describe('training as an auditor', () => {
  const record = { type: 'RecordTraining', personId: 'p1', on: '2024-05-02', expiresOn: '2026-05-01' } as const;
  const recorded = (on: string, expiresOn: string | null) =>
    ({ type: 'auditor-training-recorded', data: { personId: 'p1', on, expiresOn } }) as const;

  it('is recorded in place of what was recorded before, the same again without effect', () => {
    given(registered('p1')).when(record).then(recorded('2024-05-02', '2026-05-01'));
    given(registered('p1'), recorded('2024-05-02', '2026-05-01')).when(record).then();
    given(registered('p1'), recorded('2024-05-02', '2026-05-01'))
      .when({ ...record, expiresOn: null })
      .then(recorded('2024-05-02', null));
  });

  it('is recorded by whoever runs people, of others, of days that may be', () => {
    given(registered('p1')).when(record, peopleContext(practitioner)).refused('role-missing', 'not-allowed');
    given(registered('p1'))
      .when(record, peopleContext({ id: 'p1', roles: ['coordinator'] }))
      .refused('own-training', 'not-allowed');
    given().when(record).refused('person-unknown', 'not-found');
    for (const on of ['2199-01-01', 'yesterday'])
      given(registered('p1'))
        .when({ ...record, on })
        .refused('training-day-invalid', 'invalid');
    given(registered('p1'))
      .when({ ...record, expiresOn: '2024-05-01' })
      .refused('training-ends-before', 'invalid');
  });
});

describe('absence', () => {
  const command = {
    type: 'RecordAbsence',
    personId: 'p1',
    from: '2024-05-20',
    to: '2024-05-31',
    deputyId: 'p2',
  } as const;
  const both = [registered('p1'), registered('p2')];

  it('passes work to a deputy', () => {
    given(...both)
      .when(command)
      .then({
        type: 'absence-recorded',
        data: { absenceId: 'id-of-absence', personId: 'p1', from: '2024-05-20', to: '2024-05-31', deputyId: 'p2' },
      });
  });

  it('may be recorded by the person, their manager or their team’s manager, and nobody else', () => {
    const team1 = [team('t1'), registered('p1', { teamId: 't1', managerId: 'p3' }), registered('p2'), registered('p3')];
    const withManager = [...team1, registered('p4', { teamId: 't1', roles: ['team_manager'] })];
    for (const id of ['p1', 'p3', 'p4']) {
      const answer = given(...withManager).when(command, peopleContext({ id, roles: ['team_manager'] })).answer;
      expect(isRefusal(answer)).toBe(false);
    }
    given(...withManager)
      .when(command, peopleContext({ id: 'p2', roles: ['team_manager'] }))
      .refused('absence-not-yours', 'not-allowed');
  });

  it('needs a deputy in post who is somebody else', () => {
    given(...both)
      .when({ ...command, deputyId: 'p1' })
      .refused('deputy-is-absentee');
    given(...both)
      .when({ ...command, deputyId: 'p9' })
      .refused('person-unknown');
    given(registered('p1'), registered('p2', { to: '2024-05-25' }))
      .when(command)
      .refused('deputy-not-in-post');
    given(registered('p1'), registered('p2', { from: '2024-05-21' }))
      .when(command)
      .refused('deputy-not-in-post');
  });

  it('never comes back to the person who is away', () => {
    const three = [registered('p1'), registered('p2'), registered('p3')];
    given(...three, away('a2', 'p2', '2024-05-01', null, 'p3'), away('a3', 'p3', '2024-05-25', '2024-06-30', 'p1'))
      .when(command)
      .refused('deputy-loop', 'rule');
    given(
      ...three,
      away('a2', 'p2', '2024-05-01', '2024-05-24', 'p3'),
      away('a3', 'p3', '2024-05-25', '2024-06-30', 'p1'),
    )
      .when(command)
      .then({
        type: 'absence-recorded',
        data: { absenceId: 'id-of-absence', personId: 'p1', from: '2024-05-20', to: '2024-05-31', deputyId: 'p2' },
      });
  });

  it('does not overlap another of the same person, until that one has ended', () => {
    const other = away('a1', 'p1', '2024-05-01', null, null);
    given(...both, other)
      .when(command)
      .refused('absence-overlaps', 'rule');
    given(...both, other, { type: 'absence-ended', data: { absenceId: 'a1', personId: 'p1', on: '2024-05-21' } })
      .when(command)
      .refused('absence-overlaps');
    const ended = given(...both, other, {
      type: 'absence-ended',
      data: { absenceId: 'a1', personId: 'p1', on: '2024-05-20' },
    }).when(command).answer;
    expect(isRefusal(ended)).toBe(false);
  });

  it('is dated while the person is in post', () => {
    given(registered('p1', { from: '2024-06-01' }), registered('p2'))
      .when(command)
      .refused('not-in-post');
    given(...both)
      .when({ ...command, from: '2024-02-30' })
      .refused('date-unknown');
    given(...both)
      .when({ ...command, to: '2024-05-19' })
      .refused('dates-reversed');
    given().when(command).refused('person-unknown', 'not-found');
  });

  it('ends once, on the first day back', () => {
    const absence = away('a1', 'p1', '2024-05-01', null, 'p2');
    const ended = { type: 'absence-ended', data: { absenceId: 'a1', personId: 'p1', on: '2024-05-13' } } as const;
    given(...both, absence)
      .when({ type: 'EndAbsence', absenceId: 'a1', on: '2024-05-13' })
      .then(ended);
    given(...both, absence, ended)
      .when({ type: 'EndAbsence', absenceId: 'a1', on: '2024-05-14' })
      .refused('absence-ended');
    given(...both, away('a1', 'p1', '2024-05-01', '2024-05-03', null))
      .when({ type: 'EndAbsence', absenceId: 'a1', on: '2024-05-04' })
      .refused('absence-ended');
    given(...both, absence)
      .when({ type: 'EndAbsence', absenceId: 'a1', on: '2024-04-30' })
      .refused('dates-reversed');
    given(...both, absence)
      .when({ type: 'EndAbsence', absenceId: 'a1', on: '2024-13-01' })
      .refused('date-unknown');
    given(...both)
      .when({ type: 'EndAbsence', absenceId: 'a1', on: '2024-05-13' })
      .refused('absence-unknown', 'not-found');
    given(...both, absence)
      .when({ type: 'EndAbsence', absenceId: 'a1', on: '2024-05-13' }, peopleContext({ id: 'p2', roles: ['auditor'] }))
      .refused('absence-not-yours');
  });
});

describe('tokens', () => {
  const auditor = registered('p1', { roles: ['auditor', 'practitioner'] });
  const command = {
    type: 'CreateToken',
    personId: 'p1',
    roles: ['auditor'],
    digest: digestOf('k'),
    expiresOn: null,
  } as const;

  const themself = peopleContext({ id: 'p1', roles: ['auditor', 'practitioner'] });
  const made = {
    type: 'token-created',
    data: { tokenId: 'id-of-token', personId: 'p1', roles: ['auditor'], digest: digestOf('k'), expiresOn: null },
  } as const;

  it('are made by the person they stand for, in roles they act in at the moment', () => {
    given(auditor).when(command, themself).then(made);
    given(auditor)
      .when({ ...command, roles: ['auditor', 'moderator'] }, themself)
      .refused('token-roles', 'rule');
    given(auditor)
      .when(command, peopleContext({ id: 'p1', roles: ['practitioner'] }))
      .refused('token-roles');
    given(auditor)
      .when({ ...command, roles: [] }, themself)
      .refused('roles-empty');
  });

  it.each([
    ['an administrator', ADMINISTRATOR],
    ['a coordinator', COORDINATOR],
  ] as const)('are not made by %s for somebody else', (_who, actor) => {
    given(auditor).when(command, peopleContext(actor)).refused('token-not-yours', 'not-allowed');
  });

  it('of the operator are marked, and so is what is made with them', () => {
    const marked = { ...made, data: { ...made.data, through: 'operator' } } as const;
    given(auditor).when(command, peopleContext(OPERATOR)).then(marked);
    given(auditor)
      .when(command, peopleContext(onBehalfOf({ id: 'p1', roles: ['auditor'] })))
      .then(marked);
  });

  it('are refused when they could not work', () => {
    given(auditor)
      .when({ ...command, expiresOn: '2024-05-12' }, themself)
      .refused('token-expired');
    given(auditor)
      .when({ ...command, expiresOn: '2024-05-32' }, themself)
      .refused('date-unknown');
    given(auditor)
      .when({ ...command, digest: 'secret' }, themself)
      .refused('digest-wrong', 'invalid');
    given(auditor, token('k', 'p1', ['auditor']))
      .when(command, themself)
      .refused('token-known');
    given(registered('p1', { roles: ['auditor'], to: '2024-05-12' }))
      .when(command, themself)
      .refused('not-in-post');
    given().when(command, themself).refused('person-unknown');
  });

  it('are revoked once, also by their owner', () => {
    const revoked = { type: 'token-revoked', data: { tokenId: 'k', personId: 'p1' } } as const;
    const made = token('k', 'p1', ['practitioner']);
    given(registered('p1'), made)
      .when({ type: 'RevokeToken', tokenId: 'k' }, peopleContext(practitioner))
      .then(revoked);
    given(registered('p1'), made, revoked).when({ type: 'RevokeToken', tokenId: 'k' }).then();
    given().when({ type: 'RevokeToken', tokenId: 'k' }).refused('token-unknown', 'not-found');
  });
});

describe('importing people', () => {
  const row = (ref: string, more: Partial<PersonRow> = {}): PersonRow => ({
    ref,
    name: `Person ${ref}`,
    aliases: [],
    email: '',
    team: 'North',
    manager: null,
    roles: ['practitioner'],
    from: null,
    to: null,
    ...more,
  });
  const file = [
    row('1', { manager: '2' }),
    row('2', { roles: ['team_manager', 'auditor'] }),
    row('3', { team: ' north ' }),
  ];

  it('registers teams, then people, with managers named further down', () => {
    const details = { aliases: [], email: '', teamId: 'id-of-team:north', managerId: null, from: null, to: null };
    given()
      .when({ type: 'ImportPeople', rows: file })
      .then(
        { type: 'team-registered', data: { teamId: 'id-of-team:north', name: 'North', service: null } },
        {
          type: 'person-registered',
          data: {
            ...details,
            personId: 'id-of-person in row 0',
            ref: '1',
            name: 'Person 1',
            managerId: 'id-of-person in row 1',
            roles: ['practitioner'],
          },
        },
        {
          type: 'person-registered',
          data: {
            ...details,
            personId: 'id-of-person in row 1',
            ref: '2',
            name: 'Person 2',
            roles: ['team_manager', 'auditor'],
          },
        },
        {
          type: 'person-registered',
          data: { ...details, personId: 'id-of-person in row 2', ref: '3', name: 'Person 3', roles: ['practitioner'] },
        },
      );
  });

  const imported = () => {
    const answer = given().when({ type: 'ImportPeople', rows: file }).answer;
    if (isRefusal(answer)) throw new Error(answer.sentence);
    return answer;
  };

  it('adds nothing when the same file comes again', () => {
    given(...imported())
      .when({ type: 'ImportPeople', rows: file })
      .then();
  });

  it('finishes a file half recorded, however it was cut', () => {
    const whole = imported();
    for (let cut = 0; cut <= whole.length; cut++) {
      given(...whole.slice(0, cut))
        .when({ type: 'ImportPeople', rows: file })
        .then(...whole.slice(cut));
    }
  });

  it.each([
    ['name', { name: 'Changed' }],
    ['alias', { aliases: ['C Hanged'] }],
    ['email', { email: 'c@example.gov.uk' }],
    ['team', { team: null }],
    ['manager', { manager: '2' }],
    ['roles', { roles: ['auditor'] as const }],
    ['leaving date', { to: '2024-12-31' }],
    ['joining date', { from: '2023-01-01' }],
  ])('changes a known person whose %s differs', (_, change) => {
    const answer = given(...imported()).when({ type: 'ImportPeople', rows: [row('3', change)] }).answer;
    expect(answer).toMatchObject([{ type: 'person-changed', data: { personId: 'id-of-person in row 2' } }]);
  });

  it.each([
    ['blank', [row('1'), row(' ')]],
    ['ref-twice', [row('1'), row('1')]],
    ['manager-unknown', [row('1'), row('2', { manager: '9' })]],
    ['manager-loop', [row('0'), row('1', { manager: '2' }), row('2', { manager: '1' })]],
    ['email-wrong', [row('1'), row('2', { email: 'nobody' })]],
  ])('refuses the whole file with %s', (code, rows) => {
    given().when({ type: 'ImportPeople', rows }).refused(code);
  });

  it('names the row it stumbles over', () => {
    const { answer } = given().when({ type: 'ImportPeople', rows: [row('1'), row('2', { name: '' })] });
    expect(answer).toMatchObject({ sentence: 'Row 2 of the people file: The name must not be empty.' });
  });

  it('makes nobody an administrator for a coordinator, and leaves those who are', () => {
    const rows = [row('1', { roles: ['administrator'] })];
    given().when({ type: 'ImportPeople', rows }, peopleContext(COORDINATOR)).refused('administrator-role');
    const made = given().when({ type: 'ImportPeople', rows }).answer;
    if (isRefusal(made)) throw new Error(made.sentence);
    given(...made)
      .when({ type: 'ImportPeople', rows }, peopleContext(COORDINATOR))
      .then();
  });
});
