import type { FailureCode } from '../mail.js';

/** How long a link is good for once it was made, in hours; and how long after an invitation one is made. */
export const LINK_HOURS = 72;

/**
 * How the link reaches the person: by mail to their own address; where there is no mail in two halves, shown to two
 * others; the first administrator's, shown to the operator.
 */
export type InvitationWay = 'mail' | 'halves' | 'operator';

/** A link, or half of one. Only its digest is kept. */
export interface IssuedLink {
  /** SHA-256 of the secret, lower-case hex. */
  readonly digest: string;
  /** ISO instants. */
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** The process that sends it; null where it was shown. */
  readonly sender: string | null;
}

/** The newest invitation of a person: an older one is good for nothing. */
export interface Invitation {
  readonly invitationId: string;
  readonly personId: string;
  readonly way: InvitationWay;
  /** Who is shown a half, or all of it; nobody where it goes by mail. A person's id, or `operator`. */
  readonly holders: readonly string[];
  readonly invitedBy: string;
  /** ISO instant until which links are made for it. */
  readonly until: string;
  /** By holder; under `mail` where it goes by mail. */
  readonly links: Readonly<Record<string, IssuedLink>>;
  /** What became of it: of a message, whether the mail service took it. */
  readonly outcome: 'waiting' | 'sent' | 'failed' | 'used';
  /** Why the message could not be sent. */
  readonly failure: FailureCode | null;
}

export const BY_MAIL = 'mail';

export const hoursAfter = (instant: string, hours: number): string =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

/**
 * Whether secrets open an invitation at an instant. Every digest is compared to its end, so that how long it takes tells
 * nothing of how nearly they do.
 * @param digests of the secrets: one of a whole link, two of halves
 */
export function opens({ way, links, outcome }: Invitation, digests: readonly string[], now: string): boolean {
  const parts = way === 'halves' ? 2 : 1;
  const issued = Object.values(links);
  const matched = issued.filter(({ digest }) => digests.filter((given) => isSame(given, digest)).length > 0);
  return (
    outcome !== 'used' &&
    issued.length === parts &&
    matched.length === parts &&
    issued.every(({ expiresAt }) => now < expiresAt)
  );
}

function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < other.length; index++) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}

/** Whether another process is sending the link at this moment, and is to be left to it. */
export const isBeingSent = ({ links }: Invitation, sender: string, now: string, answerWithinMs: number): boolean => {
  const link = links[BY_MAIL];
  return link !== undefined && link.sender !== sender && Date.parse(now) < Date.parse(link.issuedAt) + answerWithinMs;
};
