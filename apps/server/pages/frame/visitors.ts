import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openPeople } from '#application';
import { londonDateOf } from '#domain';
import type { Actor, Role } from '#domain';
import type { Engine } from '#engine';
import { LONGEST_MS, Sessions, SqliteSessionStore, formToken, isFormToken, isStillTheirs } from '#sessions';
import type { ProviderSession } from '#sessions';
import { ENGINE } from '../../engine-token.js';

/** Somebody signed in, for the length of one request. */
export interface Visitor {
  readonly actor: Actor;
  /** As their colleagues know them; empty once it has been erased. */
  readonly name: string;
  /** What each of their forms carries. */
  readonly formToken: string;
}

/** This machine alone is spoken to without TLS. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const isLocal = ({ headers }: FastifyRequest): boolean => LOCAL.test(headers.host ?? '');
/** With the prefix a browser takes the cookie from this very host and over TLS only (RFC 6265bis, 4.1.3.2). */
const cookieName = (request: FastifyRequest): string => (isLocal(request) ? 'plumbline' : '__Host-plumbline');

/** Who asks for pages: by a cookie that opens a session, which ends when they may no longer act as they signed in. */
@Injectable()
export class Visitors implements OnModuleDestroy {
  private store: SqliteSessionStore | undefined;
  /** Who asks, found once a request. */
  private readonly known = new WeakMap<FastifyRequest, Promise<Visitor | null>>();
  private opened: Sessions | undefined;

  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  /** Nobody where no session is open. @throws StoreUnavailable, KeysUnavailable */
  visitorOf(request: FastifyRequest): Promise<Visitor | null> {
    const known = this.known.get(request) ?? this.find(request);
    this.known.set(request, known);
    return known;
  }

  private async find(request: FastifyRequest): Promise<Visitor | null> {
    const secret = secretOf(request);
    if (secret === undefined) return null;
    const session = await this.sessions.find(secret);
    if (session === undefined) return null;
    const directory = await this.engine.references.directory();
    const today = londonDateOf(this.engine.clock());
    const person = directory.person(session.personId);
    if (person === undefined || !isStillTheirs(session, directory, today)) {
      await this.sessions.end(secret);
      return null;
    }
    const [{ name } = { name: '' }] = await openPeople(this.engine.ledger, [person]);
    return { actor: { id: session.personId, roles: session.roles }, name, formToken: formToken(secret) };
  }

  /** Whether a form was sent from a page of the session it is sent in. @param token where it is not in the body */
  hasOwnForm(request: FastifyRequest, token: unknown = Object(request.body).formToken): boolean {
    const secret = secretOf(request);
    return secret !== undefined && isFormToken(secret, token);
  }

  /** Signs somebody in, under a new secret whatever the browser had before. */
  async letIn(
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    who: { readonly personId: string; readonly roles: readonly Role[]; readonly provider: ProviderSession | null },
  ): Promise<void> {
    await this.signOut({ request, reply });
    const { secret } = await this.sessions.begin(who);
    setCookie(request, reply, secret, LONGEST_MS / 1_000);
  }

  async signOut({ request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply }): Promise<void> {
    const secret = secretOf(request);
    if (secret !== undefined) await this.sessions.end(secret);
    setCookie(request, reply, '', 0);
  }

  async onModuleDestroy(): Promise<void> {
    await this.store?.close();
  }

  /** Opened when it is first wanted: until then the data folder need not be there. */
  private get sessions(): Sessions {
    if (this.opened !== undefined) return this.opened;
    this.store = SqliteSessionStore.open(this.engine.dataDir);
    return (this.opened = new Sessions({ store: this.store, clock: () => this.engine.clock() }));
  }
}

const secretOf = (request: FastifyRequest): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[cookieName(request)] || undefined;

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, maxAge: number): void {
  void reply.header(
    'set-cookie',
    stringifySetCookie(cookieName(request), value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: !isLocal(request),
      maxAge,
    }),
  );
}
