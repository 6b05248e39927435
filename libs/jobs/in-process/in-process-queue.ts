import type { FailedJob, JobQueue, QueuedJob } from '../port.js';
import { USUAL_EFFORT } from '../queue-effort.js';
import type { QueueEffort } from '../queue-effort.js';

export interface InProcessQueueOptions extends QueueEffort {
  /** The time now: an ISO instant. */
  readonly clock: () => string;
}

/** Node's timers count in 32 bits: what is further away is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Jobs in the memory of the one process there is; gone with it, and refilled from the plan when it starts again. */
export class InProcessQueue implements JobQueue {
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly due: { readonly id: string; readonly attempt: number }[] = [];
  private readonly running = new Map<string, Promise<void>>();
  private readonly putAside = new Map<string, string>();
  private handler: ((id: string) => Promise<void>) | undefined;
  private closed = false;

  constructor(private readonly options: InProcessQueueOptions) {}

  async schedule(jobs: readonly QueuedJob[]): Promise<void> {
    for (const { id, at } of jobs) {
      if (this.closed || this.isUnderWay(id)) continue;
      this.putAside.delete(id);
      this.wait(id, at, 1);
    }
  }

  async cancel(jobs: readonly QueuedJob[]): Promise<void> {
    for (const { id } of jobs) this.forget(id);
  }

  start(handler: (id: string) => Promise<void>): void {
    this.handler = handler;
    this.next();
  }

  async failed(): Promise<readonly FailedJob[]> {
    return [...this.putAside].map(([id, reason]) => ({ id, reason }));
  }

  async retry(): Promise<number> {
    const now = this.options.clock();
    const ids = [...this.putAside.keys()];
    await this.schedule(ids.map((id) => ({ id, at: now })));
    return ids.length;
  }

  onBack(): void {
    // Memory is never away.
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const id of [...this.waiting.keys()]) this.forget(id);
    this.due.length = 0;
    await Promise.all(this.running.values());
  }

  private isUnderWay(id: string): boolean {
    return this.running.has(id) || this.due.some((due) => due.id === id);
  }

  private forget(id: string): void {
    clearTimeout(this.waiting.get(id));
    this.waiting.delete(id);
  }

  private wait(id: string, at: string, attempt: number): void {
    this.forget(id);
    const left = Date.parse(at) - Date.parse(this.options.clock());
    const timer = setTimeout(
      () => {
        // Timers may be early by a millisecond, and are where the wait was longer than they count.
        if (at > this.options.clock()) return this.wait(id, at, attempt);
        this.waiting.delete(id);
        this.due.push({ id, attempt });
        this.next();
      },
      Math.min(Math.max(left, 0), LONGEST_TIMER_MS),
    );
    this.waiting.set(id, timer);
  }

  private next(): void {
    const { concurrency = USUAL_EFFORT.concurrency } = this.options;
    while (this.handler !== undefined && !this.closed && this.running.size < concurrency) {
      const due = this.due.shift();
      if (due === undefined) return;
      const run = this.call(this.handler, due.id, due.attempt).finally(() => {
        this.running.delete(due.id);
        this.next();
      });
      this.running.set(due.id, run);
    }
  }

  private async call(handler: (id: string) => Promise<void>, id: string, attempt: number): Promise<void> {
    const { attempts = USUAL_EFFORT.attempts, backoffMs = USUAL_EFFORT.backoffMs } = this.options;
    try {
      await handler(id);
    } catch (error) {
      if (this.closed) return;
      if (attempt >= attempts) this.putAside.set(id, error instanceof Error ? error.message : String(error));
      else this.waitAgain(id, backoffMs * 2 ** (attempt - 1), attempt + 1);
    }
  }

  private waitAgain(id: string, milliseconds: number, attempt: number): void {
    if (this.waiting.has(id)) return;
    const at = new Date(Date.parse(this.options.clock()) + milliseconds).toISOString();
    this.wait(id, at, attempt);
  }
}
