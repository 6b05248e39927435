import { hash, randomBytes } from 'node:crypto';

/** A sign-in token: shown once, kept only as its digest. */
export interface NewToken {
  /** 256 random bits, base64url, with a prefix that secret scanners can look for. */
  readonly token: string;
  readonly digest: string;
}

const PREFIX = 'plumbline_';

export function newToken(): NewToken {
  const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  return { token, digest: tokenDigest(token) };
}

/** SHA-256, lower-case hex. The token is random: no salt is needed. */
export const tokenDigest = (token: string): string => hash('sha256', token, 'hex');

const BEARER = /^Bearer +(\S{1,200})$/i;

/** The token of an Authorization header, or nothing. */
export const bearerToken = (header: string | undefined): string | undefined => BEARER.exec(header ?? '')?.[1];
