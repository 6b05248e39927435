import { hash, randomBytes } from 'node:crypto';

/** A sign-in token: shown once, kept only as its digest. */
export interface NewToken {
  /** 256 random bits, base64url, with a prefix that secret scanners can look for. */
  readonly token: string;
  readonly digest: string;
}

const PREFIX = 'plumbline_';

const LINK_PREFIX = 'plumbline_link_';

const secretOf = (prefix: string): string => `${prefix}${randomBytes(32).toString('base64url')}`;

export function newToken(): NewToken {
  const token = secretOf(PREFIX);
  return { token, digest: tokenDigest(token) };
}

/** What a link lets somebody in by, once; or half of it, which is worth nothing without the other. */
export interface NewLinkSecret {
  /** 256 random bits, base64url, with a prefix of its own. */
  readonly secret: string;
  readonly digest: string;
}

export function newLinkSecret(): NewLinkSecret {
  const secret = secretOf(LINK_PREFIX);
  return { secret, digest: tokenDigest(secret) };
}

const SECRET = /plumbline_link_[\w-]{43}/g;

/** The digests of the secrets in what a person pasted: a link, a secret, or two halves; none where there is none. */
export const linkDigests = (pasted: string): readonly string[] => [
  ...new Set((pasted.match(SECRET) ?? []).map(tokenDigest)),
];

/** SHA-256, lower-case hex. The token is random: no salt is needed. */
export const tokenDigest = (token: string): string => hash('sha256', token, 'hex');

const BEARER = /^Bearer +(\S{1,200})$/i;

/** The token of an Authorization header, or nothing. */
export const bearerToken = (header: string | undefined): string | undefined => BEARER.exec(header ?? '')?.[1];
