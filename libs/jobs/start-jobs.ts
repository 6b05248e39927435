import { count, errorType, shows } from '#telemetry';
import type { JobQueue } from './port.js';
import { QueueFiller } from './queue-filler.js';
import type { QueueFillerOptions } from './queue-filler.js';

/** The settings that every kind of job has. */
export interface JobsSettings {
  /** The queue of the one process by default. */
  readonly queue?: JobQueue;
  readonly sweepEveryMs?: number;
  readonly followAfterMs?: number;
  /** What went wrong and is tried again: for the log. Holds no name and no address. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * How long a sweep waits for a view to hold what is recorded, in milliseconds. What it cannot see by then is left to
 * the next sweep.
 */
export const CATCH_UP_MS = 10_000;

export interface JobsOptions
  extends
    Omit<QueueFillerOptions, 'head' | 'sweepEveryMs' | 'followAfterMs'>,
    Pick<JobsSettings, 'sweepEveryMs' | 'followAfterMs'> {
  /** Looks in the log for what is left to do, if anything is. */
  readonly handler: (id: string) => Promise<void>;
}

/** Jobs of one kind, running until they are stopped. */
export interface RunningJobs {
  readonly queue: JobQueue;
  /** Fills the queue from the log now. */
  sweep(): Promise<void>;
  /** Finishes the jobs that have begun, and begins no more. */
  stop(): Promise<void>;
}

/** Why a job failed. Queues keep this in clear text. */
class JobFailed extends Error {
  constructor(cause: unknown) {
    super(errorType(cause));
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
  const { kind, store, queue, onTrouble } = options;
  const filler = new QueueFiller({ ...options, sweepEveryMs, followAfterMs, head: await store.head() });
  queue.start(async (id) => {
    try {
      await handler(id);
      count('plumbline.jobs', { queue: kind, outcome: 'done' });
    } catch (error) {
      count('plumbline.jobs', { queue: kind, outcome: 'failed' });
      onTrouble(error);
      throw new JobFailed(error);
    }
  });
  const showsNoMore = shows('plumbline.queue.jobs', async () => {
    const { later, due } = filler.depth();
    const aside = (await queue.failed()).length;
    const standing = { later, due, aside };
    return Object.entries(standing).map(([state, value]) => ({ value, labels: { queue: kind, state } }));
  });
  await filler.sweep();
  return {
    queue,
    sweep: () => filler.sweep(),
    async stop() {
      showsNoMore();
      await filler.stop();
      await queue.close();
    },
  };
}
