import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { linkDigests } from '#access';
import { faultInPassword, newRecoveryCodes, newTotpSecret, stepOfCode } from '#accounts';
import { openPeople } from '#application';
import { invitationOpenedBy, isRefusal, londonDateOf, rolesOnEntering, secondFactorMayBeLeftOut } from '#domain';
import type { PersonRecord } from '#domain';
import type { Engine } from '#engine';
import { open, ownerOf, seal } from '#privacy';
import { ENGINE } from '../../engine-token.js';
import { LocalSignIn } from '../sign-in/local-sign-in.js';
import { SignInNames } from '../sign-in/sign-in-names.js';

/** Whose link it is, while it is good. */
export interface Guest {
  readonly invitationId: string;
  readonly person: PersonRecord;
  /** What they will sign in as. */
  readonly name: string;
  /** Whether they may leave out a second factor. */
  readonly secondFactorOptional: boolean;
}

/** Whose sign-in is being set up, and by what: what a page carries on is good for that alone. */
export type SetUpFor = Pick<Guest, 'person' | 'invitationId'>;

/** A second factor that is being set up. */
export interface NewSecondFactor {
  readonly secret: string;
  /** The secret as the page carries it on: sealed with the person's key, for this invitation alone. */
  readonly box: string;
}

/** What somebody who was let in must be shown, this once. */
export type SetUp = 'not-good' | { readonly recoveryCodes: readonly string[] };

/**
 * Setting up how one signs in here, by the link of an invitation. Nothing is kept between its pages: what was chosen on one
 * travels in the next, sealed, and counts when the link is redeemed, all at once.
 */
@Injectable()
export class Enrolment {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(LocalSignIn) private readonly local: LocalSignIn,
    @Inject(SignInNames) private readonly names: SignInNames,
  ) {}

  /** Undefined where the link, or its two halves, are not good. @param pasted whatever of it was pasted */
  async guestOf(pasted: string): Promise<Guest | undefined> {
    const { directory, settings, demonstration } = await this.engine.references.load();
    const now = this.engine.clock();
    const invitation = invitationOpenedBy(directory, linkDigests(pasted), now);
    const person = invitation && directory.person(invitation.personId);
    if (invitation === undefined || person === undefined) return undefined;
    if (rolesOnEntering(directory, person.personId, londonDateOf(now)).length === 0) return undefined;
    const secondFactorOptional = secondFactorMayBeLeftOut({
      demonstration,
      secondFactorOptional: settings?.secondFactorOptional,
    });
    return {
      invitationId: invitation.invitationId,
      person,
      name: await this.names.nameOf(person),
      secondFactorOptional,
    };
  }

  /** Why a password is not taken; null where it is. */
  async faultIn(password: string, { person }: Pick<Guest, 'person'>): Promise<string | null> {
    const [opened] = await openPeople(this.engine.ledger, [person]);
    const { name = '', email = '', ref = '' } = opened ?? {};
    const { settings } = await this.engine.references.load();
    return faultInPassword(password, [name, email, ref, settings?.council ?? '']);
  }

  /** A password as the next page carries it on: its hash, sealed. @throws TooManyPasswords */
  async passwordBox(password: string, guest: Guest): Promise<string> {
    return this.box(guest, 'password', await this.local.hashes.hash(password));
  }

  /** The one that a page carried on; a new one where it carried none that opens. */
  async secondFactor(box: string, guest: SetUpFor): Promise<NewSecondFactor> {
    const known = await this.unbox(guest, 'second-factor', box);
    if (known !== null) return { secret: known, box };
    const secret = newTotpSecret();
    return { secret, box: await this.box(guest, 'second-factor', secret) };
  }

  isRightCode(secret: string, code: string): boolean {
    return stepOfCode(secret, code, Date.parse(this.engine.clock())) !== null;
  }

  /**
   * Redeems the link: from now on the person signs in by what they chose.
   * @param secret null where they leave the second factor out
   */
  async setUp(guest: Guest, pasted: string, passwordBox: string, secret: string | null): Promise<SetUp> {
    const hash = await this.unbox(guest, 'password', passwordBox);
    if (hash === null) return 'not-good';
    const { personId, roles } = guest.person;
    const { codes, digests: recoveryCodes } = newRecoveryCodes();
    const answer = await this.engine.execute({
      name: 'SetUpAccount',
      target: personId,
      body: { digests: linkDigests(pasted), hash, secondFactor: secret === null ? null : { secret, recoveryCodes } },
      actor: { id: personId, roles },
      idempotencyKey: randomUUID(),
    });
    if (isRefusal(answer)) return 'not-good';
    return { recoveryCodes: secret === null ? [] : codes };
  }

  private async box({ person, invitationId }: SetUpFor, path: string, text: string): Promise<string> {
    const owner = ownerOf('person', person.personId);
    const key = (await this.engine.keys.keysFor([owner])).get(owner);
    if (key === undefined) throw new Error('A key that was asked for did not come');
    return seal(key, invitationId, path, text).box;
  }

  /** Null where it was not made for this invitation. */
  private async unbox({ person, invitationId }: SetUpFor, path: string, box: string): Promise<string | null> {
    const owner = ownerOf('person', person.personId);
    const key = await this.engine.keys.keyOf(owner);
    if (typeof key === 'string') return null;
    const opened = open(key, { owner, event: invitationId, path, box });
    return 'text' in opened ? opened.text : null;
  }
}
