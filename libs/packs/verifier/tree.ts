import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const above = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);

/** RFC 6962, section 2.1. */
export const leafHash = (leaf: string): Buffer => sha256(Buffer.of(0), Buffer.from(leaf, 'utf8'));

export interface Head {
  readonly size: number;
  readonly root: Buffer;
}

/** Of the largest power of two that is less than a number of leaves. */
function split(leaves: number): number {
  let power = 1;
  while (power * 2 < leaves) power *= 2;
  return power;
}

/** RFC 6962, section 2.1.1, by its own definition: the path is taken apart from its end, from the root down. */
export function isIncluded(leaf: Buffer, index: number, head: Head, path: readonly Buffer[]): boolean {
  const rest = [...path];
  const root = (at: number, leaves: number): Buffer | undefined => {
    if (leaves === 1) return leaf;
    const beside = rest.pop();
    if (beside === undefined) return undefined;
    const middle = split(leaves);
    const [inner, isLeft] = at < middle ? [root(at, middle), true] : [root(at - middle, leaves - middle), false];
    if (inner === undefined) return undefined;
    return isLeft ? above(inner, beside) : above(beside, inner);
  };
  if (!(index >= 0 && index < head.size)) return false;
  return root(index, head.size)?.equals(head.root) === true && rest.length === 0;
}

/** RFC 6962, section 2.1.2, by its own definition. */
export function isConsistent(first: Head, second: Head, path: readonly Buffer[]): boolean {
  if (!(first.size > 0 && first.size < second.size)) return false;
  const rest = [...path];
  /** The roots that the path gives to the first tree's part and to the second's. */
  const roots = (kept: number, leaves: number, whole: boolean): readonly [Buffer, Buffer] | undefined => {
    if (kept === leaves) {
      const hash = whole ? first.root : rest.shift();
      return hash && [hash, hash];
    }
    const middle = split(leaves);
    if (kept <= middle) {
      const inner = roots(kept, middle, whole);
      const beside = rest.shift();
      return inner && beside && [inner[0], above(inner[1], beside)];
    }
    const inner = roots(kept - middle, leaves - middle, false);
    const beside = rest.shift();
    return inner && beside && [above(beside, inner[0]), above(beside, inner[1])];
  };
  const found = roots(first.size, second.size, true);
  return found !== undefined && found[0].equals(first.root) && found[1].equals(second.root) && rest.length === 0;
}
