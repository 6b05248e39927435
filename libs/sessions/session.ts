import { rolesOnEntering } from '#domain';
import type { PeopleDirectory, Role } from '#domain';

/** How somebody signed in: at the council's identity provider, by a password here, or as a part in a demonstration. */
export const SIGN_IN_WAYS = ['provider', 'password', 'demonstration'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** Somebody who has signed in to the pages. Ids only. Instants are ISO, in UTC with milliseconds. */
export interface Session {
  readonly personId: string;
  /** In which roles: those of the people file, less any that the council's identity provider does not give. */
  readonly roles: readonly Role[];
  readonly way: SignInWay;
  readonly beganAt: string;
  /** When a request last came in it, as far as that was written down. */
  readonly seenAt: string;
  /** The provider's own session, which it may end; null where there is none. */
  readonly provider: ProviderSession | null;
  /** How often all sessions of the person had been ended when this one began (`Access.endings`). */
  readonly endings: number;
  /** What it began on, in plain words; left out where that is not known. */
  readonly device?: string;
}

/** A session as it is kept: by the digest of its secret, which opens nothing. */
export interface KeptSession extends Session {
  readonly digest: string;
}

export interface ProviderSession {
  readonly issuer: string;
  /** The claim `sid`. */
  readonly sid: string;
}

/** That somebody signed in, or tried to. Ids only. */
export interface SignInNote {
  /** ISO instant. */
  readonly at: string;
  /** Null where it is nobody we know. */
  readonly personId: string | null;
  readonly way: SignInWay;
  /** Null where they were let in; otherwise the code of why not. */
  readonly refused: string | null;
}

const MINUTE_MS = 60_000;

/** How long a session lasts in which nothing is asked, and how long at most: NIST SP 800-63B-4, AAL2, and less. */
export const IDLE_MS = 30 * MINUTE_MS;
export const LONGEST_MS = 10 * 60 * MINUTE_MS;
/** How long it is remembered who signed in, and of how many sign-ins at most. */
export const NOTES_MS = 30 * 24 * 60 * MINUTE_MS;
export const MOST_NOTES = 10_000;

/**
 * How long it is known whose a session was once it has ended by itself: over a weekend. Nothing is opened by it then; what was
 * typed in one of its pages is kept for whoever typed it.
 */
export const REMEMBERED_MS = 3 * 24 * 60 * MINUTE_MS;

type Times = Pick<Session, 'beganAt' | 'seenAt'>;

/** The instant at which a session ends if nothing more is asked in it, in milliseconds since 1970. */
export const endsAt = (times: Times): number => Math.min(limitOf(times), Date.parse(times.seenAt) + IDLE_MS);

/** Whether it ends then whatever is asked in it. */
export const isInLastSpell = (times: Times): boolean => endsAt(times) === limitOf(times);

const limitOf = ({ beganAt }: Pick<Session, 'beganAt'>): number => Date.parse(beganAt) + LONGEST_MS;

/** @param now ISO instant */
export const hasEnded = (times: Times, now: string): boolean => endsAt(times) <= Date.parse(now);

/**
 * Whether whoever signed in may still act as they did: they are in post and not away in a way that stops it, have every
 * role they signed in with, and nobody ended their sessions since. A role taken away ends the session, so that nobody goes
 * on in a page that was made for more than they may do.
 * @param today London date
 */
export function isStillTheirs(
  { personId, roles, endings }: Session,
  directory: PeopleDirectory,
  today: string,
): boolean {
  const theirs = rolesOnEntering(directory, personId, today);
  return (
    roles.length > 0 && roles.every((role) => theirs.includes(role)) && directory.accessOf(personId).endings === endings
  );
}
