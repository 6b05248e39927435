import { Injectable, Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext, OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { BullMqQueue } from '#bullmq';
import type { BullMqQueueOptions } from '#bullmq';
import { onceReachable } from '#engine';
import type { Engine, Waiting } from '#engine';
import { EXPORTS_AT_ONCE, startExports } from '#exports';
import type { ExportFiles } from '#exports';
import type { RunningJobs } from '#jobs';
import { postFrom, receiptsFrom, startLinks, startReceipts, startReminders } from '#reminders';
import type { ReminderSettings } from '#reminders';
import { errorType } from '#telemetry';

/** A worker that can find no work is a mistake in its settings. */
class NothingToDo extends Error {
  constructor(missing: string) {
    super(`The worker does jobs that wait in Redis: set ${missing}.`);
    this.name = 'NothingToDo';
  }
}

export interface WorkerParts {
  readonly engine: Engine;
  readonly settings: ReminderSettings;
  readonly files: ExportFiles;
  readonly log: Logger;
  /** For an event server that is away at the start. */
  readonly waiting: Waiting;
}

@Injectable()
class Jobs implements OnApplicationShutdown {
  constructor(readonly running: readonly RunningJobs[]) {}

  /** Finishes the jobs that have begun, and begins no more. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.running.map((jobs) => jobs.stop()));
  }
}

@Module({})
class WorkerModule {
  static on(parts: WorkerParts): DynamicModule {
    return {
      module: WorkerModule,
      providers: [{ provide: Jobs, useFactory: async () => new Jobs(await jobsOn(parts)) }],
    };
  }
}

async function jobsOn({ engine, settings, files, log, waiting }: WorkerParts): Promise<readonly RunningJobs[]> {
  const { redisUrl, publicUrl } = settings;
  if (redisUrl === undefined) throw new NothingToDo('REDIS_URL');
  const onTrouble = (error: unknown): void => log.warn({ trouble: errorType(error) });
  const running: RunningJobs[] = [];
  /** Nothing is left open where the worker is stopped before the event server has answered. */
  const run = async (
    { name, concurrency }: Pick<BullMqQueueOptions, 'name' | 'concurrency'>,
    start: (queue: BullMqQueue) => Promise<RunningJobs>,
  ): Promise<void> => {
    const queue = await BullMqQueue.open({ name, redisUrl, clock: engine.clock, concurrency, onTrouble });
    const started = await onceReachable(() => start(queue), waiting);
    if (started === undefined) await queue.close();
    else running.push(started);
  };
  await run({ name: 'exports', concurrency: EXPORTS_AT_ONCE }, (queue) =>
    startExports({ engine, files, queue, onTrouble }),
  );
  const post = await postFrom(settings);
  if (post !== undefined && publicUrl !== undefined) {
    await run({ name: 'reminders' }, (queue) => startReminders({ engine, post, publicUrl, queue, onTrouble }));
    const links = (await postFrom(settings)) ?? post;
    await run({ name: 'links' }, (queue) => startLinks({ engine, post: links, publicUrl, queue, onTrouble }));
  }
  const receipts = await receiptsFrom(settings);
  if (receipts !== undefined) {
    await run({ name: 'receipts' }, (queue) => startReceipts({ engine, receipts, queue, onTrouble }));
  }
  return running;
}

/**
 * Makes exports and, where a way out for messages is set, sends reminders and asks what became of them, on an engine from now on, until it is closed.
 * @throws NothingToDo, RedisEvicts, QueueAway
 */
export async function createWorker(parts: WorkerParts): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(WorkerModule.on(parts), { logger: false, abortOnError: false });
}
