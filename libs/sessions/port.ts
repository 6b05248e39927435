import type { ProviderSession, Session } from './session.js';

/**
 * Where sessions are kept: beside the log, and never in it. Each is found by the digest of its secret, so that nobody who
 * reads the store can enter one. A session that was ended is found by nobody from then on, in any process.
 */
export interface SessionStore {
  put(digest: string, session: Session): Promise<void>;
  get(digest: string): Promise<Session | undefined>;
  /** A request came in it. Nothing happens to a session that has been ended meanwhile. */
  saw(digest: string, seenAt: string): Promise<void>;
  end(digest: string): Promise<void>;
  /** Ends every session of a person, everywhere. @returns how many there were */
  endAllOf(personId: string): Promise<number>;
  /** Ends what the provider has ended: back-channel sign-out. @returns how many there were */
  endAllUnder(provider: ProviderSession): Promise<number>;
  /** Forgets sessions that had ended by then. @param now ISO instant */
  sweep(now: string): Promise<void>;
  close(): Promise<void>;
}
