import { nameOfSession, type KeptSession } from '#sessions';
import type { OwnSessions } from '../frame/visitors.js';
import { plainInstant } from '../words/instants.js';

/** A session as whoever signed in is shown it. */
export interface SessionShown {
  /** What a form calls it by. */
  readonly name: string;
  readonly device: string;
  /** When it began and when it was last used. */
  readonly when: string;
}

export interface SessionsShown {
  readonly here: SessionShown | null;
  readonly others: readonly SessionShown[];
}

const WAYS: Readonly<Record<KeptSession['way'], string>> = {
  provider: 'with the council account',
  password: 'by password',
  demonstration: 'as a part in the demonstration',
};

export const presentSessions = ({ here, others }: OwnSessions): SessionsShown => ({
  here: here === undefined ? null : shown(here),
  others: others.map(shown),
});

const shown = (session: KeptSession): SessionShown => ({
  name: nameOfSession(session),
  device: session.device ?? 'A browser that does not say what it is',
  when: `Signed in ${plainInstant(session.beganAt)}, ${WAYS[session.way]}. Last used ${plainInstant(session.seenAt)}.`,
});
