import type { FailedJob, JobKind, QueueCare } from '#jobs';

export type FailedOfKind = FailedJob & { readonly kind: JobKind };

/** The queues a service can look into; there are none until the records are open. */
export class Queues {
  private readonly byKind = new Map<JobKind, QueueCare>();

  show(kind: JobKind, queue: QueueCare): void {
    this.byKind.set(kind, queue);
  }

  /** Those that this deployment has. */
  get kinds(): readonly JobKind[] {
    return [...this.byKind.keys()];
  }

  /** Jobs that were tried as often as a queue tries and put aside until the next sweep. @throws QueueAway */
  async failed(): Promise<readonly FailedOfKind[]> {
    const lists = await Promise.all(
      [...this.byKind].map(async ([kind, queue]) => (await queue.failed()).map((job) => ({ kind, ...job }))),
    );
    return lists.flat();
  }

  /**
   * Has what a queue put aside tried again now.
   * @returns how many jobs; undefined where there is no such queue
   * @throws QueueAway
   */
  retry(kind: string): Promise<number> | undefined {
    const known = this.kinds.find((each) => each === kind);
    return known && this.byKind.get(known)?.retry();
  }
}
