import type { SealedRange } from '#domain';
import type { StreamName } from '#event-store';
import type { Hash } from '#transparency';

interface Waiting {
  /** Revision of the first. */
  from: number;
  leaves: Hash[];
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
  private count = 0;

  /** Leaves. */
  get size(): number {
    return this.count;
  }

  /** The next leaf of a stream; one that is not the next is passed over, since the chain is broken there. */
  add(stream: StreamName, revision: number, leaf: Hash): void {
    const waiting = this.waiting.get(stream);
    const due = waiting ? waiting.from + waiting.leaves.length : (this.sealedUpTo.get(stream) ?? -1) + 1;
    if (revision !== due) return;
    if (waiting) waiting.leaves.push(leaf);
    else this.waiting.set(stream, { from: revision, leaves: [leaf] });
    this.count += 1;
  }

  /** Everything that waits, sorted. */
  ranges(): readonly SealedRange[] {
    return [...this.waiting]
      .map(([stream, { from, leaves }]) => ({ stream, from, to: from + leaves.length - 1 }))
      .sort(byName);
  }

  /** Whether anything waits in a stream other than this one. */
  hasBeside(stream: StreamName): boolean {
    return this.waiting.size > (this.waiting.has(stream) ? 1 : 0);
  }

  /** What keeps a range from being taken; nothing where it can be. */
  problemWith({ stream, from, to }: SealedRange): RangeProblem | undefined {
    const due = (this.sealedUpTo.get(stream) ?? -1) + 1;
    if (from !== due || to < from) return 'is not what comes next';
    const end = due + (this.waiting.get(stream)?.leaves.length ?? 0);
    return end > to ? undefined : { missingFrom: end };
  }

  /** The leaves of a range, which stay. */
  leavesOf({ stream, from, to }: SealedRange): readonly Hash[] {
    const waiting = this.waiting.get(stream);
    return waiting?.leaves.slice(from - waiting.from, to - waiting.from + 1) ?? [];
  }

  /** Takes a range away: it is sealed. */
  take(range: SealedRange): readonly Hash[] {
    const { stream, to } = range;
    const leaves = this.leavesOf(range);
    this.sealedUpTo.set(stream, to);
    const waiting = this.waiting.get(stream);
    if (waiting !== undefined) {
      waiting.leaves = waiting.leaves.slice(leaves.length);
      waiting.from += leaves.length;
      if (waiting.leaves.length === 0) this.waiting.delete(stream);
    }
    this.count -= leaves.length;
    return leaves;
  }
}
