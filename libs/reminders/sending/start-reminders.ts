import { isReminderStream } from '#application';
import { isRefusal, systemActor } from '#domain';
import { InProcessQueue, startJobs } from '#jobs';
import type { JobsSettings, RunningJobs } from '#jobs';
import type { Post } from '../mail/port.js';
import { toldPost } from '../mail/told-post.js';
import type { ReminderEngine } from '../parts.js';
import { awaitingReminders } from './awaiting-reminders.js';
import { ReminderSender } from './reminder-sender.js';

export interface RemindersOptions extends JobsSettings {
  readonly engine: ReminderEngine;
  readonly post: Post;
  /** Where people find the service. */
  readonly publicUrl: string;
  /** How long a claim is left to whoever made it before another may send, in milliseconds: two minutes by default. */
  readonly answerWithinMs?: number;
  /** How far ahead the queue is filled, in milliseconds: a day by default, so that a sweep costs a day's reminders. */
  readonly aheadMs?: number;
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
  aheadMs = 24 * 3_600_000,
  onTrouble = () => undefined,
  ...often
}: RemindersOptions): Promise<RunningJobs> {
  const started = await engine.execute({ name: 'StartNotifications', body: {}, actor: systemActor('reminders') });
  if (isRefusal(started)) throw new Error(`Reminders could not be started: ${started.sentence}`);
  const sender = new ReminderSender({ engine, post: toldPost('reminders', post), publicUrl, answerWithinMs });
  let justStarted = true;
  const jobs = await startJobs({
    ...often,
    kind: 'reminders',
    store: engine.ledger.store,
    queue,
    clock: engine.clock,
    handler: sender.handle,
    awaiting: async (position) => {
      const awaiting = await awaitingReminders({ engine, answerWithinMs, aheadMs, justStarted }, position);
      justStarted = false;
      return awaiting;
    },
    // What is recorded of messages is soon enough for the next sweep.
    follows: (stream) => !isReminderStream(stream),
    onTrouble,
  });
  return {
    ...jobs,
    async stop() {
      await jobs.stop();
      post.close();
    },
  };
}
