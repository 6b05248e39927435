import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SessionStore } from './port.js';
import { IDLE_MS, REMEMBERED_MS, endsAt, hasEnded, type KeptSession, type Session } from './session.js';

/** Written down no more often than this: a page with many parts asks many times in a second. */
const NOTED_EVERY_MS = IDLE_MS / 30;

/** A session with the one thing that opens it, which stands in the person's cookie and nowhere else. */
export interface Begun {
  readonly secret: string;
  readonly session: Session;
}

export interface SessionsParts {
  readonly store: SessionStore;
  /** The time now: an ISO instant in UTC with milliseconds. */
  readonly clock: () => string;
}

/** People signed in to the pages. */
export class Sessions {
  constructor(private readonly parts: SessionsParts) {}

  /** Always under a new secret: one that somebody had before signing in opens nothing. */
  async begin(who: Omit<Session, 'beganAt' | 'seenAt'>): Promise<Begun> {
    const now = this.parts.clock();
    const secret = randomBytes(32).toString('base64url');
    const session = { ...who, beganAt: now, seenAt: now };
    await this.parts.store.put(digestOf(secret), session);
    await this.parts.store.sweep(now);
    return { secret, session };
  }

  /** The session that a secret opens; undefined where it has ended, or there never was one. It goes on from now. */
  async find(secret: string): Promise<Session | undefined> {
    const session = await this.look(secret);
    if (session === undefined) return undefined;
    const now = this.parts.clock();
    if (Date.parse(now) - Date.parse(session.seenAt) < NOTED_EVERY_MS) return session;
    await this.parts.store.saw(digestOf(secret), now);
    return { ...session, seenAt: now };
  }

  /** The same, for whoever asks by themself and not because a person did anything: it ends no later for that. */
  async look(secret: string): Promise<Session | undefined> {
    const session = await this.parts.store.get(digestOf(secret));
    return session === undefined || hasEnded(session, this.parts.clock()) ? undefined : session;
  }

  /**
   * The session that a secret opened until it ended by itself, for as long as that is known. Undefined for one that was ended
   * by anybody, and for one that is open.
   */
  async lapsed(secret: string): Promise<Session | undefined> {
    const { store, clock } = this.parts;
    const session = await store.get(digestOf(secret));
    const since = session === undefined ? Number.NaN : Date.parse(clock()) - endsAt(session);
    return since >= 0 && since < REMEMBERED_MS ? session : undefined;
  }

  async end(secret: string): Promise<void> {
    await this.parts.store.end(digestOf(secret));
  }
}

/** What a session is called where its person is shown it: of its digest, which stands on no page. */
export const nameOfSession = ({ digest }: Pick<KeptSession, 'digest'>): string =>
  createHash('sha256').update(`shown ${digest}`).digest('base64url');

/** Whether it is the one that a secret opens. */
export const isOpenedBy = (secret: string, { digest }: Pick<KeptSession, 'digest'>): boolean =>
  digestOf(secret) === digest;

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * What a form carries to show that it comes from a page of this session (OWASP, cross-site request forgery: HMAC-based
 * token). It follows from the session's secret, which no other site can read, and is worth nothing in another session.
 */
export const formToken = (secret: string): string => createHmac('sha256', secret).update('form').digest('base64url');

/** Compares to the end, so that how long it takes tells nothing. */
export function isFormToken(secret: string, sent: unknown): boolean {
  if (typeof sent !== 'string') return false;
  const [right, given] = [Buffer.from(formToken(secret)), Buffer.from(sent)];
  return right.length === given.length && timingSafeEqual(right, given);
}
