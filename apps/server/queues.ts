import type { FailedJob, JobKind, JobQueue } from '#jobs';

export type FailedOfKind = FailedJob & { readonly kind: JobKind };

/** The queues a service can look into; there are none until the records are open. */
export class Queues {
  private readonly byKind = new Map<JobKind, Pick<JobQueue, 'failed'>>();

  show(kind: JobKind, queue: Pick<JobQueue, 'failed'>): void {
    this.byKind.set(kind, queue);
  }

  /** Jobs that were tried as often as a queue tries and put aside until the next sweep. @throws QueueAway */
  async failed(): Promise<readonly FailedOfKind[]> {
    const lists = await Promise.all(
      [...this.byKind].map(async ([kind, queue]) => (await queue.failed()).map((job) => ({ kind, ...job }))),
    );
    return lists.flat();
  }
}
