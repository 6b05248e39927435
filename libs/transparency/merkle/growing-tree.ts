import { EMPTY_ROOT, nodeHash } from './hashing.js';
import type { Hash } from './hashing.js';

/**
 * Told of every whole subtree, once, when its last leaf is added: that of level 0 at `index` is the leaf itself, that of
 * level n covers the leaves from `index`·2ⁿ on, 2ⁿ of them.
 */
export type OnSubtree = (level: number, index: number, hash: Hash) => void;

/**
 * A tree of RFC 6962 that only grows. Keeps the roots of the whole subtrees along its right edge, some thirty at most,
 * never the leaves.
 */
export class GrowingTree {
  /** Largest first. */
  private edge: Hash[] = [];
  private leaves = 0;

  constructor(private readonly onSubtree: OnSubtree = () => undefined) {}

  /** The same tree, to go on from here by itself. */
  copy(): GrowingTree {
    const copy = new GrowingTree();
    copy.edge = [...this.edge];
    copy.leaves = this.leaves;
    return copy;
  }

  /** Leaves. */
  get size(): number {
    return this.leaves;
  }

  append(leaf: Hash): void {
    let subtree = leaf;
    let level = 0;
    let index = this.leaves;
    this.onSubtree(level, index, subtree);
    for (; index % 2 === 1; index = (index - 1) / 2) {
      const left = this.edge.pop();
      if (left === undefined) throw new Error('A tree lost part of its edge');
      subtree = nodeHash(left, subtree);
      level += 1;
      this.onSubtree(level, (index - 1) / 2, subtree);
    }
    this.edge.push(subtree);
    this.leaves += 1;
  }

  root(): Hash {
    return this.edge.length === 0 ? EMPTY_ROOT : this.edge.reduceRight((right, left) => nodeHash(left, right));
  }
}
