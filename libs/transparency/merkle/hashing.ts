import { hash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Buffer;

export const HASH_BYTES = 32;

/** The root of a tree without leaves: the hash of nothing (RFC 6962, section 2.1). */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'buffer');

const LEAF = Buffer.of(0x00);
const NODE = 0x01;
const node = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

/** SHA-256(0x00 ‖ leaf): RFC 6962, section 2.1. A text goes in as UTF-8. */
export const leafHash = (leaf: string | Buffer): Hash =>
  // The character 0 is the byte 0 in UTF-8: a text need not be copied.
  hash('sha256', typeof leaf === 'string' ? `\u0000${leaf}` : Buffer.concat([LEAF, leaf]), 'buffer');

/** SHA-256(0x01 ‖ left ‖ right): RFC 6962, section 2.1. */
export function nodeHash(left: Hash, right: Hash): Hash {
  // What is no hash, in a proof that is none, must not be filled up with what stood there before.
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
    return hash('sha256', Buffer.concat([Buffer.of(NODE), left, right]), 'buffer');
  // Written over by every node: a hash is taken of it before anything else is done.
  left.copy(node, 1);
  right.copy(node, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}
