import { createCipheriv, createDecipheriv } from 'node:crypto';
import { freshBytes } from './fresh-bytes.js';
import type { WrappedKey } from './key-store.js';
import type { MasterKey } from './master-key.js';
import type { Owner } from './owner.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

const associatedData = (masterKeyId: string, owner: Owner): Buffer => Buffer.from(`${masterKeyId} ${owner}`);

/** Puts an owner's 32 bytes under the master key; they open for that owner and that master key only. */
export function wrap(master: MasterKey, owner: Owner, secret: Buffer): WrappedKey {
  const iv = freshBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', master.key, iv);
  cipher.setAAD(associatedData(master.id, owner));
  const box = Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return { masterKeyId: master.id, box };
}

/** The owner's 32 bytes; nothing when they were wrapped under another master key or for someone else. */
export function unwrap(master: MasterKey, owner: Owner, wrapped: WrappedKey): Buffer | undefined {
  if (wrapped.masterKeyId !== master.id || wrapped.box.length < IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', master.key, wrapped.box.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associatedData(master.id, owner));
  decipher.setAuthTag(wrapped.box.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(wrapped.box.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}
