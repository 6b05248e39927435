import type { JobQueue } from './port.js';
import { QueueFiller } from './queue-filler.js';
import type { QueueFillerOptions } from './queue-filler.js';

/** What may be set of jobs of any kind. */
export interface JobsSettings {
  /** The queue of the one process by default. */
  readonly queue?: JobQueue;
  readonly sweepEveryMs?: number;
  readonly followAfterMs?: number;
  /** What went wrong and is tried again: for the log. Holds no name and no address. */
  readonly onTrouble?: (error: unknown) => void;
}

/** So long a sweep waits for a view to hold what is recorded; what it cannot see by then it leaves to the next. Milliseconds. */
export const CATCH_UP_MS = 10_000;

export interface JobsOptions
  extends
    Omit<QueueFillerOptions, 'head' | 'sweepEveryMs' | 'followAfterMs'>,
    Pick<JobsSettings, 'sweepEveryMs' | 'followAfterMs'> {
  /** Finds out from the log what there is to do, if there is anything left. */
  readonly handler: (id: string) => Promise<void>;
}

/** Jobs of one kind on their way, until they are stopped. */
export interface RunningJobs {
  readonly queue: JobQueue;
  /** Fills the queue from the log now. */
  sweep(): Promise<void>;
  /** Ends what has begun, and begins no more. */
  stop(): Promise<void>;
}

/** What went wrong, by name alone, for logs and queues: what an error says may quote a record or an address. */
export const troubleOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** What a job failed of: queues keep it in clear text. */
class JobFailed extends Error {
  constructor(cause: unknown) {
    super(troubleOf(cause));
    this.name = 'JobFailed';
  }
}

/**
 * Queues and does jobs of one kind from now on. Any number of processes may.
 * @throws StoreUnavailable
 */
export async function startJobs({
  handler,
  sweepEveryMs = 30_000,
  followAfterMs = 500,
  ...options
}: JobsOptions): Promise<RunningJobs> {
  const { store, queue, onTrouble } = options;
  const filler = new QueueFiller({ ...options, sweepEveryMs, followAfterMs, head: await store.head() });
  queue.start(async (id) => {
    try {
      await handler(id);
    } catch (error) {
      onTrouble(error);
      throw new JobFailed(error);
    }
  });
  await filler.sweep();
  return {
    queue,
    sweep: () => filler.sweep(),
    async stop() {
      await filler.stop();
      await queue.close();
    },
  };
}
