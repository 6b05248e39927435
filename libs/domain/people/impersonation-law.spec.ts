import fc from 'fast-check';
import { OPERATOR, giverOf, onBehalfOf, systemActor, type Actor } from '../actor.js';
import { isRefusal } from '../refusal.js';
import type { PeopleCommand } from './commands.js';
import { people } from './decide.js';
import type { PeopleEvent } from './events.js';
import type { Role } from '../roles.js';
import { invitationOpenedBy } from './invite.js';
import { foldDirectory, type PeopleDirectory } from './people-directory.js';
import { DETAILS, peopleContext, registered, token } from './people.fixture.js';

/** Who works for the council, by id; each reads the mail to their own address. */
const STAFF: Readonly<Record<string, readonly Role[]>> = {
  ada: ['administrator'],
  cora: ['coordinator'],
  cyd: ['coordinator', 'auditor'],
  mo: ['moderator'],
  pat: ['practitioner'],
};
const NAMES = Object.keys(STAFF);
const addressOf = (name: string): string => `${name}@example.gov.uk`;

/** They have all been let in, but for pat. */
const COUNCIL: readonly PeopleEvent[] = [
  ...NAMES.map((name) => registered(name, { email: addressOf(name), roles: STAFF[name] ?? [] })),
  ...NAMES.filter((name) => name !== 'pat').map((name) => token(`t-${name}`, name, STAFF[name] ?? [])),
];

/** What of events lets somebody sign in to the pages. */
const SIGNS_IN_BY: readonly string[] = ['password-set', 'second-factor-set', 'provider-account-linked'];
const personOf = ({ data }: PeopleEvent): string => ('personId' in data ? data.personId : '');
const isByAnother = (event: PeopleEvent, { id, through }: Actor): boolean =>
  through !== undefined || id !== personOf(event);

/** They have passwords, and their own accounts at the council's provider. */
const ACCOUNTS: readonly PeopleEvent[] = NAMES.filter((name) => name !== 'pat').flatMap((name): PeopleEvent[] => [
  { type: 'password-set', data: { personId: name, hash: name } },
  { type: 'second-factor-set', data: { personId: name, secret: name, recoveryCodes: [name] } },
  { type: 'provider-account-linked', data: { personId: name, digest: `account of ${name}` } },
]);

interface Move {
  readonly who: string;
  /** For the operator alone: on whose behalf. */
  readonly behalf: string | null;
  readonly kind: number;
  readonly about: string;
  readonly second: string;
  readonly roles: readonly Role[];
}

const anyone = fc.constantFrom(...NAMES, 'new-1', 'new-2');
const moveBy = (group: readonly string[]): fc.Arbitrary<Move> =>
  fc.record({
    who: fc.constantFrom(...group),
    behalf: fc.option(fc.constantFrom(...NAMES)),
    kind: fc.nat({ max: 15 }),
    about: anyone,
    second: fc.constantFrom(...NAMES, 'operator'),
    roles: fc.subarray<Role>(['administrator', 'coordinator', 'auditor', 'moderator', 'leader'], { minLength: 1 }),
  });

/** A council in the hands of a few of its people, who share what they are shown and sent. */
class Plot {
  directory: PeopleDirectory = foldDirectory([...COUNCIL, ...ACCOUNTS]);
  /** Whom they came to act as, although that is none of them. */
  readonly taken: string[] = [];
  private readonly known = new Set<string>();
  private made = 0;

  constructor(private readonly group: readonly string[]) {}

  play(move: Move): void {
    const actor = this.actorOf(move);
    for (const command of this.commandsOf(move)) this.give(command, actor);
    this.deliver();
    this.redeem();
  }

  private actorOf({ who, behalf }: Move): Actor {
    const rolesOf = (id: string): readonly Role[] => this.directory.person(id)?.roles ?? [];
    if (who !== 'operator') return { id: who, roles: rolesOf(who) };
    return behalf === null ? OPERATOR : onBehalfOf({ id: behalf, roles: rolesOf(behalf) });
  }

  private commandsOf({ who, kind, about, second, roles }: Move): readonly PeopleCommand[] {
    const digest = this.digest();
    const mine = addressOf(who);
    const person = { ...DETAILS, email: this.group.includes(about) ? addressOf(about) : mine, roles };
    const row = { ...person, ref: `ref-${about}`, team: null, manager: null };
    switch (kind) {
      case 0:
        return [{ type: 'RegisterPerson', ref: `ref-${about}`, ...person }];
      case 1:
        return [{ type: 'ChangePerson', personId: about, ...person }];
      case 2:
        return [{ type: 'ImportPeople', rows: [row] }];
      case 3:
      case 4:
        return [...this.directory.pendingChanges()].map(({ changeId }) => ({
          type: 'ConfirmPersonChanges',
          changeIds: [changeId],
        }));
      case 5:
        return [{ type: 'InvitePerson', personId: about, secondId: null }];
      case 6:
        return [{ type: 'InvitePerson', personId: about, secondId: second }];
      case 7:
        return NAMES.map((personId) => ({ type: 'TakeHalf', personId, digest: this.digest() }));
      case 8:
        return [{ type: 'CreateToken', personId: about, roles: ['moderator'], digest, expiresOn: null }];
      case 9:
        return NAMES.filter((name) => !this.group.includes(name)).map((name) => ({
          type: 'RevokeToken',
          tokenId: `t-${name}`,
        }));
      case 10:
        return [{ type: 'InviteFirstAdministrator', personId: about, digest }];
      case 11:
        return [{ type: 'ChangePassword', personId: about, hash: digest }];
      case 12:
        return [{ type: 'ChangeSecondFactor', personId: about, secret: digest, recoveryCodes: [digest] }];
      case 13:
        return [{ type: 'LinkProviderAccount', personId: about, digest }];
      case 14:
        return [{ type: 'UnlinkProviderAccount', personId: about }];
      default:
        return [
          { type: 'UseRecoveryCode', personId: about, place: 0 },
          { type: 'EndSessions', personId: about },
        ];
    }
  }

  private give(command: PeopleCommand, actor: Actor): boolean {
    this.made += 1;
    const decided = people.decide(command, this.directory, {
      ...peopleContext(actor),
      mailGoesOut: true,
      secondFactorOptional: true,
      newId: (what) => (what === 'person' ? `person-${this.made}` : `${what} ${this.made}`),
    });
    if (isRefusal(decided)) return false;
    this.directory = this.directory.after(decided);
    for (const event of decided) {
      // whoever is shown a link or a half keeps it; a token that is not marked is its holder's to use
      if (event.type === 'enrolment-link-issued' && giverOf(actor) === event.data.holder)
        this.known.add(event.data.digest);
      if (event.type === 'token-created' && event.data.through === undefined) this.actsAs(event.data.personId);
      // whoever sets what somebody signs in by, or says which account is theirs, signs in as them
      if (SIGNS_IN_BY.includes(event.type) && isByAnother(event, actor)) this.actsAs(personOf(event));
    }
    return decided.length > 0;
  }

  /** The engine sends what is to be sent; they read the mail to their own addresses. */
  private deliver(): void {
    for (const { personId, way, outcome, links } of [...this.directory.invitations()]) {
      if (way !== 'mail' || outcome !== 'waiting' || Object.keys(links).length > 0) continue;
      const digest = this.digest();
      this.give({ type: 'IssueLink', personId, digest, sender: 'one', answerWithinMs: 0 }, systemActor('links'));
      const { email } = this.directory.person(personId) ?? {};
      if (this.group.some((name) => addressOf(name) === email)) this.known.add(digest);
    }
  }

  private redeem(): void {
    for (const { personId, links } of [...this.directory.invitations()]) {
      const digests = Object.values(links).flatMap(({ digest }) => (this.known.has(digest) ? [digest] : []));
      const opened = invitationOpenedBy(this.directory, digests, peopleContext().now);
      if (opened?.personId !== personId) continue;
      const actor: Actor = { id: personId, roles: this.directory.person(personId)?.roles ?? [] };
      const secondFactor = { secret: this.digest(), recoveryCodes: [] };
      // by either way: a link is good once
      const redeemed =
        this.made % 2 === 0
          ? this.give({ type: 'Enrol', personId, digests, tokenDigest: this.digest() }, actor)
          : this.give({ type: 'SetUpAccount', personId, digests, hash: this.digest(), secondFactor }, actor);
      if (redeemed) this.actsAs(personId);
    }
  }

  private actsAs(personId: string): void {
    if (!this.group.includes(personId)) this.taken.push(personId);
  }

  private digest(): string {
    this.made += 1;
    return this.made.toString(16).padStart(64, '0');
  }
}

const outcomeOf = (group: readonly string[], moves: readonly Move[]): Plot => {
  const plot = new Plot(group);
  for (const move of moves) plot.play(move);
  return plot;
};

describe('no sequence of commands', () => {
  it.each([...NAMES, 'operator'])(
    'by %s alone lets them act as somebody else, or have a role they were not given',
    (who) => {
      fc.assert(
        fc.property(fc.array(moveBy([who]), { maxLength: 30 }), (moves) => {
          const { taken, directory } = outcomeOf([who], moves);
          expect(taken).toEqual([]);
          for (const name of NAMES) {
            const before = STAFF[name] ?? [];
            expect(directory.person(name)?.roles).toEqual(before);
            expect(directory.person(name)?.email).toBe(addressOf(name));
          }
        }),
        { numRuns: 150 },
      );
    },
  );

  it('less than two in collusion would need, which the law would see', () => {
    const by = (who: string, kind: number): Move => ({
      who,
      behalf: null,
      kind,
      about: 'mo',
      second: 'cora',
      roles: ['moderator'],
    });
    expect(outcomeOf(['ada', 'cora'], [by('ada', 1), by('cora', 3), by('ada', 5)]).taken).toContain('mo');
    expect(outcomeOf(['ada', 'cora'], [by('ada', 6), by('ada', 7), by('cora', 7)]).taken).toContain('mo');
  });
});
