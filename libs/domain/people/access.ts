import type { Personal } from '../personal.js';
import type { PeopleEvent } from './events.js';

/** How a person signs in to the pages. What is personal is as it was recorded: sealed. */
export interface Access {
  /** The Argon2id hash of the password they sign in by here. */
  readonly passwordHash: Personal | null;
  readonly secondFactor: {
    readonly secret: Personal;
    /** Digests of codes that are good once each; null where one was used. */
    readonly recoveryCodes: readonly (Personal | null)[];
  } | null;
  /** Keyed digest of issuer and subject at the council's identity provider. */
  readonly providerAccount: string | null;
  /** Whether they could ever sign in so. */
  readonly hasEntered: boolean;
  /**
   * How often all their sessions were ended: those that began before are over. A count and not an instant, so that
   * replicas whose clocks differ agree.
   */
  readonly endings: number;
}

export const NO_ACCESS: Access = {
  passwordHash: null,
  secondFactor: null,
  providerAccount: null,
  hasEntered: false,
  endings: 0,
};

type AccessEvent = Extract<
  PeopleEvent,
  {
    type:
      | 'password-set'
      | 'second-factor-set'
      | 'recovery-code-used'
      | 'provider-account-linked'
      | 'provider-account-unlinked'
      | 'sessions-ended';
  }
>;

/** Whoever changes what somebody signs in by ends every session that was begun with what stood before. */
export function afterAccess(before: Access, event: AccessEvent): Access {
  const ended = { ...before, endings: before.endings + 1 };
  switch (event.type) {
    case 'password-set':
      return { ...ended, passwordHash: event.data.hash, hasEntered: true };
    case 'second-factor-set':
      return { ...ended, secondFactor: event.data };
    case 'recovery-code-used': {
      const { secondFactor } = before;
      if (secondFactor === null) return before;
      const recoveryCodes = secondFactor.recoveryCodes.map((code, place) => (place === event.data.place ? null : code));
      return { ...before, secondFactor: { ...secondFactor, recoveryCodes } };
    }
    case 'provider-account-linked':
      return { ...before, providerAccount: event.data.digest, hasEntered: true };
    case 'provider-account-unlinked':
      return { ...ended, providerAccount: null };
    case 'sessions-ended':
      return ended;
    default:
      return event satisfies never;
  }
}

/** Whether somebody has anything by which they sign in to the pages. */
export const hasAccess = ({ passwordHash, providerAccount }: Access): boolean =>
  passwordHash !== null || providerAccount !== null;
