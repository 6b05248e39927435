import type { FailedJob, JobQueue, QueuedJob } from '#jobs';

/** A queue that calls when a test says so: whatever has come by the clock, the earliest first. */
export class HandQueue implements JobQueue {
  readonly waiting = new Map<string, string>();
  readonly trouble: unknown[] = [];
  private handler: ((id: string) => Promise<void>) | undefined;

  constructor(private readonly clock: () => string) {}

  async schedule(jobs: readonly QueuedJob[]): Promise<void> {
    for (const { id, at } of jobs) this.waiting.set(id, at);
  }

  async cancel(jobs: readonly QueuedJob[]): Promise<void> {
    for (const { id } of jobs) this.waiting.delete(id);
  }

  start(handler: (id: string) => Promise<void>): void {
    this.handler = handler;
  }

  async failed(): Promise<readonly FailedJob[]> {
    return [];
  }

  async retry(): Promise<number> {
    return 0;
  }

  onBack(): void {
    // It is never away.
  }

  async close(): Promise<void> {
    this.handler = undefined;
  }

  /** Calls for everything that is due. */
  async callDue(): Promise<void> {
    const due = [...this.waiting]
      .filter(([, at]) => at <= this.clock())
      .sort(([, one], [, other]) => (one < other ? -1 : 1));
    for (const [id] of due) {
      this.waiting.delete(id);
      try {
        await this.handler?.(id);
      } catch (error) {
        this.trouble.push(error);
      }
    }
  }
}
