import fc from 'fast-check';
import { OPERATOR, systemActor, type Actor } from '../actor.js';
import { isRefusal } from '../refusal.js';
import { NO_ACCESS } from './access.js';
import type { PeopleCommand } from './commands.js';
import type { PeopleContext } from './context.js';
import { people } from './decide.js';
import type { PeopleEvent } from './events.js';
import { foldDirectory, type PeopleDirectory } from './people-directory.js';
import { ADMINISTRATOR, COORDINATOR, away, digestOf, peopleContext, registered } from './people.fixture.js';
import { operatorStandsIn } from './second-person.js';
import { rolesOnEntering, tokenFor } from './sign-in.js';

const AMINA: Actor = { id: 'amina', roles: ['auditor'] };
const SIGN_IN = systemActor('sign-in');
const DIGEST = digestOf('link');
const FACTOR = { secret: 'JBSWY3DPEHPK3PXP', recoveryCodes: [digestOf('one'), digestOf('two')] };
const LINK: readonly PeopleEvent[] = [
  {
    type: 'person-invited',
    data: {
      invitationId: 'i1',
      personId: 'amina',
      way: 'mail',
      holders: [],
      invitedBy: 'p-admin',
      until: '2024-05-16T09:00:00.000Z',
    },
  },
  {
    type: 'enrolment-link-issued',
    data: {
      invitationId: 'i1',
      personId: 'amina',
      holder: 'mail',
      digest: DIGEST,
      issuedAt: '2024-05-13T08:00:00.000Z',
      expiresAt: '2024-05-16T08:00:00.000Z',
      sender: null,
    },
  },
];
const STAFF: readonly PeopleEvent[] = [
  registered('amina', { roles: ['auditor'] }),
  registered('p-admin', { roles: ['administrator'] }),
];
const SET_UP = {
  type: 'SetUpAccount',
  personId: 'amina',
  digests: [DIGEST],
  hash: 'a hash',
  secondFactor: FACTOR,
} as const;
const ACCOUNT: readonly PeopleEvent[] = [
  { type: 'password-set', data: { personId: 'amina', hash: 'a hash' } },
  { type: 'second-factor-set', data: { personId: 'amina', ...FACTOR } },
];

const decided = (
  events: readonly PeopleEvent[],
  command: PeopleCommand,
  actor: Actor,
  more: Partial<PeopleContext> = {},
) => people.decide(command, foldDirectory(events), { ...peopleContext(actor), ...more });
const codeOf = (answer: ReturnType<typeof decided>): string | undefined =>
  isRefusal(answer) ? answer.code : undefined;
const after = (events: readonly PeopleEvent[], answer: ReturnType<typeof decided>): PeopleDirectory => {
  if (isRefusal(answer)) throw new Error(answer.code);
  return foldDirectory([...events, ...answer]);
};

describe('an account here', () => {
  it('is set up by a link, once, with a password and a second factor', () => {
    const given = [...STAFF, ...LINK];
    const directory = after(given, decided(given, SET_UP, AMINA));
    expect(directory.accessOf('amina')).toMatchObject({
      passwordHash: 'a hash',
      secondFactor: FACTOR,
      hasEntered: true,
    });
    const again = people.decide(SET_UP, directory, peopleContext(AMINA));
    expect(isRefusal(again) && again.code).toBe('link-not-good');
  });

  it('is set up by nobody else, and by no other link', () => {
    const given = [...STAFF, ...LINK];
    expect(codeOf(decided(given, SET_UP, ADMINISTRATOR))).toBe('link-not-good');
    expect(codeOf(decided(given, { ...SET_UP, digests: [digestOf('other')] }, AMINA))).toBe('link-not-good');
    expect(codeOf(decided(given, SET_UP, AMINA, { now: '2024-05-16T08:00:00.000Z' }))).toBe('link-not-good');
  });

  it('needs a second factor, but where the council’s settings say otherwise, or all is invented', () => {
    const given = [...STAFF, ...LINK];
    const without = { ...SET_UP, secondFactor: null };
    expect(codeOf(decided(given, without, AMINA))).toBe('second-factor-missing');
    for (const relaxed of [{ secondFactorOptional: true }, { demonstration: true }])
      expect(decided(given, without, AMINA, relaxed)).toMatchObject([
        { type: 'person-enrolled' },
        { type: 'password-set' },
      ]);
  });

  it('is changed by whoever it is of, and by nobody who has none', () => {
    const given = [...STAFF, ...ACCOUNT];
    const change = { type: 'ChangePassword', personId: 'amina', hash: 'another' } as const;
    expect(after(given, decided(given, change, AMINA)).accessOf('amina').passwordHash).toBe('another');
    expect(codeOf(decided(given, change, ADMINISTRATOR))).toBe('account-not-yours');
    expect(codeOf(decided(STAFF, change, AMINA))).toBe('no-password');
    const factor = { type: 'ChangeSecondFactor', personId: 'amina', secret: 'S', recoveryCodes: [] } as const;
    expect(after(given, decided(given, factor, AMINA)).accessOf('amina').secondFactor).toMatchObject({ secret: 'S' });
    expect(codeOf(decided(given, factor, ADMINISTRATOR))).toBe('account-not-yours');
    expect(codeOf(decided(STAFF, factor, AMINA))).toBe('no-password');
  });

  it('takes each recovery code once', () => {
    const given = [...STAFF, ...ACCOUNT];
    const use = { type: 'UseRecoveryCode', personId: 'amina', place: 1 } as const;
    const directory = after(given, decided(given, use, SIGN_IN));
    expect(directory.accessOf('amina').secondFactor?.recoveryCodes).toEqual([digestOf('one'), null]);
    const again = people.decide(use, directory, peopleContext(SIGN_IN));
    expect(isRefusal(again) && again.code).toBe('code-used');
    expect(codeOf(decided(given, use, AMINA))).toBe('role-missing');
    expect(codeOf(decided(given, { ...use, place: 9 }, SIGN_IN))).toBe('code-used');
  });
});

describe('an account at the identity provider', () => {
  const link = (personId: string, digest: string) => ({ type: 'LinkProviderAccount', personId, digest }) as const;

  it('is linked once to one person, by signing in', () => {
    const directory = after(STAFF, decided(STAFF, link('amina', digestOf('s')), SIGN_IN));
    expect(directory.personByProviderAccount(digestOf('s'))?.personId).toBe('amina');
    const more = (command: PeopleCommand, actor: Actor) => people.decide(command, directory, peopleContext(actor));
    expect(more(link('amina', digestOf('s')), SIGN_IN)).toEqual([]);
    for (const other of [link('amina', digestOf('t')), link('p-admin', digestOf('s'))])
      expect(more(other, SIGN_IN)).toMatchObject({ code: 'account-linked' });
    expect(more(link('amina', digestOf('s')), ADMINISTRATOR)).toMatchObject({ code: 'role-missing' });
  });

  it('is unlinked by those who run people, and then another can be linked', () => {
    const given: readonly PeopleEvent[] = [
      ...STAFF,
      { type: 'provider-account-linked', data: { personId: 'amina', digest: digestOf('s') } },
    ];
    const unlink = { type: 'UnlinkProviderAccount', personId: 'amina' } as const;
    expect(codeOf(decided(given, unlink, AMINA))).toBe('role-missing');
    const directory = after(given, decided(given, unlink, COORDINATOR));
    expect(directory.personByProviderAccount(digestOf('s'))).toBeUndefined();
    expect(people.decide(link('amina', digestOf('t')), directory, peopleContext(SIGN_IN))).toMatchObject([
      { type: 'provider-account-linked' },
    ]);
  });
});

describe('somebody who signs in to the pages', () => {
  it('counts as let in: two people are needed from then on, and the operator lets in no first administrator any more', () => {
    const entered = (personId: string): PeopleEvent => ({
      type: 'provider-account-linked',
      data: { personId, digest: digestOf(personId) },
    });
    const given = [...STAFF, entered('p-admin')];
    const directory = foldDirectory(given);
    expect(foldDirectory(STAFF).hasLetSomebodyIn).toBe(false);
    expect(directory.hasLetSomebodyIn).toBe(true);
    const first = { type: 'InviteFirstAdministrator', personId: 'p-admin', digest: DIGEST } as const;
    expect(codeOf(decided(STAFF, first, OPERATOR))).toBeUndefined();
    expect(codeOf(decided(given, first, OPERATOR))).toBe('administrator-let-in');
    const unlinked = [...given, { type: 'provider-account-unlinked', data: { personId: 'p-admin' } } as const];
    expect(codeOf(decided(unlinked, first, OPERATOR))).toBe('administrator-let-in');
    expect(foldDirectory(unlinked).hasLetSomebodyIn).toBe(true);
    expect(operatorStandsIn(directory, '2024-05-13')).toBe(true);
    const two = [...given, registered('cora', { roles: ['coordinator'] }), entered('cora')];
    expect(operatorStandsIn(foldDirectory(two), '2024-05-13')).toBe(false);
    expect(operatorStandsIn(foldDirectory([...two, ...unlinked.slice(-1)]), '2024-05-13')).toBe(true);
  });

  it('has all sessions ended by those who run people, or by themself', () => {
    const end = { type: 'EndSessions', personId: 'amina' } as const;
    for (const actor of [ADMINISTRATOR, COORDINATOR, AMINA])
      expect(decided(STAFF, end, actor)).toEqual([{ type: 'sessions-ended', data: { personId: 'amina' } }]);
    expect(codeOf(decided(STAFF, end, { id: 'mo', roles: ['moderator'] }))).toBe('role-missing');
  });

  it('has fewer endings behind them than after anything by which their sessions end', () => {
    const ends: readonly PeopleEvent[] = [
      ...ACCOUNT,
      { type: 'provider-account-unlinked', data: { personId: 'amina' } },
      { type: 'sessions-ended', data: { personId: 'amina' } },
    ];
    const others: readonly PeopleEvent[] = [
      { type: 'recovery-code-used', data: { personId: 'amina', place: 0 } },
      { type: 'provider-account-linked', data: { personId: 'amina', digest: digestOf('s') } },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ends, ...others)), (events) => {
        const count = events.filter((event) => ends.includes(event)).length;
        expect(foldDirectory([...STAFF, ...events]).accessOf('amina').endings).toBe(count);
      }),
    );
    expect(foldDirectory(STAFF).accessOf('nobody')).toBe(NO_ACCESS);
  });

  it('cannot sign in, by page or by token, while they are away in a way that stops it', () => {
    const absence = away('a1', 'amina', '2024-05-10', '2024-05-20', null);
    const stopped: PeopleEvent = { ...absence, data: { ...absence.data, stopsSignIn: true } } as PeopleEvent;
    const token: PeopleEvent = {
      type: 'token-created',
      data: { tokenId: 't', personId: 'amina', roles: ['auditor'], digest: DIGEST, expiresOn: null },
    };
    for (const [event, roles] of [
      [absence, ['auditor']],
      [stopped, []],
    ] as const) {
      const directory = foldDirectory([...STAFF, token, event]);
      expect(rolesOnEntering(directory, 'amina', '2024-05-13')).toEqual(roles);
      expect(isRefusal(tokenFor(directory, DIGEST, '2024-05-13'))).toBe(roles.length === 0);
      expect(rolesOnEntering(directory, 'amina', '2024-05-21')).toEqual(['auditor']);
    }
    const record = { type: 'RecordAbsence', personId: 'amina', from: '2024-05-13', to: null, deputyId: null } as const;
    expect(decided(STAFF, { ...record, stopsSignIn: true }, ADMINISTRATOR)).toMatchObject([
      { data: { stopsSignIn: true } },
    ]);
    expect(decided(STAFF, record, ADMINISTRATOR)).toMatchObject([
      { data: expect.not.objectContaining({ stopsSignIn: true }) },
    ]);
  });
});
