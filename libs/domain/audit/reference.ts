import { createHash } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a reference can be read out over the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/**
 * What people quote: `7K3M9-QX2PA`. Fifty bits of a digest of the audit's id, so that it is the same wherever it is
 * worked out and says nothing of the subject.
 */
export function auditReference(auditId: string): string {
  let bits = createHash('sha256').update(auditId).digest().readBigUInt64BE() >> 14n;
  let reference = '';
  for (let at = 0; at < LENGTH; at += 1) {
    reference = `${ALPHABET.charAt(Number(bits & 31n))}${at === 5 ? '-' : ''}${reference}`;
    bits >>= 5n;
  }
  return reference;
}

const REFERENCE = /^[0-9A-HJKMNP-TV-Z]{5}-?[0-9A-HJKMNP-TV-Z]{5}$/;

/** The reference that somebody wrote, in whatever case, with O, I or L where there is a digit; null where it is none. */
export function referenceIn(text: string): string | null {
  const written = text.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return REFERENCE.test(written) ? `${written.slice(0, 5)}-${written.slice(-5)}` : null;
}
