import { createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { IdentityProvider } from '#accounts';
import type { Proofs, ProviderAccount, SignInSettings } from '#accounts';
import { openPeople } from '#application';
import { isRefusal, londonDateOf, rolesOnEntering, systemActor } from '#domain';
import type { PersonRecord, Role } from '#domain';
import type { Engine } from '#engine';
import { ENGINE, SIGN_IN_SETTINGS } from '../../engine-token.js';
import type { Exchange } from '../../exchange/exchange.js';
import { COOKIES, cookieOf, setCookie } from '../frame/cookies.js';
import { Visitors } from '../frame/visitors.js';
import { wayBack } from '../frame/way-back.js';
import { SignInLog } from './sign-in-log.js';
import { SignInNames } from './sign-in-names.js';
import { Tries } from './tries.js';

const ACTOR = systemActor('sign-in');
/** How long somebody may take to sign in at the provider. */
const AT_PROVIDER_S = 600;
/** Longer than a message of the provider's is fresh. */
const MESSAGE_MS = 600_000;

/** Let in, and where to; or why not: nobody we know, no role left, or what came back was not right. */
export type Answer = { readonly letInTo: string } | 'not-known' | 'no-role' | 'not-right';

/** Signing in at the council's identity provider. */
@Injectable()
export class ProviderSignIn {
  private readonly provider: IdentityProvider | null;

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(SignInNames) private readonly names: SignInNames,
    @Inject(Tries) private readonly tries: Tries,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    @Inject(SignInLog) private readonly log: SignInLog,
  ) {
    this.provider = settings.provider && new IdentityProvider(settings.provider);
  }

  /** Where somebody signs in; null where there is no provider. @throws ProviderAway */
  async begin(exchange: Exchange, to: unknown): Promise<URL | null> {
    if (this.provider === null) return null;
    const secret = randomBytes(32).toString('base64url');
    const address = await this.provider.addressFor(proofsOf(secret));
    const goesOn = Buffer.from(wayBack(to)).toString('base64url');
    setCookie(exchange, COOKIES.provider, `${secret}.${goesOn}`, AT_PROVIDER_S);
    return address;
  }

  /** What the provider sent somebody back with. @throws ProviderAway, SessionsAway, StoreUnavailable, KeysUnavailable */
  async answer(exchange: Exchange): Promise<Answer> {
    const { request } = exchange;
    const [secret = '', goesOn = ''] = (cookieOf(request, COOKIES.provider) ?? '').split('.');
    setCookie(exchange, COOKIES.provider, '', 0);
    if (this.provider === null || secret === '') return 'not-right';
    const query = request.url.split('?')[1] ?? '';
    const account = await this.provider.accountOf(query, proofsOf(secret));
    if (account === undefined) return this.refuse(exchange, null, 'not-right');
    const person = await this.personOf(account);
    if (person === undefined) return this.refuse(exchange, null, 'not-known');
    const { personId } = person;
    const directory = await this.engine.references.directory();
    const here = rolesOnEntering(directory, personId, londonDateOf(this.engine.clock()));
    const roles = this.rolesOf(account, here);
    if (roles.length === 0) return this.refuse(exchange, personId, 'no-role');
    const { issuer } = this.provider;
    const provider = account.sid === null ? null : { issuer, sid: account.sid };
    await this.visitors.letIn(exchange, { personId, roles, way: 'provider', provider });
    await this.log.tell(request, { event: 'sign-in', outcome: 'let-in', way: 'provider', personId });
    return { letInTo: wayBack(Buffer.from(goesOn, 'base64url').toString('utf8')) };
  }

  /** Ends what the provider says has ended. @returns whether it was the provider who said so */
  async ended({ request }: Exchange, logoutToken: string): Promise<boolean> {
    const ended = await this.provider?.endedBy(logoutToken);
    if (this.provider === null || ended === undefined) return false;
    const { issuer } = this.provider;
    // a message that comes again ends nothing that has begun since
    if (!(await this.tries.isFirst(`sign-out ${issuer} ${ended.jti}`, MESSAGE_MS))) return true;
    if (ended.sid !== null) await this.visitors.endUnder({ issuer, sid: ended.sid });
    else if (ended.subject !== null) {
      const directory = await this.engine.references.directory();
      const person = directory.personByProviderAccount(await this.digestOf(ended.subject));
      if (person !== undefined) await this.visitors.endAllOf(person.personId);
    }
    await this.log.tell(request, { event: 'sign-out', outcome: 'out', way: 'provider', personId: null });
    return true;
  }

  /** Ends a session of the provider's, as a page of the provider's tells in the person's own browser. */
  async endedInFront({ request }: Exchange, issuer: string, sid: string): Promise<void> {
    if (this.provider?.issuer !== issuer || sid === '') return;
    if ((await this.visitors.endUnder({ issuer, sid })) > 0)
      await this.log.tell(request, { event: 'sign-out', outcome: 'out', way: 'provider', personId: null });
  }

  /** Whom the account is linked to; the first time, whoever has the address that the provider has verified. */
  private async personOf({ subject, address }: ProviderAccount): Promise<PersonRecord | undefined> {
    const digest = await this.digestOf(subject);
    const known = (await this.engine.references.directory()).personByProviderAccount(digest);
    if (known !== undefined) return (await this.isErased(known)) ? undefined : known;
    const person = address === null ? undefined : await this.names.personWithAddress(address);
    if (person === undefined) return undefined;
    const { personId: target } = person;
    const linked = await this.engine.execute({ name: 'LinkProviderAccount', target, body: { digest }, actor: ACTOR });
    return isRefusal(linked) ? undefined : person;
  }

  private async isErased(person: PersonRecord): Promise<boolean> {
    const [opened] = await openPeople(this.engine.ledger, [person]);
    return (opened?.name ?? '') === '';
  }

  /** Those of the people file, less what the provider does not give. */
  private rolesOf(account: ProviderAccount, here: readonly Role[]): readonly Role[] {
    const map = this.settings.provider?.roles ?? null;
    if (map === null) return here;
    const given = account.roles.map((role) => map.get(role));
    return here.filter((role) => given.includes(role));
  }

  private async refuse<Why extends Answer & string>(
    exchange: Exchange,
    personId: string | null,
    why: Why,
  ): Promise<Why> {
    await this.visitors.note({ personId, way: 'provider', refused: why });
    await this.log.tell(exchange.request, { event: 'sign-in', outcome: why, way: 'provider', personId });
    return why;
  }

  private digestOf(subject: string): Promise<string> {
    return this.engine.keys.pseudonym('provider-account', `${this.provider?.issuer ?? ''} ${subject}`);
  }
}

/** All that a sign-in goes on with follows from one secret in the browser's cookie: nothing is kept here meanwhile. */
function proofsOf(secret: string): Proofs {
  const from = (what: string): string => createHmac('sha256', secret).update(what).digest('base64url');
  return { state: from('state'), nonce: from('nonce'), verifier: from('verifier') };
}
