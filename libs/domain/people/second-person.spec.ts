import { OPERATOR, onBehalfOf } from '../actor.js';
import { specOf } from '../given.fixture.js';
import { foldDirectory } from './people-directory.js';
import { ADMINISTRATOR, COORDINATOR, DETAILS, peopleContext, registered, token } from './people.fixture.js';
import { people } from './decide.js';
import type { PeopleEvent } from './events.js';
import type { Role } from '../roles.js';

const given = specOf(people, () => peopleContext());

/** A council that has let in its administrator and its coordinator. */
const LET_IN: readonly PeopleEvent[] = [
  registered(ADMINISTRATOR.id, { roles: ['administrator'] }),
  registered(COORDINATOR.id, { roles: ['coordinator'] }),
  token('t-admin', ADMINISTRATOR.id, ['administrator']),
  token('t-coordinator', COORDINATOR.id, ['coordinator']),
];
const amina = registered('p1');
const asked = (roles: readonly Role[] | null, email: string | null, requestedBy: string): PeopleEvent => ({
  type: 'person-change-requested',
  data: {
    changeId: `id-of-change of ${roles === null ? 'address' : 'roles'} of p1`,
    personId: 'p1',
    roles,
    email,
    requestedBy,
  },
});
const change = (details: Partial<typeof DETAILS>) =>
  ({ type: 'ChangePerson', personId: 'p1', ...DETAILS, ...details }) as const;
const ROLES_OF_P1 = 'id-of-change of roles of p1';
const confirm = { type: 'ConfirmPersonChanges', changeIds: [ROLES_OF_P1] } as const;
const confirmed = (confirmedBy: string): PeopleEvent => ({
  type: 'person-change-confirmed',
  data: { changeId: ROLES_OF_P1, personId: 'p1', confirmedBy },
});

describe('before anybody has been let in', () => {
  it('what is entered counts at once', () => {
    given(amina)
      .when(change({ roles: ['moderator'] }), peopleContext(OPERATOR))
      .then({ type: 'person-changed', data: { personId: 'p1', ...DETAILS, roles: ['moderator'] } });
  });
});

describe('once somebody has been let in', () => {
  it('roles and addresses wait, and the rest does not', () => {
    const { roles: _roles, email: _email, ...rest } = DETAILS;
    given(...LET_IN, amina)
      .when(change({ roles: ['moderator'], email: 'other@example.gov.uk', name: 'Amina Reid' }))
      .then(
        { type: 'person-changed', data: { personId: 'p1', ...rest, name: 'Amina Reid' } },
        asked(['moderator'], null, ADMINISTRATOR.id),
        asked(null, 'other@example.gov.uk', ADMINISTRATOR.id),
      );
  });

  it('new people wait for their roles', () => {
    const { email: _, ...data } = asked(['auditor'], null, COORDINATOR.id).data as { email: null };
    given(...LET_IN)
      .when({ type: 'RegisterPerson', ref: 'W7', ...DETAILS, roles: ['auditor'] }, peopleContext(COORDINATOR))
      .then(
        { type: 'person-registered', data: { personId: 'id-of-person', ref: 'W7', ...DETAILS, roles: [] } },
        {
          type: 'person-change-requested',
          data: {
            ...data,
            email: null,
            changeId: 'id-of-change of roles of id-of-person',
            personId: 'id-of-person',
            roles: ['auditor'],
            requestedBy: COORDINATOR.id,
          },
        },
      );
  });

  it('what waits already is not asked for again; a newer request takes the place of an older one of its kind', () => {
    const waiting = [...LET_IN, amina, asked(['moderator'], null, ADMINISTRATOR.id)];
    given(...waiting)
      .when(change({ roles: ['moderator'] }), peopleContext(COORDINATOR))
      .then();
    const newer = asked(['leader'], null, COORDINATOR.id);
    expect([...foldDirectory([...waiting, asked(null, 'a@b.uk', 'x'), newer]).pendingChanges()]).toHaveLength(2);
    given(...waiting, { ...newer, data: { ...newer.data, changeId: 'newer' } } as PeopleEvent)
      .when(confirm, peopleContext(COORDINATOR))
      .refused('change-unknown', 'not-found');
  });

  it('holds when somebody else confirms it', () => {
    const history = [...LET_IN, amina, asked(['moderator'], null, ADMINISTRATOR.id)];
    given(...history)
      .when(confirm)
      .refused('second-person-missing', 'not-allowed');
    given(...history)
      .when(confirm, peopleContext(COORDINATOR))
      .then(confirmed(COORDINATOR.id));
    given(...history, confirmed(COORDINATOR.id))
      .when(confirm, peopleContext(COORDINATOR))
      .refused('change-unknown');
    expect(foldDirectory(history).person('p1')?.roles).toEqual(['practitioner']);
    expect(foldDirectory([...history, confirmed(COORDINATOR.id)]).person('p1')?.roles).toEqual(['moderator']);
    given(...history)
      .when(confirm, peopleContext({ id: 'p9', roles: ['leader'] }))
      .refused('role-missing', 'not-allowed');
  });

  it('is gone when somebody declines it', () => {
    const history = [...LET_IN, amina, asked(['moderator'], null, ADMINISTRATOR.id)];
    const declined: PeopleEvent = {
      type: 'person-change-declined',
      data: { changeId: ROLES_OF_P1, personId: 'p1', declinedBy: ADMINISTRATOR.id },
    };
    given(...history)
      .when({ type: 'DeclinePersonChanges', changeIds: [ROLES_OF_P1] })
      .then(declined);
    given(...history, declined)
      .when(confirm, peopleContext(COORDINATOR))
      .refused('change-unknown');
  });

  it('nobody gives themselves a role, alone or by confirming', () => {
    const own = { ...change({ roles: ['coordinator', 'moderator'] }), personId: COORDINATOR.id };
    given(...LET_IN)
      .when(own, peopleContext(COORDINATOR))
      .refused('own-role', 'not-allowed');
    const asker = asked(['coordinator', 'moderator'], null, ADMINISTRATOR.id);
    const forCoordinator = { ...asker, data: { ...asker.data, personId: COORDINATOR.id } } as PeopleEvent;
    given(...LET_IN, forCoordinator)
      .when(confirm, peopleContext(COORDINATOR))
      .refused('own-role');
    given(...LET_IN)
      .when(
        {
          type: 'ImportPeople',
          rows: [
            {
              ...{ aliases: [], email: DETAILS.email, team: null, manager: null, from: null, to: null },
              ref: `ref-${COORDINATOR.id}`,
              name: DETAILS.name,
              roles: ['coordinator', 'moderator'],
            },
          ],
        },
        peopleContext(COORDINATOR),
      )
      .refused('own-role');
  });

  it('the operator is one person, whoever they act for', () => {
    const history = [...LET_IN, amina, asked(['moderator'], null, 'operator')];
    given(...history)
      .when(confirm, peopleContext(onBehalfOf(COORDINATOR)))
      .refused('second-person-missing');
    given(...LET_IN, amina)
      .when(change({ roles: ['moderator'] }), peopleContext(onBehalfOf(ADMINISTRATOR)))
      .then(asked(['moderator'], null, 'operator'));
  });

  it('the operator stands in for the second person while there is none', () => {
    const waiting = [amina, asked(['moderator'], null, ADMINISTRATOR.id)];
    given(...LET_IN, ...waiting)
      .when(confirm, peopleContext(OPERATOR))
      .refused('operator-not-needed', 'not-allowed');
    const alone = [
      registered(ADMINISTRATOR.id, { roles: ['administrator'] }),
      token('t', ADMINISTRATOR.id, ['administrator']),
    ];
    given(...alone, ...waiting)
      .when(confirm, peopleContext(OPERATOR))
      .then(confirmed('operator'));
  });

  it('in a demonstration one plays all the parts', () => {
    given(...LET_IN, amina, asked(['moderator'], null, ADMINISTRATOR.id))
      .when(confirm, { ...peopleContext(onBehalfOf(COORDINATOR)), demonstration: true })
      .then(confirmed(COORDINATOR.id));
  });
});
