import { isRefusal, systemActor } from '#domain';
import type { Post } from './mail/port.js';
import type { ReminderEngine } from './parts.js';
import { InProcessQueue } from './queue/in-process/in-process-queue.js';
import type { ReminderQueue } from './queue/port.js';
import { ReminderPlanner } from './sending/reminder-planner.js';
import { ReminderSender } from './sending/reminder-sender.js';

export interface RemindersOptions {
  readonly engine: ReminderEngine;
  readonly post: Post;
  /** Where people find the service. */
  readonly publicUrl: string;
  /** The queue of the one process by default. */
  readonly queue?: ReminderQueue;
  /** How long a claim is left to whoever made it before another may send, in milliseconds: two minutes by default. */
  readonly answerWithinMs?: number;
  readonly sweepEveryMs?: number;
  readonly followAfterMs?: number;
  /** How far ahead the queue is filled, in milliseconds: a day by default, so that a sweep costs a day's reminders. */
  readonly aheadMs?: number;
  /** What went wrong and is tried again: for the log. Holds no name and no address. */
  readonly onTrouble?: (error: unknown) => void;
}

/** Reminders on their way, until they are stopped. */
export interface RunningReminders {
  readonly queue: ReminderQueue;
  /** Fills the queue from the plan now. */
  sweep(): Promise<void>;
  /** Sends what is being sent, and no more. */
  stop(): Promise<void>;
}

/**
 * Plans, queues and sends reminders from now on. Any number of processes may: each reminder is sent once.
 * @throws StoreUnavailable
 */
export async function startReminders({
  engine,
  post,
  publicUrl,
  queue = new InProcessQueue({ clock: engine.clock }),
  answerWithinMs = 120_000,
  sweepEveryMs = 30_000,
  followAfterMs = 500,
  aheadMs = 24 * 3_600_000,
  onTrouble = () => undefined,
}: RemindersOptions): Promise<RunningReminders> {
  const started = await engine.execute({ name: 'StartNotifications', body: {}, actor: systemActor('reminders') });
  if (isRefusal(started)) throw new Error(`Reminders could not be started: ${started.sentence}`);
  const head = await engine.ledger.store.head();
  const sender = new ReminderSender({ engine, post, publicUrl, answerWithinMs });
  const planner = new ReminderPlanner({
    engine,
    queue,
    answerWithinMs,
    sweepEveryMs,
    followAfterMs,
    aheadMs,
    onTrouble,
    head,
  });
  queue.start(async (id) => {
    try {
      await sender.handle(id);
    } catch (error) {
      onTrouble(error);
      throw error;
    }
  });
  await planner.sweep();
  return {
    queue,
    sweep: () => planner.sweep(),
    async stop() {
      await planner.stop();
      await queue.close();
      post.close();
    },
  };
}
