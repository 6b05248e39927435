import { hash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Buffer;

export const HASH_BYTES = 32;

/** The root of a tree without leaves: the hash of nothing (RFC 6962, section 2.1). */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'buffer');

const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);

/** SHA-256(0x00 ‖ leaf): RFC 6962, section 2.1. A text goes in as UTF-8. */
export const leafHash = (leaf: string | Buffer): Hash =>
  hash('sha256', Buffer.concat([LEAF, typeof leaf === 'string' ? Buffer.from(leaf, 'utf8') : leaf]), 'buffer');

/** SHA-256(0x01 ‖ left ‖ right): RFC 6962, section 2.1. */
export const nodeHash = (left: Hash, right: Hash): Hash => hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
