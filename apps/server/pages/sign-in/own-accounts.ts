import { Inject, Injectable } from '@nestjs/common';
import type { SignInSettings } from '#accounts';
import type { Access, PersonRecord } from '#domain';
import type { Engine } from '#engine';
import { ENGINE, SIGN_IN_SETTINGS } from '../../engine-token.js';
import type { Exchange } from '../../exchange/exchange.js';
import { waitInWords } from '../../limits/wait-in-words.js';
import { retryAfter } from '../../problems/send-problem.js';
import type { Visitor } from '../frame/visitors.js';
import { LocalSignIn } from './local-sign-in.js';
import type { FaultInProof } from './show-again.js';
import { SignInNames } from './sign-in-names.js';
import { textIn } from './typed.js';

/** Somebody who signs in here, and by what. */
export interface OwnAccount {
  readonly person: PersonRecord;
  readonly access: Access;
  /** What they sign in as. */
  readonly name: string;
}

const WRONG: FaultInProof = {
  field: 'present',
  text: 'Your present password or code is not right. Enter both again.',
};

/** Whoever signs in by a password of this service's own, and how they show again that it is they. */
@Injectable()
export class OwnAccounts {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(LocalSignIn) private readonly local: LocalSignIn,
    @Inject(SignInNames) private readonly names: SignInNames,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
  ) {}

  /** Null for whoever signs in with the council's account, or plays a part. */
  async find({ actor }: Visitor): Promise<OwnAccount | null> {
    const { directory } = await this.engine.references.load();
    const person = directory.person(actor.id);
    const access = directory.accessOf(actor.id);
    if (!this.settings.localAccounts || person === undefined || access.passwordHash === null) return null;
    return { person, access, name: await this.names.nameOf(person) };
  }

  /**
   * What is wrong with how they show again who they are (`ShowAgain`); null where it is right. A code is used up by it.
   * @throws TooManyPasswords, AttemptsAway, StoreUnavailable, KeysUnavailable
   */
  async faultInProof(exchange: Exchange, { person }: OwnAccount, body: unknown): Promise<FaultInProof | null> {
    const proof = { password: textIn(body, 'present'), code: textIn(body, 'presentCode') };
    const shown = await this.local.showsAgain(exchange, person, proof);
    if (typeof shown === 'boolean') return shown ? null : WRONG;
    void exchange.reply.header('retry-after', retryAfter(shown.waitMs));
    const text = `There were too many tries. Wait ${waitInWords(shown.waitMs)} and try again.`;
    return { field: 'present', text };
  }
}

/** What a form that asks for the proof is shown of them. */
export const asked = ({ name, access }: OwnAccount) => ({ name, hasSecondFactor: access.secondFactor !== null });

/** The status of a page that says what is wrong with it. */
export const statusOf = ({ reply }: Exchange, fault: object | null): number =>
  fault === null ? 200 : reply.hasHeader('retry-after') ? 429 : 422;
