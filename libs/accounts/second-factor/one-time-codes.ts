import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app takes it: SHA-1, six digits, thirty seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** 160 random bits (RFC 4226, 4), in Base32 as people type it. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What a QR code says to an authenticator app. @param account as the app is to call it */
export const totpAddress = (secret: string, council: string, account: string): string =>
  new TOTP({ ...FORM, issuer: `Plumbline ${council}`.replaceAll(':', ' '), label: account, secret }).toString();

/**
 * The thirty seconds a code is of, counted since 1970; null where it is not right. The one before and the one after are
 * taken too: clocks differ, and people type slowly.
 * @param now milliseconds since 1970
 */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  const digits = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = new TOTP({ ...FORM, secret }).validate({ token: digits, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / (FORM.period * 1_000)) + delta;
}

/** How long a step's code could be sent again, in milliseconds. */
export const CODE_LIVES_MS = 3 * FORM.period * 1_000;
