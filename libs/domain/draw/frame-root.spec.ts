import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { frameRoot, frameTree } from './frame-root.js';
import { MerkleRoot } from './merkle-root.js';

// The reference leaves and roots of the Certificate Transparency project, which RFC 6962 came from.
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

/** The definition of RFC 6962, section 2.1, as it is written there. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return createHash('sha256').digest();
  if (leaves.length === 1)
    return createHash('sha256')
      .update(Buffer.from([0]))
      .update(first)
      .digest();
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(treeHash(leaves.slice(0, split)))
    .update(treeHash(leaves.slice(split)))
    .digest();
}

describe('a Merkle root', () => {
  it.each(ROOTS.map((root, leaves) => [leaves, root] as const))(
    'over %i leaves is the published one',
    (leaves, root) => {
      const tree = new MerkleRoot();
      for (const leaf of LEAVES.slice(0, leaves)) tree.add(Buffer.from(leaf, 'hex'));
      expect(tree.root()).toBe(root);
    },
  );

  it('can be asked for at any time', () => {
    const tree = new MerkleRoot();
    const roots = LEAVES.map((leaf) => {
      const before = tree.root();
      tree.add(Buffer.from(leaf, 'hex'));
      return before;
    });
    expect([...roots, tree.root()]).toEqual(ROOTS);
  });
});

describe('the root of a frame', () => {
  const anyEntries = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 40 });

  it('is the tree hash over its salted entries', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const leaves = entries.map((entry) => Buffer.from(`5a17\0${entry}`, 'utf8'));
        expect(frameRoot('5a17', entries)).toBe(treeHash(leaves).toString('hex'));
      }),
    );
  });

  it('is the same when the entries come one at a time', () => {
    const tree = frameTree('5a17');
    for (const entry of ['one', 'two', 'three']) tree.add(entry);
    expect(tree.root()).toBe(frameRoot('5a17', ['one', 'two', 'three']));
  });

  it('changes with any entry, their order, their number and the salt', () => {
    const entries = ['one', 'two', 'three'];
    const others = [
      frameRoot('5a18', entries),
      frameRoot('5a17', ['one', 'two', 'threE']),
      frameRoot('5a17', ['two', 'one', 'three']),
      frameRoot('5a17', ['one', 'two']),
      frameRoot('5a17', ['one', 'two', 'three', 'three']),
      frameRoot('5a17', ['one', 'twothree']),
    ];
    expect(new Set([frameRoot('5a17', entries), ...others]).size).toBe(7);
  });

  it('needs a salt that ends somewhere', () => {
    expect(() => frameRoot('', ['one'])).toThrow(RangeError);
    expect(() => frameRoot('a\0b', ['one'])).toThrow(RangeError);
  });
});
