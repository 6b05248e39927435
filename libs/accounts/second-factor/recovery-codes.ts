import { createHash, randomInt } from 'node:crypto';

const HOW_MANY = 8;
/** Without what is easily taken for something else. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Codes for when the phone is lost: shown once, kept as digests. */
export interface NewRecoveryCodes {
  /** Each of some 79 random bits: `k3mq-7xhd-9pwa-v2fe`. */
  readonly codes: readonly string[];
  readonly digests: readonly string[];
}

export function newRecoveryCodes(): NewRecoveryCodes {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  return { codes, digests: codes.map(recoveryCodeDigest) };
}

const newCode = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')).join('-');

/** SHA-256, lower-case hex, in any case and spacing. The code is random: no salt is needed. */
export const recoveryCodeDigest = (code: string): string =>
  createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .digest('hex');

/** Whether what was typed has the form of a recovery code. */
export const isLikeRecoveryCode = (typed: string): boolean =>
  /^[a-z0-9]{16}$/.test(typed.toLowerCase().replaceAll(/[\s-]/g, ''));
