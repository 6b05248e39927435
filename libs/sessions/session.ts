import type { PeopleDirectory, Role } from '#domain';

/** Somebody who has signed in to the pages. Ids only. Instants are ISO, in UTC with milliseconds. */
export interface Session {
  readonly personId: string;
  /** In which roles: those of the people file, less any that the council's identity provider does not give. */
  readonly roles: readonly Role[];
  readonly beganAt: string;
  /** When a request last came in it, as far as that was written down. */
  readonly seenAt: string;
  /** The provider's own session, which it may end; null where the person signed in here. */
  readonly provider: ProviderSession | null;
}

export interface ProviderSession {
  readonly issuer: string;
  /** The claim `sid`. */
  readonly sid: string;
}

const MINUTE_MS = 60_000;

/** How long a session lasts in which nothing is asked, and how long at most: NIST SP 800-63B-4, AAL2, and less. */
export const IDLE_MS = 30 * MINUTE_MS;
export const LONGEST_MS = 10 * 60 * MINUTE_MS;

/** The instant at which a session ends if nothing more is asked in it, in milliseconds since 1970. */
export const endsAt = ({ beganAt, seenAt }: Pick<Session, 'beganAt' | 'seenAt'>): number =>
  Math.min(Date.parse(beganAt) + LONGEST_MS, Date.parse(seenAt) + IDLE_MS);

/** @param now ISO instant */
export const hasEnded = (session: Pick<Session, 'beganAt' | 'seenAt'>, now: string): boolean =>
  endsAt(session) <= Date.parse(now);

/**
 * Whether whoever signed in may still act as they did: they are in post, and have every role they signed in with. A role
 * taken away ends the session, so that nobody goes on in a page that was made for more than they may do.
 * @param today London date
 */
export function isStillTheirs({ personId, roles }: Session, directory: PeopleDirectory, today: string): boolean {
  const person = directory.person(personId);
  return (
    person !== undefined &&
    directory.inPost(personId, today) &&
    roles.length > 0 &&
    roles.every((role) => person.roles.includes(role))
  );
}
