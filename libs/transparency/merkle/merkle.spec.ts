import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashing.js';
import type { Hash } from './hashing.js';
import { GrowingTree } from './growing-tree.js';
import { consistencyProof, inclusionProof, isConsistent, isIncluded } from './proofs.js';
import type { Subtrees } from './proofs.js';

/** Leaves and roots that implementations of RFC 6962 are tried with since Certificate Transparency began. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

interface Published {
  readonly inclusion: readonly {
    leafIdx: number;
    treeSize: number;
    root: string | null;
    leafHash: string | null;
    proof: readonly string[] | null;
    wantErr: boolean;
    of: string;
  }[];
  readonly consistency: readonly {
    size1: number;
    size2: number;
    root1: string | null;
    root2: string | null;
    proof: readonly string[] | null;
    wantErr: boolean;
    of: string;
  }[];
}

/** Proofs, right and wrong ones, that transparency-dev publishes for implementations of RFC 6962. */
const published = JSON.parse(
  readFileSync(new URL('./published-proofs.json', import.meta.url), 'utf8'),
) as unknown as Published;
const bytes = (base64: string | null): Hash => Buffer.from(base64 ?? '', 'base64');

/** The definition of section 2.1, word for word: by halves, from all leaves. */
function definedRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)));
}

const leavesOf = (size: number): readonly Hash[] =>
  Array.from({ length: size }, (_, index) => leafHash(`leaf ${index}`));

function grown(leaves: readonly Hash[]): { readonly tree: GrowingTree; readonly subtrees: Subtrees } {
  const kept = new Map<string, Hash>();
  const tree = new GrowingTree((level, index, hash) => {
    if (kept.has(`${level}/${index}`)) throw new Error('A subtree was told twice');
    kept.set(`${level}/${index}`, hash);
  });
  for (const leaf of leaves) tree.append(leaf);
  const subtrees: Subtrees = (level, index) => {
    const found = kept.get(`${level}/${index}`);
    if (found === undefined) throw new Error(`No subtree ${level}/${index}`);
    return found;
  };
  return { tree, subtrees };
}

const SIZE = fc.integer({ min: 1, max: 300 });
const PLACE = SIZE.chain((size) => fc.record({ size: fc.constant(size), at: fc.nat(size - 1) }));
const anotherBit = (hash: Hash, bit: number): Hash => {
  const other = Buffer.from(hash);
  const at = Math.floor(bit / 8) % other.length;
  other.writeUInt8(other.readUInt8(at) ^ (1 << (bit % 8)), at);
  return other;
};

describe('a growing tree', () => {
  it('has the published roots', () => {
    const tree = new GrowingTree();
    const roots = LEAVES.map((leaf) => {
      const before = tree.root().toString('hex');
      tree.append(leafHash(Buffer.from(leaf, 'hex')));
      return before;
    });
    expect([...roots, tree.root().toString('hex')]).toEqual(ROOTS);
  });

  it('has the root that RFC 6962 defines, whatever its size', () => {
    fc.assert(
      fc.property(fc.nat(300), (size) => {
        const leaves = leavesOf(size);
        expect(grown(leaves).tree.root()).toEqual(definedRoot(leaves));
      }),
    );
  });
});

describe('the hash of a node', () => {
  it('is of what it is given, also where that is no hash', () => {
    const [left, right] = [leafHash('left'), leafHash('right')];
    const defined = (...parts: readonly Buffer[]): Buffer =>
      createHash('sha256')
        .update(Buffer.concat([Buffer.of(1), ...parts]))
        .digest();
    expect(nodeHash(left, right)).toEqual(defined(left, right));
    expect(nodeHash(left, right.subarray(0, 31))).toEqual(defined(left, right.subarray(0, 31)));
    expect(nodeHash(left.subarray(1), right)).toEqual(defined(left.subarray(1), right));
  });
});

describe('an inclusion proof', () => {
  it.each(published.inclusion.map((probe) => [probe.of, probe] as const))('published: %s', (_, probe) => {
    const { leafIdx: index, treeSize: size } = probe;
    const found = isIncluded(
      { index, hash: bytes(probe.leafHash) },
      { size, root: bytes(probe.root) },
      (probe.proof ?? []).map(bytes),
    );
    expect(found).toBe(!probe.wantErr);
  });

  it('shows its leaf in its place, and nothing else shows anything', () => {
    fc.assert(
      fc.property(PLACE, fc.nat(255), fc.nat(300), ({ size, at }, bit, elsewhere) => {
        const leaves = leavesOf(size);
        const { tree, subtrees } = grown(leaves);
        const proof = inclusionProof(at, size, subtrees);
        const leaf = { index: at, hash: leaves[at] ?? EMPTY_ROOT };
        const head = { size, root: tree.root() };
        expect(isIncluded(leaf, head, proof)).toBe(true);
        expect(isIncluded({ ...leaf, hash: anotherBit(leaf.hash, bit) }, head, proof)).toBe(false);
        expect(isIncluded(leaf, { ...head, root: anotherBit(head.root, bit) }, proof)).toBe(false);
        expect(isIncluded({ ...leaf, index: elsewhere }, head, proof)).toBe(elsewhere === at);
        proof.forEach((hash, step) => {
          expect(isIncluded(leaf, head, proof.with(step, anotherBit(hash, bit)))).toBe(false);
          expect(isIncluded(leaf, head, proof.toSpliced(step, 1))).toBe(false);
        });
        expect(isIncluded(leaf, head, [...proof, head.root])).toBe(false);
      }),
    );
  });
});

describe('a consistency proof', () => {
  it.each(published.consistency.map((probe) => [probe.of, probe] as const))('published: %s', (_, probe) => {
    const found = isConsistent(
      { size: probe.size1, root: bytes(probe.root1) },
      { size: probe.size2, root: bytes(probe.root2) },
      (probe.proof ?? []).map(bytes),
    );
    expect(found).toBe(!probe.wantErr);
  });

  it('shows that a tree begins with an earlier one, and nothing else shows anything', () => {
    fc.assert(
      fc.property(PLACE, fc.nat(255), ({ size, at: first }, bit) => {
        const leaves = leavesOf(size);
        const { tree, subtrees } = grown(leaves);
        const before = { size: first, root: grown(leaves.slice(0, first)).tree.root() };
        const after = { size, root: tree.root() };
        const proof = consistencyProof(first, size, subtrees);
        expect(isConsistent(before, after, proof)).toBe(first > 0);
        expect(isConsistent({ ...before, root: anotherBit(before.root, bit) }, after, proof)).toBe(false);
        expect(isConsistent(before, { ...after, root: anotherBit(after.root, bit) }, proof)).toBe(false);
        proof.forEach((hash, step) => {
          expect(isConsistent(before, after, proof.with(step, anotherBit(hash, bit)))).toBe(false);
          expect(isConsistent(before, after, proof.toSpliced(step, 1))).toBe(false);
        });
        expect(isConsistent(before, after, [...proof, after.root])).toBe(false);
      }),
    );
  });
});
