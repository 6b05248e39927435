import { OPERATOR, onBehalfOf, systemActor, type Actor } from '../actor.js';
import { specOf } from '../given.fixture.js';
import { people } from './decide.js';
import type { PeopleEvent } from './events.js';
import { opens } from './invitation.js';
import { invitationOpenedBy } from './invite.js';
import { foldDirectory } from './people-directory.js';
import { ADMINISTRATOR, COORDINATOR, digestOf, peopleContext, registered, token } from './people.fixture.js';

const given = specOf(people, () => peopleContext());
const LINKS = systemActor('links');
const SECOND: Actor = { id: 'p-second', roles: ['coordinator'] };
const UNTIL = '2024-05-16T09:00:00.000Z';

const COUNCIL: readonly PeopleEvent[] = [
  registered(ADMINISTRATOR.id, { roles: ['administrator'] }),
  registered(COORDINATOR.id, { roles: ['coordinator'] }),
  registered(SECOND.id, { roles: ['coordinator'] }),
  token('t-admin', ADMINISTRATOR.id, ['administrator']),
  token('t-coordinator', COORDINATOR.id, ['coordinator']),
  registered('p1', { roles: ['moderator'] }),
];

type Invited = Extract<PeopleEvent, { type: 'person-invited' }>['data'];
type Issued = Extract<PeopleEvent, { type: 'enrolment-link-issued' }>['data'];
const ids = { invitationId: 'id-of-invitation', personId: 'p1' };
const invited = (data: Partial<Invited> = {}): PeopleEvent => ({
  type: 'person-invited',
  data: { ...ids, way: 'mail', holders: [], invitedBy: ADMINISTRATOR.id, until: UNTIL, ...data },
});
const inHalves = invited({ way: 'halves', holders: [ADMINISTRATOR.id, COORDINATOR.id] });
const issued = (data: Partial<Issued> = {}): PeopleEvent => ({
  type: 'enrolment-link-issued',
  data: {
    ...ids,
    holder: 'mail',
    digest: digestOf('link'),
    issuedAt: '2024-05-13T09:00:00.000Z',
    expiresAt: UNTIL,
    sender: 'one',
    ...data,
  },
});
const halfOf = ({ id }: Actor): PeopleEvent => issued({ holder: id, digest: digestOf(id), sender: null });
const enrol = (...digests: string[]) =>
  ({ type: 'Enrol', personId: 'p1', digests: digests.map(digestOf), tokenDigest: digestOf('k') }) as const;
const themself = (now?: string) => ({
  ...peopleContext({ id: 'p1', roles: ['moderator'] }),
  secondFactorOptional: true,
  ...(now !== undefined && { now }),
});
const enrolled: PeopleEvent = { type: 'person-enrolled', data: { ...ids, tokenId: 'id-of-token' } };
const ownToken: PeopleEvent = {
  type: 'token-created',
  data: {
    tokenId: 'id-of-token',
    personId: 'p1',
    roles: ['moderator'],
    digest: digestOf('k'),
    expiresOn: null,
    whole: true,
  },
};

describe('an invitation by mail', () => {
  const invite = { type: 'InvitePerson', personId: 'p1', secondId: null } as const;
  const withMail = (actor: Actor = ADMINISTRATOR) => ({ ...peopleContext(actor), mailGoesOut: true });

  it('is given by an administrator, a coordinator or the operator, and holds no secret', () => {
    given(...COUNCIL)
      .when(invite, withMail())
      .then(invited());
    given(...COUNCIL)
      .when(invite, withMail(OPERATOR))
      .then(invited({ invitedBy: 'operator' }));
    given(...COUNCIL)
      .when(invite, withMail(onBehalfOf(COORDINATOR)))
      .then(invited({ invitedBy: 'operator' }));
    given(...COUNCIL)
      .when(invite, withMail({ id: 'p9', roles: ['leader'] }))
      .refused('role-missing', 'not-allowed');
  });

  it('needs messages that are sent, a person in post and a role that was confirmed', () => {
    given(...COUNCIL)
      .when(invite)
      .refused('no-mail', 'rule');
    given(...COUNCIL, registered('p1', { to: '2024-05-12' }))
      .when(invite, withMail())
      .refused('not-in-post');
    given(...COUNCIL, registered('p1', { roles: [] }))
      .when(invite, withMail())
      .refused('no-roles-yet');
    given(...COUNCIL)
      .when({ ...invite, personId: 'p8' }, withMail())
      .refused('person-unknown');
  });

  it('has its link made by the process that sends it, which another leaves alone for a while', () => {
    const issue = {
      type: 'IssueLink',
      personId: 'p1',
      digest: digestOf('link'),
      sender: 'one',
      answerWithinMs: 120_000,
    } as const;
    const at = (now: string) => ({ ...peopleContext(LINKS), now });
    given(...COUNCIL, invited())
      .when(issue, peopleContext(LINKS))
      .then(issued());
    given(...COUNCIL, invited())
      .when(issue)
      .refused('role-missing', 'not-allowed');
    const other = { ...issue, sender: 'other', digest: digestOf('newer') };
    given(...COUNCIL, invited(), issued())
      .when(other, at('2024-05-13T09:01:59.999Z'))
      .refused('link-being-sent');
    given(...COUNCIL, invited(), issued())
      .when(other, at('2024-05-13T09:02:00.000Z'))
      .then(
        issued({
          digest: digestOf('newer'),
          sender: 'other',
          issuedAt: '2024-05-13T09:02:00.000Z',
          expiresAt: '2024-05-16T09:02:00.000Z',
        }),
      );
    const sent: PeopleEvent = { type: 'enrolment-link-sent', data: { ...ids, channel: 'smtp', messageId: 'm' } };
    given(...COUNCIL, invited(), issued(), sent)
      .when(issue, peopleContext(LINKS))
      .refused('invitation-unknown');
    given(...COUNCIL, invited())
      .when(issue, at(UNTIL))
      .refused('invitation-unknown');
    given(...COUNCIL, inHalves)
      .when(issue, peopleContext(LINKS))
      .refused('invitation-unknown');
  });

  it('lets the person in once, with a token of their own', () => {
    const history = [...COUNCIL, invited(), issued()];
    given(...history)
      .when(enrol('link'), themself())
      .then(enrolled, ownToken);
    given(...history, enrolled, ownToken)
      .when(enrol('link'), themself())
      .refused('link-not-good', 'not-allowed');
    given(...history)
      .when(enrol('other'), themself())
      .refused('link-not-good');
    given(...history)
      .when(enrol(), themself())
      .refused('link-not-good');
    given(...history)
      .when(enrol('link'), themself(UNTIL))
      .refused('link-not-good');
    given(...history)
      .when(enrol('link'), peopleContext(ADMINISTRATOR))
      .refused('link-not-good');
  });

  it('makes no token by itself where a second factor is asked for, and stays good', () => {
    const asked = { ...themself(), secondFactorOptional: false };
    given(...COUNCIL, invited(), issued())
      .when(enrol('link'), asked)
      .refused('second-factor-asked', 'rule');
    given(...COUNCIL, invited(), issued())
      .when(enrol('link'), { ...asked, demonstration: true })
      .then(enrolled, ownToken);
    // whoever holds no link that is good is told no more than before
    given(...COUNCIL, invited(), issued())
      .when(enrol('other'), asked)
      .refused('link-not-good', 'not-allowed');
  });

  it('is good for nothing once there is a newer one, or the address has changed', () => {
    const newer = invited({ invitationId: 'newer' });
    given(...COUNCIL, invited(), issued(), newer)
      .when(enrol('link'), themself())
      .refused('link-not-good');
    const moved: readonly PeopleEvent[] = [
      {
        type: 'person-change-requested',
        data: { changeId: 'c', personId: 'p1', roles: null, email: 'new@example.gov.uk', requestedBy: 'x' },
      },
      { type: 'person-change-confirmed', data: { changeId: 'c', personId: 'p1', confirmedBy: 'y' } },
    ];
    given(...COUNCIL, invited(), issued(), ...moved)
      .when(enrol('link'), themself())
      .refused('link-not-good');
  });
});

describe('an invitation in two halves', () => {
  const invite = (secondId: string) => ({ type: 'InvitePerson', personId: 'p1', secondId }) as const;

  it('names two who run the council, one of them a coordinator, neither of them the person', () => {
    given(...COUNCIL)
      .when(invite(COORDINATOR.id))
      .then(inHalves);
    const administrators = registered('p-other', { roles: ['administrator'] });
    given(...COUNCIL, administrators)
      .when(invite('p-other'))
      .refused('halves-need-coordinator', 'rule');
    given(...COUNCIL)
      .when(invite(ADMINISTRATOR.id))
      .refused('halves-need-two', 'rule');
    given(...COUNCIL)
      .when(invite('p1'))
      .refused('halves-need-two');
    given(...COUNCIL)
      .when({ ...invite(SECOND.id), personId: COORDINATOR.id }, peopleContext(COORDINATOR))
      .refused('halves-need-two');
    given(...COUNCIL, registered('p2', { roles: ['auditor'] }))
      .when(invite('p2'))
      .refused('halves-need-two');
  });

  it('has the operator for one of them only while there are not two who can sign in', () => {
    given(...COUNCIL)
      .when(invite('operator'))
      .refused('operator-not-needed', 'not-allowed');
    const alone = COUNCIL.filter(({ data }) => !('tokenId' in data && data.tokenId === 't-coordinator'));
    given(...alone)
      .when(invite('operator'))
      .then(invited({ way: 'halves', holders: [ADMINISTRATOR.id, 'operator'] }));
  });

  it('shows each half once, to its own holder', () => {
    const take = ({ id }: Actor) => ({ type: 'TakeHalf', personId: 'p1', digest: digestOf(id) }) as const;
    const history = [...COUNCIL, inHalves];
    given(...history)
      .when(take(ADMINISTRATOR))
      .then(halfOf(ADMINISTRATOR));
    given(...history, halfOf(ADMINISTRATOR))
      .when(take(ADMINISTRATOR))
      .refused('half-shown', 'rule');
    given(...history)
      .when(take(SECOND), peopleContext(SECOND))
      .refused('half-not-yours', 'not-allowed');
    given(...history)
      .when(take(COORDINATOR), peopleContext(onBehalfOf(COORDINATOR)))
      .refused('half-not-yours');
    given(...COUNCIL, invited())
      .when(take(ADMINISTRATOR))
      .refused('invitation-unknown');
  });

  it('opens with both halves and with neither alone', () => {
    const history = [...COUNCIL, inHalves, halfOf(ADMINISTRATOR), halfOf(COORDINATOR)];
    for (const alone of [[ADMINISTRATOR.id], [COORDINATOR.id], [COORDINATOR.id, 'guess']]) {
      given(...history)
        .when(enrol(...alone), themself())
        .refused('link-not-good');
    }
    given(...COUNCIL, inHalves, halfOf(ADMINISTRATOR))
      .when(enrol(ADMINISTRATOR.id), themself())
      .refused('link-not-good');
    given(...history)
      .when(enrol(COORDINATOR.id, ADMINISTRATOR.id), themself())
      .then(enrolled, ownToken);
  });
});

describe('the first administrator', () => {
  const first = { type: 'InviteFirstAdministrator', personId: 'p1', digest: digestOf('link') } as const;
  const nobodyYet = [registered('p1', { roles: ['administrator'] }), registered('p2', { roles: ['administrator'] })];
  const byOperator = invited({ way: 'operator', holders: ['operator'], invitedBy: 'operator' });

  it('is let in by the operator, and nobody else', () => {
    given(...nobodyYet)
      .when(first, peopleContext(OPERATOR))
      .then(byOperator, issued({ holder: 'operator', sender: null }));
    given(...nobodyYet)
      .when(first)
      .refused('operator-only', 'not-allowed');
    given(registered('p1')).when(first, peopleContext(OPERATOR)).refused('not-an-administrator');
  });

  it('is let in once', () => {
    given(...nobodyYet, token('t', 'p2', ['administrator']))
      .when(first, peopleContext(OPERATOR))
      .refused('administrator-let-in', 'rule');
    const revoked: PeopleEvent = { type: 'token-revoked', data: { tokenId: 't', personId: 'p2' } };
    given(...nobodyYet, token('t', 'p2', ['administrator']), revoked)
      .when(first, peopleContext(OPERATOR))
      .refused('administrator-let-in');
  });

  it('is one person, however often the operator changes their mind before they are in', () => {
    const link = issued({ holder: 'operator', sender: null });
    const directory = foldDirectory([
      ...nobodyYet,
      byOperator,
      link,
      invited({ way: 'operator', personId: 'p2', invitationId: 'other' }),
    ]);
    expect(invitationOpenedBy(directory, [digestOf('link')], '2024-05-13T10:00:00.000Z')).toBeUndefined();
  });
});

describe('digests', () => {
  it('are compared to their ends', () => {
    const directory = foldDirectory([...COUNCIL, invited(), issued()]);
    const invitation = directory.invitationOf('p1');
    if (invitation === undefined) throw new Error('There is no invitation');
    const now = '2024-05-13T10:00:00.000Z';
    const digest = digestOf('link');
    expect(opens(invitation, [digest], now)).toBe(true);
    expect(opens(invitation, [`${digest.slice(0, -1)}1`], now)).toBe(false);
    expect(opens(invitation, [digest.slice(0, -1)], now)).toBe(false);
    expect(opens(invitation, [`${digest}0`], now)).toBe(false);
  });
});
