import { DEFAULT_NOTIFICATIONS, isSameDay, sendableFrom } from '#domain';
import type { Position } from '#event-store';
import { CATCH_UP_MS } from '#jobs';
import type { AwaitingJob } from '#jobs';
import { listAwaiting } from '#projections';
import type { ReminderEngine } from '../parts.js';

export interface AwaitingOptions {
  readonly engine: ReminderEngine;
  readonly answerWithinMs: number;
  /** How far ahead, in milliseconds: what comes later is queued by a later sweep. */
  readonly aheadMs: number;
  /** This process has just started, so whatever was wrong with its settings may have been mended. */
  readonly justStarted: boolean;
}

/** Everything to be sent soon, with the instant at which it may be: quiet hours keep what is late until the morning. */
export async function awaitingReminders(
  { engine, answerWithinMs, aheadMs, justStarted }: AwaitingOptions,
  position: Position,
): Promise<readonly AwaitingJob[]> {
  await engine.readModels.reach(['reminders'], position, CATCH_UP_MS);
  const { settings, calendar } = await engine.references.load();
  const times = { notifications: settings?.notifications ?? DEFAULT_NOTIFICATIONS, calendar };
  const now = engine.clock();
  const until = new Date(Date.parse(now) + aheadMs).toISOString();
  const rows = engine.readModels.views.open('reminders');
  return listAwaiting(rows, answerWithinMs, until).map(
    ({ id, at: planned, deferredFrom, obligation, correlationId }) => {
      const at = justStarted && deferredFrom !== undefined ? deferredFrom : planned;
      const late = at < now && (obligation === null || !isSameDay(obligation));
      const sendable = late ? sendableFrom(now, times) : at;
      return { id, at: sendable === now ? at : sendable, correlationId };
    },
  );
}
