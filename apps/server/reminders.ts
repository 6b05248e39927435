import type { Logger } from 'pino';
import type { Engine } from '#engine';
import { postFrom, readReminderSettings, startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';

/**
 * Sends reminders from within the service, where a way out for messages is set and no Redis: with one, workers send them.
 * @throws SettingsProblem, StoreUnavailable
 */
export async function hostReminders(
  engine: Engine,
  environment: Readonly<Record<string, string | undefined>>,
  log: Logger,
): Promise<RunningJobs | undefined> {
  const settings = readReminderSettings(environment);
  const { publicUrl, redisUrl } = settings;
  const post = redisUrl === undefined ? postFrom(settings) : undefined;
  if (post === undefined || publicUrl === undefined) return undefined;
  // What others say may quote an address and stays out of the log.
  const onTrouble = (error: unknown): void => log.warn({ trouble: error instanceof Error ? error.name : 'unknown' });
  return startReminders({ engine, post, publicUrl, onTrouble });
}
