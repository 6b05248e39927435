import type { Configuration } from 'openid-client';
import type { ProviderSettings } from '../settings/sign-in-settings.js';

/** The identity provider does not answer, or not as it should. */
export class ProviderAway extends Error {
  constructor(options?: { cause?: unknown }) {
    super('The identity provider cannot be reached', options);
    this.name = 'ProviderAway';
  }
}

/** What one sign-in goes on with when the provider sends somebody back: known to their browser and nobody else. */
export interface Proofs {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the provider says somebody is. */
export interface ProviderAccount {
  /** For good, at this provider; keeps nothing of the person in clear but ids. */
  readonly subject: string;
  /** An address that the provider has verified; null where there is none. */
  readonly address: string | null;
  /** App roles they were given there. */
  readonly roles: readonly string[];
  /** The provider's own session; null where it tells none. */
  readonly sid: string | null;
}

/** What the provider says has ended: one session of its own, or all of somebody's. */
export interface Ended {
  readonly sid: string | null;
  readonly subject: string | null;
  /** Of the message: each is good once. */
  readonly jti: string;
}

const PATIENCE_S = 8;
/** How old a message may be, in seconds. */
const FRESH_S = 120;
/** What the specification of the provider signs with; none of them shares a key with us. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const SIGNED_OUT = 'http://schemas.openid.net/event/backchannel-logout';

/**
 * The council's identity provider, by OpenID Connect: authorization code with PKCE, state and nonce. The signature of what it
 * says is checked although it comes straight from it.
 */
export class IdentityProvider {
  private discovered: Promise<Configuration> | undefined;
  private keys: ReturnType<typeof import('jose').createRemoteJWKSet> | undefined;

  constructor(private readonly settings: ProviderSettings) {}

  get issuer(): string {
    return this.settings.issuer;
  }

  /** Where somebody signs in. @throws ProviderAway */
  async addressFor({ state, nonce, verifier }: Proofs): Promise<URL> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
    return buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.settings.redirectUri,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  /**
   * Who was sent back; undefined where what came with them is not right.
   * @param query of the address they came back to
   * @throws ProviderAway
   */
  async accountOf(query: string, { state, nonce, verifier }: Proofs): Promise<ProviderAccount | undefined> {
    const { authorizationCodeGrant } = await import('openid-client');
    const configuration = await this.configuration();
    const address = new URL(this.settings.redirectUri);
    address.search = query;
    try {
      const tokens = await authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      return this.accountIn({ ...tokens.claims() });
    } catch (error) {
      if (isAway(error)) throw new ProviderAway({ cause: error });
      return undefined;
    }
  }

  /** What a message of back-channel sign-out ends; undefined where it is not the provider's. @throws ProviderAway */
  async endedBy(logoutToken: string): Promise<Ended | undefined> {
    const { createRemoteJWKSet, jwtVerify } = await import('jose');
    const { jwks_uri: place } = (await this.configuration()).serverMetadata();
    if (place === undefined) return undefined;
    this.keys ??= createRemoteJWKSet(new URL(place), { timeoutDuration: PATIENCE_S * 1_000 });
    try {
      const { payload } = await jwtVerify(logoutToken, this.keys, {
        issuer: this.settings.issuer,
        audience: this.settings.clientId,
        algorithms: ALGORITHMS,
        // An ID token, signed by the same keys, is no message of sign-out.
        typ: 'logout+jwt',
        maxTokenAge: FRESH_S,
        clockTolerance: 30,
        requiredClaims: ['jti', 'iat', 'events'],
      });
      const { jti = '', sid, sub, nonce, events } = payload;
      const isSignOut = typeof Object(events)[SIGNED_OUT] === 'object' && nonce === undefined;
      if (!isSignOut || (typeof sid !== 'string' && sub === undefined)) return undefined;
      return { jti, sid: typeof sid === 'string' ? sid : null, subject: sub ?? null };
    } catch (error) {
      if (isAway(error)) throw new ProviderAway({ cause: error });
      return undefined;
    }
  }

  private accountIn(claims: Readonly<Record<string, unknown>>): ProviderAccount | undefined {
    const subject = this.subjectIn(claims);
    if (subject === undefined) return undefined;
    const { email, sid } = claims;
    const roles = claims[this.settings.rolesClaim];
    return {
      subject,
      address: typeof email === 'string' && isVerified(claims) ? email : null,
      roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
      sid: typeof sid === 'string' ? sid : null,
    };
  }

  /** In Entra ID `tid` and `oid` are the person's for good, and only the council's own directory lets in. */
  private subjectIn({ sub, tid, oid }: Readonly<Record<string, unknown>>): string | undefined {
    const { tenant } = this.settings;
    if (tenant === null) return typeof sub === 'string' ? sub : undefined;
    if (typeof tid !== 'string' || tid.toLowerCase() !== tenant || typeof oid !== 'string') return undefined;
    return `${tenant} ${oid.toLowerCase()}`;
  }

  private configuration(): Promise<Configuration> {
    this.discovered ??= this.discover().catch((cause: unknown) => {
      this.discovered = undefined;
      throw new ProviderAway({ cause });
    });
    return this.discovered;
  }

  private async discover(): Promise<Configuration> {
    const { allowInsecureRequests, discovery, enableNonRepudiationChecks } = await import('openid-client');
    const { issuer, clientId, clientSecret } = this.settings;
    const local = issuer.startsWith('http://') ? [allowInsecureRequests] : [];
    return discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute: [enableNonRepudiationChecks, ...local],
      timeout: PATIENCE_S,
    });
  }
}

/** Entra ID says `xms_edov` where the address is of a domain that its owner has proved; others say `email_verified`. */
const isVerified = ({ email_verified, xms_edov }: Readonly<Record<string, unknown>>): boolean =>
  email_verified === true || [true, 1, '1', 'true'].some((yes) => yes === xms_edov);

/** No answer, as against one that is not right. */
const isAway = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof Error && ['OAUTH_TIMEOUT', 'ERR_JWKS_TIMEOUT'].includes(String(Reflect.get(error, 'code'))));
