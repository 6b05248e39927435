import { MerkleRoot } from './merkle-root.js';

/**
 * The root that a frame is known by: the Merkle root (RFC 6962) over its entries in position order, each leaf the bytes of
 * salt (UTF-8) + one zero byte + the entry's canonical text (UTF-8). The salt keeps a root from telling anything about a
 * guessed entry, so the same caseload has another root in another deployment.
 *
 * @param salt secret and random, without a zero byte; hexadecimal does
 * @param entries read once, never held: a caseload may come from a cursor
 * @returns 64 lower-case hexadecimal digits
 */
export function frameRoot(salt: string, entries: Iterable<string>): string {
  const tree = frameTree(salt);
  for (const entry of entries) tree.add(entry);
  return tree.root();
}

/** The same, an entry at a time, for a frame that arrives in parts. */
export function frameTree(salt: string): { add(entry: string): void; root(): string } {
  if (salt === '' || salt.includes('\0')) throw new RangeError('A salt is text, without a zero byte.');
  const tree = new MerkleRoot();
  return { add: (entry) => tree.add(`${salt}\0${entry}`), root: () => tree.root() };
}
