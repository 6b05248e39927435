import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CODE_LIVES_MS, PasswordHashes, isLikeRecoveryCode, recoveryCodeDigest, stepOfCode } from '#accounts';
import { isRefusal, londonDateOf, rolesOnEntering, secondFactorMayBeLeftOut, systemActor } from '#domain';
import type { Access, PersonRecord, Personal, Role } from '#domain';
import type { Engine } from '#engine';
import { isSealed } from '#event-store';
import { ENGINE } from '../../engine-token.js';
import type { Exchange } from '../../exchange/exchange.js';
import { COOKIES, cookieOf, setCookie } from '../frame/cookies.js';
import { Visitors } from '../frame/visitors.js';
import { SignInLog } from './sign-in-log.js';
import { SignInNames } from './sign-in-names.js';
import { Tries } from './tries.js';

const ACTOR = systemActor('sign-in');
/** How long a browser is known to be one that somebody signed in from. */
const DEVICE_S = 180 * 86_400;

/** What somebody types to sign in here. */
export interface Typed extends Proof {
  /** E-mail address or reference. */
  readonly name: string;
}

/** What shows who somebody is. */
export interface Proof {
  readonly password: string;
  /** From an authenticator app, or a recovery code; empty where they have neither. */
  readonly code: string;
}

/** Let in; or not, and nothing is said of what was wrong; or asked to wait. */
export type Entrance = 'let-in' | 'not-let-in' | { readonly waitMs: number };

/** Signing in by a password and a second factor. */
@Injectable()
export class LocalSignIn {
  readonly hashes = new PasswordHashes();

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(SignInNames) private readonly names: SignInNames,
    @Inject(Tries) private readonly tries: Tries,
    @Inject(SignInLog) private readonly log: SignInLog,
  ) {}

  /**
   * Whether the account is there or not, it answers the same in the same time: a password is hashed in any case.
   * @throws TooManyPasswords, AttemptsAway, SessionsAway, StoreUnavailable, KeysUnavailable
   */
  async enter(exchange: Exchange, { name, password, code }: Typed): Promise<Entrance> {
    const { request } = exchange;
    const person = await this.names.personNamed(name);
    const device = await this.deviceOf(exchange, person);
    const begun = await this.tries.begin({ name, address: request.ip, device });
    if (!('wasRight' in begun)) {
      await this.log.tell(request, {
        event: 'sign-in',
        outcome: 'too-many-tries',
        way: 'password',
        personId: person?.personId ?? null,
      });
      return begun;
    }
    const { directory } = await this.engine.references.load();
    if (!(await this.isThem(person, { password, code })) || person === undefined) return this.refuse(exchange, person);
    const roles = rolesOnEntering(directory, person.personId, londonDateOf(this.engine.clock()));
    if (roles.length === 0) return this.refuse(exchange, person);
    await begun.wasRight();
    await this.letIn(exchange, person.personId, roles);
    return 'let-in';
  }

  /**
   * Whether somebody who is signed in shows again who they are, before they change what they sign in by.
   * @throws TooManyPasswords, AttemptsAway, StoreUnavailable, KeysUnavailable
   */
  async showsAgain(
    { request }: Exchange,
    person: PersonRecord,
    typed: Proof,
  ): Promise<boolean | { readonly waitMs: number }> {
    const begun = await this.tries.begin({ name: `again ${person.personId}`, address: request.ip, device: undefined });
    const { personId } = person;
    if (!('wasRight' in begun)) {
      await this.log.tell(request, { event: 'shown-again', outcome: 'too-many-tries', way: 'password', personId });
      return begun;
    }
    const isThem = await this.isThem(person, typed);
    if (isThem) await begun.wasRight();
    const outcome = isThem ? 'right' : 'wrong';
    await this.log.tell(request, { event: 'shown-again', outcome, way: 'password', personId });
    return isThem;
  }

  /** A password is compared in any case; a code is looked at, and used up, where the password is right. */
  private async isThem(person: PersonRecord | undefined, { password, code }: Proof): Promise<boolean> {
    const { directory } = await this.engine.references.load();
    const access = person && directory.accessOf(person.personId);
    const hash = access ? await this.textOf(access.passwordHash) : null;
    const isRight = await this.hashes.isRight(password, hash);
    return person !== undefined && access !== undefined && isRight && this.isOwnCode(person, access, code);
  }

  /** Whoever has shown who they are. */
  async letIn(exchange: Exchange, personId: string, roles: readonly Role[]): Promise<void> {
    await this.visitors.letIn(exchange, { personId, roles, way: 'password', provider: null });
    await this.rememberDevice(exchange, personId);
    await this.log.tell(exchange.request, { event: 'sign-in', outcome: 'let-in', way: 'password', personId });
  }

  private async refuse({ request }: Exchange, person: PersonRecord | undefined): Promise<'not-let-in'> {
    const personId = person?.personId ?? null;
    await this.visitors.note({ personId, way: 'password', refused: 'not-let-in' });
    await this.log.tell(request, { event: 'sign-in', outcome: 'not-let-in', way: 'password', personId });
    return 'not-let-in';
  }

  /** Each code is good once: a recovery code for good, any other for as long as it could be sent again. */
  private async isOwnCode({ personId }: PersonRecord, { secondFactor }: Access, typed: string): Promise<boolean> {
    if (secondFactor === null) {
      const { settings, demonstration } = await this.engine.references.load();
      return secondFactorMayBeLeftOut({ demonstration, secondFactorOptional: settings?.secondFactorOptional });
    }
    if (isLikeRecoveryCode(typed)) return this.useRecoveryCode(personId, secondFactor.recoveryCodes, typed);
    const secret = await this.textOf(secondFactor.secret);
    const step = secret && stepOfCode(secret, typed, Date.parse(this.engine.clock()));
    return typeof step === 'number' && this.tries.isFirst(`code ${personId} ${step}`, CODE_LIVES_MS);
  }

  private async useRecoveryCode(
    personId: string,
    codes: readonly (Personal | null)[],
    typed: string,
  ): Promise<boolean> {
    const digests = await Promise.all(codes.map((code) => this.textOf(code)));
    const place = digests.indexOf(recoveryCodeDigest(typed));
    if (place < 0) return false;
    const answer = await this.engine.execute({
      name: 'UseRecoveryCode',
      target: personId,
      body: { place },
      actor: ACTOR,
    });
    return !isRefusal(answer);
  }

  /** Null once it has been erased. */
  private async textOf(value: Personal | null): Promise<string | null> {
    if (value === null || !isSealed(value)) return null;
    const opened = await this.engine.ledger.open(value);
    return 'text' in opened ? opened.text : null;
  }

  /** What this browser was given when the person signed in from it before; undefined for any other. */
  private async deviceOf({ request }: Exchange, person: PersonRecord | undefined): Promise<string | undefined> {
    const [random = '', mark = ''] = (cookieOf(request, COOKIES.device) ?? '').split('.');
    const right = await this.markOf(person?.personId ?? '', random);
    return person !== undefined && random !== '' && mark === right ? random : undefined;
  }

  private async rememberDevice(exchange: Exchange, personId: string): Promise<void> {
    const random = randomBytes(18).toString('base64url');
    setCookie(exchange, COOKIES.device, `${random}.${await this.markOf(personId, random)}`, DEVICE_S);
  }

  private markOf(personId: string, random: string): Promise<string> {
    return this.engine.keys.pseudonym('device', `${personId} ${random}`);
  }
}
