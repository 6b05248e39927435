import { createPrivateKey, createPublicKey, hash, randomBytes, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { fromBase64 } from './base64.js';

/** What a signature is made of, C2SP signed-note: Ed25519 over the text, or a cosignature with the time it was made. */
export const SIGNATURE_TYPES = { ed25519: 0x01, cosignature: 0x04 } as const;
export type SignatureType = (typeof SIGNATURE_TYPES)[keyof typeof SIGNATURE_TYPES];

/** A key that signatures of notes are checked with. */
export interface VerifierKey {
  readonly name: string;
  /** Eight hexadecimal digits: the first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
  readonly id: string;
  readonly type: SignatureType;
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Buffer;
}

/** Not a key, or not one of those known here. The message quotes nothing of it. */
export class NotAKey extends Error {
  override readonly name = 'NotAKey';
}

const KEY_BYTES = 32;
/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SPKI. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Not empty, without spaces and plus signs. */
export const isKeyName = (name: string): boolean => name !== '' && !/[\s+\p{Cc}]/u.test(name);

const idOf = (name: string, type: SignatureType, publicKey: Buffer): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]), 'hex').slice(0, 8);

/** @throws NotAKey */
function verifierKey(name: string, type: SignatureType, publicKey: Buffer): VerifierKey {
  if (!isKeyName(name) || publicKey.length !== KEY_BYTES) throw new NotAKey('A key has a name and 32 bytes');
  return { name, id: idOf(name, type, publicKey), type, publicKey };
}

/** The same key under another name. @throws NotAKey */
export const renamed = ({ type, publicKey }: VerifierKey, name: string): VerifierKey =>
  verifierKey(name, type, publicKey);

/** `<name>+<id>+<base64 of type and public key>`: a vkey of C2SP signed-note. */
export const formatVerifierKey = ({ name, id, type, publicKey }: VerifierKey): string =>
  `${name}+${id}+${Buffer.concat([Buffer.of(type), publicKey]).toString('base64')}`;

/** @throws NotAKey where it is no vkey of these types, or its id is not that of its key */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = '', id = '', base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(base64);
  const type = Object.values(SIGNATURE_TYPES).find((known) => known === bytes?.at(0));
  if (bytes === undefined || type === undefined) throw new NotAKey('This is not a verifier key of a signed note');
  const key = verifierKey(name, type, bytes.subarray(1));
  if (key.id !== id) throw new NotAKey('The id of this verifier key is not that of its key');
  return key;
}

/** Whether a message was signed with a key. */
export const isSignedBy = (publicKey: Buffer, message: string, signature: Buffer): boolean =>
  verify(
    null,
    Buffer.from(message, 'utf8'),
    createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }),
    signature,
  );

/** A private key of Ed25519, without a name. */
export class SigningKey {
  private readonly key: KeyObject;
  /** 32 bytes. */
  readonly publicKey: Buffer;

  /** @param seed 32 bytes, RFC 8032 */
  constructor(private readonly seed: Buffer) {
    if (seed.length !== KEY_BYTES) throw new NotAKey('A signing key is of 32 bytes');
    this.key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  }

  static random(): SigningKey {
    return new SigningKey(randomBytes(KEY_BYTES));
  }

  sign(message: string): Buffer {
    return sign(null, Buffer.from(message, 'utf8'), this.key);
  }

  /** What its signatures under a name are checked with. */
  verifier(name: string, type: SignatureType = SIGNATURE_TYPES.ed25519): VerifierKey {
    return verifierKey(name, type, this.publicKey);
  }

  /** `PRIVATE+KEY+<name>+<id>+<base64 of type and seed>`, as the tools of Go's checksum database write signing keys. */
  format(name: string): string {
    const { id, type } = this.verifier(name);
    return `PRIVATE+KEY+${name}+${id}+${Buffer.concat([Buffer.of(type), this.seed]).toString('base64')}`;
  }

  /** @throws NotAKey where it is none, or its id is not that of its key */
  static parse(text: string): { readonly name: string; readonly key: SigningKey } {
    const [, name = '', id = '', base64 = ''] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
    const bytes = fromBase64(base64);
    if (bytes?.at(0) !== SIGNATURE_TYPES.ed25519) throw new NotAKey('This is not a signing key of notes');
    const key = new SigningKey(bytes.subarray(1));
    if (key.verifier(name).id !== id) throw new NotAKey('The id of this signing key is not that of its key');
    return { name, key };
  }
}
