import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { freshBytes } from './fresh-bytes.js';
import type { Owner } from './owner.js';
import type { Sealed } from './sealed.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** An owner's key, unwrapped. Never kept longer than the key ring allows. */
export interface OwnerKey {
  readonly owner: Owner;
  /** The pseudorandom key HKDF-SHA256 extracts from the owner's 32 bytes with an empty salt. */
  readonly extracted: Buffer;
}

/** What became of a sealed field: its text, erased with its key, or a box its key does not open. */
export type Opened = { readonly text: string } | { readonly erased: true } | { readonly damaged: true };

/** The owner's key from its 32 bytes: HKDF's first half (RFC 5869), done once for all of its fields. */
export const ownerKey = (owner: Owner, secret: Buffer): OwnerKey => ({
  owner,
  extracted: createHmac('sha256', Buffer.alloc(0)).update(secret).digest(),
});

/**
 * The key of one field: HKDF-SHA256 of the owner's key, empty salt, info `<event id> <path>`, 32 bytes.
 * An evidence pack may disclose it without disclosing anything else of the owner.
 */
export const fieldKey = (key: OwnerKey, eventId: string, path: string): Buffer =>
  createHmac('sha256', key.extracted).update(`${eventId} ${path}\u0001`).digest();

/** A digest (HMAC-SHA256, hex) that takes all these keys to make: with one of them gone nobody can make it again. */
export function keyedDigest(keys: readonly OwnerKey[], text: string): string {
  return keys.reduce((digest, { extracted }) => createHmac('sha256', extracted).update(digest).digest('hex'), text);
}

/** Seals a text with the owner's key, for one path of one event. Sealing twice gives other bytes. */
export function seal(key: OwnerKey, eventId: string, path: string, text: string): Sealed {
  const iv = freshBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', fieldKey(key, eventId, path), iv);
  cipher.setAAD(Buffer.from(key.owner));
  const box = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { owner: key.owner, event: eventId, path, box: box.toString('base64') };
}

/** Opens a sealed field with its owner's key. */
export const open = (key: OwnerKey, sealed: Sealed): Opened =>
  key.owner === sealed.owner ? openWithFieldKey(fieldKey(key, sealed.event, sealed.path), sealed) : { damaged: true };

/** Opens a sealed field with its own key alone, as the reader of an evidence pack does. */
export function openWithFieldKey(key: Buffer, sealed: Sealed): Opened {
  const box = Buffer.from(sealed.box, 'base64');
  if (box.length < IV_BYTES + TAG_BYTES) return { damaged: true };
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(sealed.owner));
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(box.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return { text: text.toString('utf8') };
  } catch {
    return { damaged: true };
  }
}
