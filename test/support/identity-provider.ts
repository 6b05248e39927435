import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { Provider } from 'oidc-provider';
import { freePort } from './free-port.js';

/** What the provider says of somebody who signs in. */
export interface Claims {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

const KEY_ID = 'of-the-provider';

/**
 * A real identity provider in the process of the suite: whoever comes is signed in at once as the one it was told of. What it
 * says can be altered on its way, as somebody in between would.
 */
export class TestProvider {
  /** Who signs in next. */
  person: Claims = { sub: 'nobody' };
  /** Alters the next ID token on its way. */
  alter: ((token: string) => Promise<string>) | undefined;
  /** Where messages of sign-out go on to. */
  signOutTo: string | undefined;

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
    private readonly key: CryptoKey,
  ) {}

  static async start(redirectUri: string): Promise<TestProvider> {
    const issuer = `http://127.0.0.1:${await freePort()}`;
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' };
    const server = createServer((request, response) => void provided.handle(request, response, provider));
    const provided = new TestProvider(issuer, server, privateKey);
    const provider: Provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'plumbline',
          client_secret: 'a secret of the suite',
          token_endpoint_auth_method: 'client_secret_post',
          redirect_uris: [redirectUri],
          backchannel_logout_uri: `${issuer}/pass-on`,
          backchannel_logout_session_required: true,
        },
      ],
      jwks: { keys: [jwk] },
      features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
      interactions: { url: (_ctx, { uid }) => `/come-in/${uid}` },
      conformIdTokenClaims: false,
      claims: { openid: ['sub', 'sid', 'tid', 'oid', 'roles'], email: ['email', 'email_verified', 'xms_edov'] },
      findAccount: (_ctx, accountId) => ({ accountId, claims: async () => ({ ...provided.person, sub: accountId }) }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
      cookies: { keys: ['of the suite'] },
      pkce: { required: () => true },
    });
    provider.on('server_error', (_ctx, error) => console.error(error));
    await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), '127.0.0.1', resolve));
    return provided;
  }

  /** An ID token with other claims, signed by the provider's own key. */
  async signedAnew(token: string, more: JWTPayload): Promise<string> {
    return this.sign({ ...decodeJwt(token), ...more }, 'JWT', this.key);
  }

  /** The same claims, signed by a key of somebody else's under the provider's name. */
  async forged(token: string): Promise<string> {
    const { privateKey } = await generateKeyPair('RS256');
    return this.sign(decodeJwt(token), 'JWT', privateKey);
  }

  /** A message of sign-out as the provider signs it. */
  async logoutToken(claims: JWTPayload, key = this.key, typ = 'logout+jwt'): Promise<string> {
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const iat = Math.floor(Date.now() / 1_000);
    return this.sign({ iss: this.issuer, aud: 'plumbline', iat, events, ...claims }, typ, key);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private sign(claims: JWTPayload, typ: string, key: CryptoKey): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ }).sign(key);
  }

  private async handle(request: IncomingMessage, response: ServerResponse, provider: Provider): Promise<void> {
    const path = request.url ?? '/';
    if (path.startsWith('/come-in/')) {
      const login = { login: { accountId: this.person.sub } };
      return provider.interactionFinished(request, response, login, { mergeWithLastSubmission: false });
    }
    if (path === '/pass-on') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = Buffer.concat(chunks).toString();
      const passed = this.signOutTo && (await fetch(this.signOutTo, { method: 'POST', headers, body }));
      response.writeHead(passed ? passed.status : 404).end();
      return;
    }
    if (path === '/token') this.alterAnswer(response);
    await provider.callback()(request, response);
  }

  private alterAnswer(response: ServerResponse): void {
    const { alter } = this;
    this.alter = undefined;
    if (alter === undefined) return;
    const end = response.end.bind(response);
    Object.assign(response, {
      end: (body: string | Buffer) => {
        const answer = JSON.parse(body.toString());
        void alter(answer.id_token).then((token) => {
          const altered = JSON.stringify({ ...answer, id_token: token });
          response.setHeader('content-length', Buffer.byteLength(altered));
          end(altered);
        });
        return response;
      },
    });
  }
}
