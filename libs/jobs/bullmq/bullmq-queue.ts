import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { QueueAway } from '../port.js';
import type { FailedJob, JobQueue, QueuedJob } from '../port.js';
import { USUAL_EFFORT } from '../queue-effort.js';
import type { QueueEffort } from '../queue-effort.js';
import { RedisEvicts, checkRedis } from './check-redis.js';

export interface BullMqQueueOptions extends QueueEffort {
  /** `reminders`: one queue for each kind of job. */
  readonly name: string;
  /** `redis://host:port` */
  readonly redisUrl: string;
  /** The time now: an ISO instant. */
  readonly clock: () => string;
  /** Lets deployments share a server. */
  readonly prefix?: string;
  /** After how long the job of a process that died is given to another, in milliseconds. */
  readonly lockMs?: number;
  /** Redis cannot be reached, or answered with an error: for the log. */
  readonly onTrouble?: (error: Error) => void;
}

const KEPT_FAILED = 10_000;
/** A worker that dies again and again takes nothing with it: what it had in hand goes back each time. */
const STALLED_AT_MOST = 1_000_000;

interface JobData {
  readonly id: string;
}

/**
 * One-shot delayed jobs in Redis. A job there is named for what it is about and its instant, so that every replica that fills the
 * queue makes the same job, and one left over from before a move finds nothing to do.
 */
export class BullMqQueue implements JobQueue {
  private readonly listeners = new Set<() => void>();
  private worker: Worker<JobData> | undefined;
  private workerRedis: Redis | undefined;
  private away = false;

  private constructor(
    private readonly options: BullMqQueueOptions,
    private readonly redis: Redis,
    private readonly queue: Queue<JobData>,
  ) {
    redis.on('ready', () => {
      if (this.away) for (const listener of this.listeners) listener();
      this.away = false;
    });
    redis.on('close', () => {
      this.away = true;
    });
    redis.on('error', this.trouble);
    queue.on('error', this.trouble);
  }

  /** @throws RedisEvicts; QueueAway where Redis cannot be reached */
  static async open(options: BullMqQueueOptions): Promise<BullMqQueue> {
    // A replica that fills the queue is told at once that Redis is away, and fills it when it is back.
    const redis = new Redis(options.redisUrl, { enableOfflineQueue: false, lazyConnect: true, retryStrategy });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      await checkRedis(redis);
    } catch (error) {
      redis.disconnect();
      throw error instanceof RedisEvicts ? error : new QueueAway({ cause: error });
    }
    const queue = new Queue<JobData>(options.name, {
      connection: redis,
      prefix: options.prefix,
      skipWaitingForReady: true,
      defaultJobOptions: {
        attempts: options.attempts ?? USUAL_EFFORT.attempts,
        backoff: { type: 'exponential', delay: options.backoffMs ?? USUAL_EFFORT.backoffMs },
        removeOnComplete: true,
        removeOnFail: { count: KEPT_FAILED },
      },
    });
    return new BullMqQueue(options, redis, queue);
  }

  async schedule(jobs: readonly QueuedJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const now = Date.parse(this.options.clock());
    await this.reach(async () => {
      await this.reviveFailed(new Set(jobs.flatMap(jobIdsOf)));
      await this.queue.addBulk(
        jobs.map((job) => ({
          name: this.options.name,
          data: { id: job.id },
          opts: optionsFor(job, now),
        })),
      );
    });
  }

  async cancel(jobs: readonly QueuedJob[]): Promise<void> {
    await this.reach(() => this.remove(jobs));
  }

  start(handler: (id: string) => Promise<void>): void {
    const { name, redisUrl, prefix, concurrency = USUAL_EFFORT.concurrency, lockMs = 30_000 } = this.options;
    this.workerRedis = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy });
    this.workerRedis.on('error', this.trouble);
    this.worker = new Worker<JobData>(name, (job) => handler(job.data.id), {
      connection: this.workerRedis,
      prefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: STALLED_AT_MOST,
    });
    this.worker.on('error', this.trouble);
  }

  async failed(): Promise<readonly FailedJob[]> {
    const jobs = await this.reach(() => this.queue.getFailed(0, KEPT_FAILED));
    return jobs.map(({ data, failedReason }) => ({ id: (data as JobData).id, reason: failedReason ?? '' }));
  }

  async retry(): Promise<number> {
    return this.reach(async () => {
      const failed = await this.queue.getFailed(0, KEPT_FAILED);
      // One that a sweep has put back meanwhile has been taken out of those that failed.
      const tried = await Promise.allSettled(failed.map((job) => job.retry('failed')));
      return tried.filter(({ status }) => status === 'fulfilled').length;
    });
  }

  onBack(listener: () => void): void {
    this.listeners.add(listener);
  }

  async close(): Promise<void> {
    await this.worker?.close();
    await this.queue.close();
    this.workerRedis?.disconnect();
    this.redis.disconnect();
  }

  private readonly trouble = (error: Error): void => this.options.onTrouble?.(error);

  private async remove(jobs: readonly QueuedJob[]): Promise<void> {
    await Promise.all(jobs.flatMap(jobIdsOf).map((jobId) => this.queue.remove(jobId)));
  }

  /** A failed job keeps its name taken; whoever schedules it again wants it tried again. */
  private async reviveFailed(wanted: ReadonlySet<string>): Promise<void> {
    if ((await this.queue.getFailedCount()) === 0) return;
    const failed = await this.queue.getFailed(0, KEPT_FAILED);
    await Promise.all(failed.flatMap(({ id }) => (id !== undefined && wanted.has(id) ? [this.queue.remove(id)] : [])));
  }

  private async reach<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (this.redis.status !== 'ready') throw new QueueAway();
    try {
      return await ask();
    } catch (error) {
      throw new QueueAway({ cause: error });
    }
  }
}

/**
 * What is due already is a job of its own, so that one that was to wait and got lost, or waits by another clock, holds nothing up.
 * Never all digits and without a colon, which BullMQ refuses.
 */
const jobIdsOf = ({ id, at }: QueuedJob): readonly [later: string, due: string] => [
  `${id}_${Date.parse(at)}`,
  `${id}_due`,
];

function optionsFor(job: QueuedJob, now: number): { readonly jobId: string; readonly delay: number } {
  const [later, due] = jobIdsOf(job);
  const delay = Date.parse(job.at) - now;
  return delay > 0 ? { jobId: later, delay } : { jobId: due, delay: 0 };
}

const retryStrategy = (times: number): number => Math.min(50 * times, 1_000);
