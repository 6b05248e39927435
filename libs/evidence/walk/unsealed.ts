import type { SealedRange } from '#domain';
import type { StreamName } from '#event-store';
import { HASH_BYTES } from '#transparency';
import type { Hash } from '#transparency';

/** Leaves of a stream, one after the other in one buffer: of a log that was never sealed there may be millions. */
class Waiting {
  private bytes = Buffer.allocUnsafe(2 * HASH_BYTES);
  count = 0;

  /** @param from revision of the first */
  constructor(readonly from: number) {}

  add(leaf: Hash): void {
    const at = this.count * HASH_BYTES;
    if (at === this.bytes.length) this.bytes = Buffer.concat([this.bytes], 2 * this.bytes.length);
    leaf.copy(this.bytes, at);
    this.count += 1;
  }

  /** So many of them, from the first on. */
  first(count: number): Hash[] {
    return Array.from({ length: count }, (_, at) => this.bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
  }

  /** Those after so many. */
  after(count: number): Waiting {
    const rest = new Waiting(this.from + count);
    rest.bytes = Buffer.from(this.bytes.subarray(count * HASH_BYTES));
    rest.count = this.count - count;
    return rest;
  }
}

/** What stands of a range that a seal lists. */
export type RangeProblem = 'is not what comes next' | { readonly missingFrom: number };

/** Streams in the order that seals list them: by the bytes of their names. */
export const byName = (one: { readonly stream: StreamName }, other: { readonly stream: StreamName }): number =>
  Buffer.compare(Buffer.from(one.stream), Buffer.from(other.stream));

/** The leaves of a log that no seal has taken yet, by stream. Keeps a number for each stream beside them. */
export class Unsealed {
  private readonly sealedUpTo = new Map<StreamName, number>();
  private readonly waiting = new Map<StreamName, Waiting>();

  /** The next leaf of a stream; one that is not the next is passed over, since the chain is broken there. */
  add(stream: StreamName, revision: number, leaf: Hash): void {
    const standing = this.waiting.get(stream);
    const due = standing ? standing.from + standing.count : (this.sealedUpTo.get(stream) ?? -1) + 1;
    if (revision !== due) return;
    const waiting = standing ?? new Waiting(revision);
    if (standing === undefined) this.waiting.set(stream, waiting);
    waiting.add(leaf);
  }

  /** Everything that waits, sorted. */
  ranges(): readonly SealedRange[] {
    return [...this.waiting].map(([stream, { from, count }]) => ({ stream, from, to: from + count - 1 })).sort(byName);
  }

  /** Whether anything waits in a stream other than this one. */
  hasBeside(stream: StreamName): boolean {
    return this.waiting.size > (this.waiting.has(stream) ? 1 : 0);
  }

  /** What keeps a range from being taken; nothing where it can be. */
  problemWith({ stream, from, to }: SealedRange): RangeProblem | undefined {
    const due = (this.sealedUpTo.get(stream) ?? -1) + 1;
    if (from !== due || to < from) return 'is not what comes next';
    const end = due + (this.waiting.get(stream)?.count ?? 0);
    return end > to ? undefined : { missingFrom: end };
  }

  /** The leaves of a range that can be taken, which stay. */
  leavesOf({ stream, from, to }: SealedRange): readonly Hash[] {
    return this.waiting.get(stream)?.first(to - from + 1) ?? [];
  }

  /** Takes a range away that can be taken: it is sealed. */
  take(range: SealedRange): readonly Hash[] {
    const { stream, to } = range;
    const leaves = this.leavesOf(range);
    this.sealedUpTo.set(stream, to);
    const waiting = this.waiting.get(stream);
    if (waiting === undefined || waiting.count === leaves.length) this.waiting.delete(stream);
    else this.waiting.set(stream, waiting.after(leaves.length));
    return leaves;
  }
}
