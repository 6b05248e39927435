import { createHash, randomInt } from 'node:crypto';

const HOW_MANY = 8;
/** Without what is easily taken for something else. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Groups of four signs: of 24 random signs a plain digest tells nothing (OWASP ASVS 5.0, 6.5.2). */
const GROUPS = 6;

/** Codes for when the phone is lost: shown once, kept as digests. */
export interface NewRecoveryCodes {
  /** Each of some 118 random bits: `k3mq-7xhd-9pwa-v2fe-8snc-r4tb`. */
  readonly codes: readonly string[];
  readonly digests: readonly string[];
}

export function newRecoveryCodes(): NewRecoveryCodes {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  return { codes, digests: codes.map(recoveryCodeDigest) };
}

const newCode = (): string =>
  Array.from({ length: GROUPS }, () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')).join(
    '-',
  );

/** SHA-256, lower-case hex, in any case and spacing. The code is random: no salt is needed. */
export const recoveryCodeDigest = (code: string): string =>
  createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .digest('hex');

/** Whether what was typed has the form of a recovery code; those made before had 16 signs. */
export const isLikeRecoveryCode = (typed: string): boolean =>
  /^[a-z0-9]{16}(?:[a-z0-9]{8})?$/.test(typed.toLowerCase().replaceAll(/[\s-]/g, ''));
