import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { SignInSettings } from '#accounts';
import { openPeople } from '#application';
import { londonDateOf } from '#domain';
import type { Actor } from '#domain';
import type { Engine } from '#engine';
import {
  LONGEST_MS,
  REMEMBERED_MS,
  Sessions,
  endsAt,
  formToken,
  isFormToken,
  isInLastSpell,
  isOpenedBy,
  isStillTheirs,
  nameOfSession,
  openSessions,
} from '#sessions';
import type { KeptSession, ProviderSession, Session, SessionStore, SignInNote } from '#sessions';
import { noteAskedBy } from '../../asked-by.js';
import { ENGINE, SIGN_IN_SETTINGS } from '../../engine-token.js';
import type { Exchange } from '../../exchange/exchange.js';
import { endBefore } from './before-session.js';
import { COOKIES, cookieOf, setCookie } from './cookies.js';
import { deviceInWords } from './device-in-words.js';

/** Somebody signed in, for the length of one request. */
export interface Visitor {
  readonly actor: Actor;
  /** As their colleagues know them; empty once it has been erased. */
  readonly name: string;
  /** What each of their forms carries. */
  readonly formToken: string;
  readonly ending: SessionEnding;
}

/** When somebody's session ends. */
export interface SessionEnding {
  /** ISO instant at which it ends if nothing more is asked in it. */
  readonly at: string;
  /** Milliseconds until then. */
  readonly inMs: number;
  /** Whether it ends then whatever one does. */
  readonly isLast: boolean;
}

/** The sessions in which somebody is signed in. */
export interface OwnSessions {
  /** Undefined where it was ended at this very moment. */
  readonly here: KeptSession | undefined;
  readonly others: readonly KeptSession[];
}

/** Who asks for pages: by a cookie that opens a session, which ends when they may no longer act as they signed in. */
@Injectable()
export class Visitors implements OnModuleDestroy {
  /** Who asks, found once a request. */
  private readonly known = new WeakMap<FastifyRequest, Promise<Visitor | null>>();
  private opened: Promise<SessionStore> | undefined;

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: Pick<SignInSettings, 'redisUrl'>,
  ) {}

  /** Nobody where no session is open. @throws SessionsAway, StoreUnavailable, KeysUnavailable */
  visitorOf(request: FastifyRequest): Promise<Visitor | null> {
    const known = this.known.get(request) ?? this.find(request);
    this.known.set(request, known);
    return known;
  }

  /**
   * When the session of whoever asks ends; null where none is open. A page asks so by itself: the session ends no later for it.
   * @throws SessionsAway, StoreUnavailable, KeysUnavailable
   */
  async endingOf(request: FastifyRequest): Promise<SessionEnding | null> {
    return (await this.find(request, 'look'))?.ending ?? null;
  }

  private async find(request: FastifyRequest, how: 'find' | 'look' = 'find'): Promise<Visitor | null> {
    const secret = secretOf(request);
    if (secret === undefined) return null;
    const sessions = await this.sessions();
    const session = await sessions[how](secret);
    if (session === undefined) return null;
    const directory = await this.engine.references.directory();
    const now = this.engine.clock();
    const today = londonDateOf(now);
    const person = directory.person(session.personId);
    if (person === undefined || !isStillTheirs(session, directory, today)) {
      await sessions.end(secret);
      return null;
    }
    noteAskedBy(request, session.personId);
    const [{ name } = { name: '' }] = await openPeople(this.engine.ledger, [person]);
    return {
      actor: { id: session.personId, roles: session.roles },
      name,
      formToken: formToken(secret),
      ending: {
        at: new Date(endsAt(session)).toISOString(),
        inMs: endsAt(session) - Date.parse(now),
        isLast: isInLastSpell(session),
      },
    };
  }

  /**
   * Who asked for pages until their session ended by itself, a while ago at most, and could still sign in as they did. Never
   * after they signed out, or were signed out.
   */
  async lately(request: FastifyRequest): Promise<Actor | null> {
    const secret = secretOf(request);
    const session = secret === undefined ? undefined : await (await this.sessions()).lapsed(secret);
    if (session === undefined) return null;
    const directory = await this.engine.references.directory();
    const isTheirs = isStillTheirs(session, directory, londonDateOf(this.engine.clock()));
    return isTheirs ? { id: session.personId, roles: session.roles } : null;
  }

  /** Whether a form was sent from a page of the session it is sent in. @param token where it is not in the body */
  hasOwnForm(request: FastifyRequest, token: unknown = Object(request.body).formToken): boolean {
    const secret = secretOf(request);
    return secret !== undefined && isFormToken(secret, token);
  }

  /** Signs somebody in, under a new secret whatever the browser had before. */
  async letIn(exchange: Exchange, who: Pick<Session, 'personId' | 'roles' | 'way' | 'provider'>): Promise<void> {
    const before = secretOf(exchange.request);
    const sessions = await this.sessions();
    if (before !== undefined) await sessions.end(before);
    const { endings } = (await this.engine.references.directory()).accessOf(who.personId);
    const device = deviceInWords(exchange.request.headers['user-agent']);
    const { secret } = await sessions.begin({ ...who, endings, ...(device !== undefined && { device }) });
    setCookie(exchange, COOKIES.session, secret, (LONGEST_MS + REMEMBERED_MS) / 1_000);
    endBefore(exchange);
    await this.note({ personId: who.personId, way: who.way, refused: null });
  }

  /** Remembers a sign-in, or that one was refused. */
  async note(signIn: Omit<SignInNote, 'at'>): Promise<void> {
    await (await this.store()).note({ ...signIn, at: this.engine.clock() });
  }

  /** A person's sessions that have not ended, the newest first. */
  async sessionsOf(personId: string): Promise<readonly KeptSession[]> {
    const directory = await this.engine.references.directory();
    const now = this.engine.clock();
    return (await (await this.store()).allOf(personId)).filter(
      (session) => endsAt(session) > Date.parse(now) && isStillTheirs(session, directory, londonDateOf(now)),
    );
  }

  /** Whoever asks: the session they ask in, and the others of theirs, the newest first. */
  async ownSessions(request: FastifyRequest, { actor }: Pick<Visitor, 'actor'>): Promise<OwnSessions> {
    const secret = secretOf(request);
    const all = await this.sessionsOf(actor.id);
    const isThis = (session: KeptSession): boolean => secret !== undefined && isOpenedBy(secret, session);
    return { here: all.find(isThis), others: all.filter((session) => !isThis(session)) };
  }

  /** Ends one session of a person, by what it is called where they are shown it. @returns whether it was there */
  async endOne(personId: string, name: string): Promise<boolean> {
    const store = await this.store();
    const session = (await store.allOf(personId)).find((each) => nameOfSession(each) === name);
    if (session !== undefined) await store.end(session.digest);
    return session !== undefined;
  }

  /** Who signed in lately, and who tried. */
  async signIns(limit: number, personId?: string): Promise<readonly SignInNote[]> {
    return (await this.store()).notes(limit, personId);
  }

  /** Ends what the identity provider has ended. @returns how many sessions there were */
  async endUnder(provider: ProviderSession): Promise<number> {
    return (await this.store()).endAllUnder(provider);
  }

  /** Ends every session of a person. @returns how many there were */
  async endAllOf(personId: string): Promise<number> {
    return (await this.store()).endAllOf(personId);
  }

  /** @returns the session that was ended; undefined where none was open */
  async signOut(exchange: Exchange): Promise<Session | undefined> {
    const secret = secretOf(exchange.request);
    setCookie(exchange, COOKIES.session, '', 0);
    if (secret === undefined) return undefined;
    const sessions = await this.sessions();
    const session = await sessions.look(secret);
    await sessions.end(secret);
    return session;
  }

  async onModuleDestroy(): Promise<void> {
    await (await this.opened)?.close();
  }

  /** Opened when it is first wanted: until then the data folder need not be there. */
  private store(): Promise<SessionStore> {
    const { dataDir } = this.engine;
    this.opened ??= openSessions({ dataDir, redisUrl: this.settings.redisUrl }).catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  private async sessions(): Promise<Sessions> {
    return new Sessions({ store: await this.store(), clock: () => this.engine.clock() });
  }
}

const secretOf = (request: FastifyRequest): string | undefined => cookieOf(request, COOKIES.session);
