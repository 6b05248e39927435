import { HASH_BYTES, nodeHash } from './hashing.js';
import type { Hash } from './hashing.js';

/** The root of a whole subtree: the leaves from `index`·2^`level` on, 2^`level` of them. */
export type Subtrees = (level: number, index: number) => Hash;

/**
 * What shows that a leaf is in a tree of so many leaves: RFC 6962, section 2.1.1.
 * @throws RangeError where there is no such leaf
 */
export function inclusionProof(leaf: number, size: number, subtrees: Subtrees): readonly Hash[] {
  if (leaf < 0 || leaf >= size) throw new RangeError(`A tree of ${size} leaves has no leaf ${leaf}`);
  const path = (from: number, to: number): readonly Hash[] => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return leaf < middle
      ? [...path(from, middle), rootOf(subtrees, middle, to)]
      : [...path(middle, to), rootOf(subtrees, from, middle)];
  };
  return path(0, size);
}

/**
 * What shows that a tree of `size` leaves begins with the tree of `first`: RFC 6962, section 2.1.2. Nothing where one of
 * them is empty or they are of one size.
 * @throws RangeError where the first is the larger
 */
export function consistencyProof(first: number, size: number, subtrees: Subtrees): readonly Hash[] {
  if (first < 0 || first > size) throw new RangeError(`A tree of ${size} leaves does not begin with ${first}`);
  if (first === 0 || first === size) return [];
  const part = (from: number, to: number, isWhole: boolean): readonly Hash[] => {
    if (first === to) return isWhole ? [] : [rootOf(subtrees, from, to)];
    const middle = from + splitOf(to - from);
    return first <= middle
      ? [...part(from, middle, isWhole), rootOf(subtrees, middle, to)]
      : [...part(middle, to, false), rootOf(subtrees, from, middle)];
  };
  return part(0, size, true);
}

/** Whether a leaf stands at that place in the tree of that size and root: RFC 9162, section 2.1.3.2. */
export function isIncluded(
  leaf: { readonly hash: Hash; readonly index: number },
  tree: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (leaf.hash.length !== HASH_BYTES || leaf.index < 0 || leaf.index >= tree.size) return false;
  let index = leaf.index;
  let last = tree.size - 1;
  let root = leaf.hash;
  for (const beside of proof) {
    if (last === 0) return false;
    if (index % 2 === 1 || index === last) {
      root = nodeHash(beside, root);
      for (; index % 2 === 0 && index > 0; index /= 2) last = half(last);
    } else root = nodeHash(root, beside);
    index = half(index);
    last = half(last);
  }
  return last === 0 && root.equals(tree.root);
}

/**
 * Whether the second tree begins with the first: RFC 9162, section 2.1.4.2. Never for an empty one: every tree begins with
 * that, and there is nothing to show.
 */
export function isConsistent(
  first: { readonly size: number; readonly root: Hash },
  second: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (first.size <= 0 || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  let index = first.size - 1;
  let last = second.size - 1;
  for (; index % 2 === 1; index = half(index)) last = half(last);
  // Where the first is a whole subtree of the second, the proof leaves its root out.
  const [start, ...rest] = index === 0 ? [first.root, ...proof] : proof;
  if (start === undefined) return false;
  let firstRoot = start;
  let secondRoot = start;
  for (const beside of rest) {
    if (last === 0) return false;
    if (index % 2 === 1 || index === last) {
      firstRoot = nodeHash(beside, firstRoot);
      secondRoot = nodeHash(beside, secondRoot);
      for (; index % 2 === 0 && index > 0; index /= 2) last = half(last);
    } else secondRoot = nodeHash(secondRoot, beside);
    index = half(index);
    last = half(last);
  }
  return last === 0 && firstRoot.equals(first.root) && secondRoot.equals(second.root);
}

const half = (count: number): number => Math.floor(count / 2);

/** The largest power of two below a number of leaves. */
function splitOf(leaves: number): number {
  let split = 1;
  while (split * 2 < leaves) split *= 2;
  return split;
}

/** The root of the leaves from one to before another; where they begin, a subtree of the next power of two would. */
function rootOf(subtrees: Subtrees, from: number, to: number): Hash {
  const leaves = to - from;
  const level = Math.log2(leaves);
  if (Number.isInteger(level)) return subtrees(level, from / leaves);
  const middle = from + splitOf(leaves);
  return nodeHash(rootOf(subtrees, from, middle), rootOf(subtrees, middle, to));
}
