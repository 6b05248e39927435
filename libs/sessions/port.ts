import type { KeptSession, ProviderSession, Session, SignInNote } from './session.js';

/** Where sessions are kept cannot be reached: nobody is let in, and nobody is signed out. */
export class SessionsAway extends Error {
  constructor(options?: { cause?: unknown }) {
    super('The sessions cannot be reached', options);
    this.name = 'SessionsAway';
  }
}

/**
 * Where sessions are kept: beside the log, and never in it. Each is found by the digest of its secret, so that nobody who
 * reads the store can enter one. A session that was ended is found by nobody from then on, in any process. Every method
 * may throw `SessionsAway`.
 */
export interface SessionStore {
  put(digest: string, session: Session): Promise<void>;
  get(digest: string): Promise<Session | undefined>;
  /** A request came in it. Nothing happens to a session that has been ended meanwhile. */
  saw(digest: string, seenAt: string): Promise<void>;
  end(digest: string): Promise<void>;
  /** A person's sessions, the newest first. */
  allOf(personId: string): Promise<readonly KeptSession[]>;
  /** Ends every session of a person, everywhere. @returns how many there were */
  endAllOf(personId: string): Promise<number>;
  /** Ends what the provider has ended: back-channel sign-out. @returns how many there were */
  endAllUnder(provider: ProviderSession): Promise<number>;
  /** Remembers that somebody signed in, or tried to: for a while, and as long as the store lives. */
  note(signIn: SignInNote): Promise<void>;
  /** The newest first. @param personId of one person alone, where it is given */
  notes(limit: number, personId?: string): Promise<readonly SignInNote[]>;
  /**
   * Forgets sessions that had ended by then, once nobody need know whose they were, and sign-ins of long before.
   * @param now ISO instant
   */
  sweep(now: string): Promise<void>;
  close(): Promise<void>;
}
