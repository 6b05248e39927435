import { hash } from 'node:crypto';

const LEAF = Buffer.from([0x00]);
const NODE = Buffer.from([0x01]);

/**
 * The Merkle tree hash of RFC 6962, section 2.1, over leaves given one at a time: a leaf is SHA-256(0x00 + data), a node
 * SHA-256(0x01 + left + right), no leaf at all SHA-256 of nothing. Keeps one hash for each bit of the count.
 */
export class MerkleRoot {
  /** Roots of full subtrees, the widest first; the widths are the powers of two that add to the count. */
  private readonly subtrees: Buffer[] = [];
  private count = 0;

  add(data: string | Uint8Array): void {
    let subtree = typeof data === 'string' ? sha256(`\0${data}`) : sha256(Buffer.concat([LEAF, data]));
    // As in a binary counter, two subtrees of one width make one of twice the width.
    for (let width = this.count; width % 2 === 1; width = (width - 1) / 2) {
      const left = this.subtrees.pop();
      if (left !== undefined) subtree = node(left, subtree);
    }
    this.subtrees.push(subtree);
    this.count += 1;
  }

  /** In lower-case hexadecimal. More leaves may follow. */
  root(): string {
    const root = this.subtrees.reduceRight<Buffer | null>(
      (right, left) => (right === null ? left : node(left, right)),
      null,
    );
    return (root ?? sha256('')).toString('hex');
  }
}

function node(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.concat([NODE, left, right]));
}

/** In one go, which costs less than half of what a hash made in steps does: a frame has a hundred thousand of them. */
function sha256(data: string | Uint8Array): Buffer {
  return hash('sha256', data, 'buffer');
}
