/** Something to be done once an instant has come. An id and nothing else: a queue holds no facts. */
export interface QueuedJob {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
}

/** One to be queued, and what it belongs to: for traces, and not for the queue. */
export interface AwaitingJob extends QueuedJob {
  readonly correlationId?: string;
}

/** What the engine does in the background; each kind has a queue of its own. */
export type JobKind = 'reminders' | 'links' | 'exports' | 'receipts';

/** A job that has failed as often as the queue tries, and has been put aside. */
export interface FailedJob {
  readonly id: string;
  /** Why it failed: the error's name, never its message, which may quote a record. */
  readonly reason: string;
}

/** What somebody who looks after the service sees of a queue, and can do about it. */
export type QueueCare = Pick<JobQueue, 'failed' | 'retry'>;

/**
 * What jobs wait in. A cache of the log and never the truth: it may lose anything at any moment, and is filled again; it
 * may call twice, and who is called finds out from the log whether there is anything left to do.
 */
export interface JobQueue {
  /**
   * Has the handler called with each id at its instant or later, at once where that has passed. The same again changes nothing;
   * one that was put aside is tried again. To move one, cancel it first.
   * @throws QueueAway
   */
  schedule(jobs: readonly QueuedJob[]): Promise<void>;
  /**
   * Removes these jobs from the queue: nothing is left to do for them. A job that has begun is not interrupted.
   * @throws QueueAway
   */
  cancel(jobs: readonly QueuedJob[]): Promise<void>;
  /** Begins to call. What the handler throws is tried again, at growing distances, and put aside in the end. */
  start(handler: (id: string) => Promise<void>): void;
  /** @throws QueueAway */
  failed(): Promise<readonly FailedJob[]>;
  /**
   * Has everything that was put aside tried again now.
   * @returns how many jobs that is
   * @throws QueueAway
   */
  retry(): Promise<number>;
  /** Calls the listener each time the queue is back after it was away: it may have come back empty. */
  onBack(listener: () => void): void;
  /** Waits for the jobs that have begun. Nothing is called afterwards. */
  close(): Promise<void>;
}

/** The queue cannot be reached; what was to be scheduled is scheduled by the next sweep. */
export class QueueAway extends Error {
  constructor(options?: { cause?: unknown }) {
    super('The queue of jobs cannot be reached', options);
    this.name = 'QueueAway';
  }
}
