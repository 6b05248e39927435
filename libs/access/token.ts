import { hash, randomBytes } from 'node:crypto';

/** A sign-in token: shown once, kept only as its digest. */
export interface NewToken {
  /** 256 bits, base64url, with a prefix that secret scanners can look for. */
  readonly token: string;
  readonly digest: string;
}

const PREFIX = 'plumbline_';

const LINK_PREFIX = 'plumbline_link_';

/** 256 bits that nobody can guess. */
const random = (): Buffer => randomBytes(32);

const secretOf = (prefix: string, bits: Buffer): string => `${prefix}${bits.toString('base64url')}`;

/** @param bits 256 that nobody can guess: the same bits are the same token */
export function newToken(bits = random()): NewToken {
  const token = secretOf(PREFIX, bits);
  return { token, digest: tokenDigest(token) };
}

/** What a link lets somebody in by, once; or half of it, which is worth nothing without the other. */
export interface NewLinkSecret {
  /** 256 bits, base64url, with a prefix of its own. */
  readonly secret: string;
  readonly digest: string;
}

/** @param bits 256 that nobody can guess: the same bits are the same secret */
export function newLinkSecret(bits = random()): NewLinkSecret {
  const secret = secretOf(LINK_PREFIX, bits);
  return { secret, digest: tokenDigest(secret) };
}

const SECRET = /plumbline_link_[\w-]{43}/g;

/** The digests of the secrets in what a person pasted: a link, a secret, or two halves; none where there is none. */
export const linkDigests = (pasted: string): readonly string[] => [
  ...new Set((pasted.match(SECRET) ?? []).map(tokenDigest)),
];

/** SHA-256, lower-case hex. Nobody can guess the token: no salt is needed. */
export const tokenDigest = (token: string): string => hash('sha256', token, 'hex');

const BEARER = /^Bearer +(\S{1,200})$/i;

/** The token of an Authorization header, or nothing. */
export const bearerToken = (header: string | undefined): string | undefined => BEARER.exec(header ?? '')?.[1];
