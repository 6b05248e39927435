import { Injectable, Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext, OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { onceReachable } from '#engine';
import type { Engine, Waiting } from '#engine';
import { BullMqQueue } from '#jobs';
import { postFrom, startReminders } from '#reminders';
import type { ReminderSettings } from '#reminders';
import type { RunningJobs } from '#jobs';

/** A worker that has nothing to do is a mistake in its settings. */
export class NothingToDo extends Error {
  constructor(missing: string) {
    super(`The worker sends reminders: set ${missing}.`);
    this.name = 'NothingToDo';
  }
}

@Injectable()
class ReminderService implements OnApplicationShutdown {
  constructor(readonly reminders: RunningJobs | undefined) {}

  /** What is being sent is sent; nothing is begun. */
  async onApplicationShutdown(): Promise<void> {
    await this.reminders?.stop();
  }
}

@Module({})
class WorkerModule {
  static on(...parts: Parameters<typeof createWorker>): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        {
          provide: ReminderService,
          useFactory: async () => new ReminderService(await remindersOn(...parts)),
        },
      ],
    };
  }
}

/** Nothing where the worker is stopped before the event server has answered. */
async function remindersOn(
  engine: Engine,
  settings: ReminderSettings,
  log: Logger,
  waiting: Waiting,
): Promise<RunningJobs | undefined> {
  const { redisUrl, publicUrl } = settings;
  const post = postFrom(settings);
  if (redisUrl === undefined) throw new NothingToDo('REDIS_URL');
  if (post === undefined || publicUrl === undefined) throw new NothingToDo('SMTP_URL or NOTIFY_API_KEY');
  // What others say may quote an address and stays out of the log.
  const onTrouble = (error: unknown): void => log.warn({ trouble: error instanceof Error ? error.name : 'unknown' });
  const queue = await BullMqQueue.open({ name: 'reminders', redisUrl, clock: engine.clock, onTrouble });
  const started = await onceReachable(() => startReminders({ engine, post, publicUrl, queue, onTrouble }), waiting);
  if (started === undefined) await queue.close();
  return started;
}

/**
 * Sends reminders on an engine from now on, until it is closed.
 * @throws NothingToDo, RedisEvicts, QueueAway
 */
export async function createWorker(
  engine: Engine,
  settings: ReminderSettings,
  log: Logger,
  waiting: Waiting,
): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(WorkerModule.on(engine, settings, log, waiting), {
    logger: false,
    abortOnError: false,
  });
}
