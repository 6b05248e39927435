import type { Logger } from 'pino';
import { onceReachable } from '#engine';
import type { Engine, Waiting } from '#engine';
import { startExports } from '#exports';
import type { ExportFiles } from '#exports';
import type { JobKind, QueueCare, RunningJobs } from '#jobs';
import { postFrom, readReminderSettings, receiptsFrom, startLinks, startReceipts, startReminders } from '#reminders';
import { errorType } from '#telemetry';
import type { Queues } from './queues.js';

export interface HostedJobs {
  readonly engine: Engine;
  /** Where exports are kept, and given out. */
  readonly files: ExportFiles;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
  /** Where what is hosted, or what workers do, can be looked into. */
  readonly queues: Queues;
  /** For an event server that goes away meanwhile. */
  readonly waiting: Waiting;
}

/**
 * Does in the service what workers do where there is a Redis: makes exports, and where a way out for messages is
 * set sends reminders and asks what became of them.
 * @throws SettingsProblem
 */
export async function hostJobs({
  engine,
  files,
  environment,
  log,
  queues,
  waiting,
}: HostedJobs): Promise<readonly RunningJobs[]> {
  const settings = readReminderSettings(environment);
  const { publicUrl, redisUrl } = settings;
  if (redisUrl !== undefined) {
    for (const name of ['reminders', 'links', 'receipts', 'exports'] as const)
      queues.show(name, ofWorkers(name, redisUrl, engine.clock));
    return [];
  }
  const onTrouble = (error: unknown): void => log.warn({ trouble: errorType(error) });
  const hosted: RunningJobs[] = [];
  const host = async (kind: JobKind, start: () => Promise<RunningJobs>): Promise<void> => {
    const jobs = await onceReachable(start, waiting);
    if (jobs === undefined) return;
    hosted.push(jobs);
    queues.show(kind, jobs.queue);
  };
  await host('exports', () => startExports({ engine, files, onTrouble }));
  const post = await postFrom(settings);
  if (post !== undefined && publicUrl !== undefined) {
    await host('reminders', () => startReminders({ engine, post, publicUrl, onTrouble }));
    const links = (await postFrom(settings)) ?? post;
    await host('links', () => startLinks({ engine, post: links, publicUrl, onTrouble }));
  }
  const receipts = await receiptsFrom(settings);
  if (receipts !== undefined) await host('receipts', () => startReceipts({ engine, receipts, onTrouble }));
  return hosted;
}

/** A queue in Redis that is looked into now and then: reached for each look, so that the service does without Redis. */
function ofWorkers(name: JobKind, redisUrl: string, clock: () => string): QueueCare {
  const reached = async <Answer>(ask: (queue: QueueCare) => Promise<Answer>): Promise<Answer> => {
    const { BullMqQueue } = await import('#bullmq');
    const queue = await BullMqQueue.open({ name, redisUrl, clock });
    try {
      return await ask(queue);
    } finally {
      await queue.close();
    }
  };
  return { failed: () => reached((queue) => queue.failed()), retry: () => reached((queue) => queue.retry()) };
}
